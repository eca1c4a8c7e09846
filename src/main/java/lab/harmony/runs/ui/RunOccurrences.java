package lab.harmony.runs.ui;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import lab.harmony.notices.Occurrence;
import lab.harmony.notices.OccurrenceKind;
import lab.harmony.notices.OccurrenceSource;
import lab.harmony.people.PersonId;
import lab.harmony.runs.RunId;
import lab.harmony.work.JobRows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Runs that ended, to be told outside; those that came with their pictures are none.
@Component
class RunOccurrences implements OccurrenceSource {

  private final JdbcClient database;

  RunOccurrences(JdbcClient database) {
    this.database = database;
  }

  @Override
  public List<Occurrence> since(Instant time) {
    return database
        .sql(
            """
            select r.id, r.experiment, r.images_done, j.state, j.submitted_by, j.ended_at
            from jobs j join runs r on r.id = j.id
            where j.ended_at >= :time and not (j.claim = 0 and j.state = 'finished')
            order by j.ended_at fetch first :most rows only
            """)
        .param("time", JobRows.utc(time))
        .param("most", MOST)
        .query(RunOccurrences::occurrence)
        .list();
  }

  private static Occurrence occurrence(ResultSet row, int number) throws SQLException {
    var id = new RunId(row.getString("id"));
    var ended = row.getObject("ended_at", OffsetDateTime.class).toInstant();
    var state = row.getString("state");
    var made = row.getInt("images_done");
    return new Occurrence(
        OccurrenceKind.RUN_ENDED,
        "run %s %s".formatted(id, ended),
        ended,
        Optional.ofNullable(row.getString("submitted_by")).map(PersonId::new),
        "Run of %s %s, %s"
            .formatted(
                row.getString("experiment"), state, made == 1 ? "1 picture" : made + " pictures"),
        RunLinks.run(id));
  }
}
