package lab.harmony.runs.ui;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lab.harmony.notices.MailKind;
import lab.harmony.notices.PersonalNews;
import lab.harmony.notices.PersonalNotice;
import lab.harmony.people.Actor;
import lab.harmony.people.PersonId;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.runs.RunId;
import lab.harmony.work.JobRows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// That somebody's runs ended; those that came with their pictures are none.
@Component
class RunNews implements PersonalNews {

  private final JdbcClient database;
  private final Rights rights;

  RunNews(JdbcClient database, Rights rights) {
    this.database = database;
    this.rights = rights;
  }

  @Override
  public Set<MailKind> kinds() {
    return Set.of(MailKind.RUN);
  }

  @Override
  public List<PersonalNotice> since(Instant time) {
    return database
        .sql(
            """
            select r.id, r.experiment, r.images_done, j.state, j.submitted_by, j.ended_at
            from jobs j join runs r on r.id = j.id
            where j.ended_at >= :time and not (j.claim = 0 and j.state = 'finished')
              and j.submitted_by is not null
            order by j.ended_at fetch first :most rows only
            """)
        .param("time", JobRows.utc(time))
        .param("most", MOST)
        .query(RunNews::notice)
        .list();
  }

  private static PersonalNotice notice(ResultSet row, int number) throws SQLException {
    var id = new RunId(row.getString("id"));
    var ended = row.getObject("ended_at", OffsetDateTime.class).toInstant();
    var made = row.getInt("images_done");
    return new PersonalNotice(
        new PersonId(row.getString("submitted_by")),
        MailKind.RUN,
        "run %s %s".formatted(id, ended),
        ended,
        Optional.empty(),
        "Your run of %s %s, %s"
            .formatted(
                row.getString("experiment"),
                row.getString("state"),
                made == 1 ? "1 picture" : made + " pictures"),
        RunLinks.run(id));
  }

  @Override
  public boolean mayOpen(Actor who, String key) {
    return rights.may(who, Right.LOOK);
  }
}
