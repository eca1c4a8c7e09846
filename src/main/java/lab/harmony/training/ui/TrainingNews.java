package lab.harmony.training.ui;

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
import lab.harmony.training.TrainingQueue;
import lab.harmony.work.JobRows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// That somebody's trainings ended.
@Component
class TrainingNews implements PersonalNews {

  private final JdbcClient database;
  private final Rights rights;

  TrainingNews(JdbcClient database, Rights rights) {
    this.database = database;
    this.rights = rights;
  }

  @Override
  public Set<MailKind> kinds() {
    return Set.of(MailKind.TRAINING);
  }

  @Override
  public List<PersonalNotice> since(Instant time) {
    return database
        .sql(
            """
            select j.id, s.name, case when s.ended_as = '' then j.state else s.ended_as end as ending,
              j.submitted_by, j.ended_at
            from jobs j join training_sittings s on s.job = j.id
            where j.kind = :kind and j.ended_at >= :time and j.submitted_by is not null
            order by j.ended_at fetch first :most rows only
            """)
        .param("kind", TrainingQueue.KIND)
        .param("time", JobRows.utc(time))
        .param("most", MOST)
        .query(TrainingNews::notice)
        .list();
  }

  private static PersonalNotice notice(ResultSet row, int number) throws SQLException {
    var ended = row.getObject("ended_at", OffsetDateTime.class).toInstant();
    var name = row.getString("name");
    return new PersonalNotice(
        new PersonId(row.getString("submitted_by")),
        MailKind.TRAINING,
        "training %s %s".formatted(row.getString("id"), ended),
        ended,
        Optional.empty(),
        "Your training %s %s".formatted(name, row.getString("ending")),
        "trainings/" + name);
  }

  @Override
  public boolean mayOpen(Actor who, String key) {
    return rights.may(who, Right.LOOK);
  }
}
