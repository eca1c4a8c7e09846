package lab.harmony.training.ui;

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
import lab.harmony.training.TrainingQueue;
import lab.harmony.work.JobRows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Trainings that ended, to be told outside.
@Component
class TrainingOccurrences implements OccurrenceSource {

  private final JdbcClient database;

  TrainingOccurrences(JdbcClient database) {
    this.database = database;
  }

  @Override
  public List<Occurrence> since(Instant time) {
    return database
        .sql(
            """
            select j.id, s.name, case when s.ended_as = '' then j.state else s.ended_as end as ending,
              j.submitted_by, j.ended_at
            from jobs j join training_sittings s on s.job = j.id
            where j.kind = :kind and j.ended_at >= :time
            order by j.ended_at fetch first :most rows only
            """)
        .param("kind", TrainingQueue.KIND)
        .param("time", JobRows.utc(time))
        .param("most", MOST)
        .query(TrainingOccurrences::occurrence)
        .list();
  }

  private static Occurrence occurrence(ResultSet row, int number) throws SQLException {
    var ended = row.getObject("ended_at", OffsetDateTime.class).toInstant();
    var name = row.getString("name");
    return new Occurrence(
        OccurrenceKind.TRAINING_ENDED,
        "training %s %s".formatted(row.getString("id"), ended),
        ended,
        Optional.ofNullable(row.getString("submitted_by")).map(PersonId::new),
        "Training %s %s".formatted(name, row.getString("ending")),
        "trainings/" + name);
  }
}
