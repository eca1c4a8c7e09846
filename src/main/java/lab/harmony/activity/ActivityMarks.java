package lab.harmony.activity;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.harmony.people.PersonId;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Until when somebody has seen what happened, in the lab and in each experiment.
@Repository
class ActivityMarks {

  private final JdbcClient database;

  ActivityMarks(JdbcClient database) {
    this.database = database;
  }

  SeenMarks of(PersonId person) {
    record SeenMark(String experiment, Instant to) {}
    return new SeenMarks(
        database
            .sql("select experiment, seen_to from activity_seen where person = :person")
            .param("person", person.value())
            .query((row, _) ->
                new SeenMark(
                    row.getString("experiment"),
                    row.getObject("seen_to", OffsetDateTime.class).toInstant()))
            .list()
            .stream()
            .collect(Collectors.toMap(SeenMark::experiment, SeenMark::to)));
  }

  /// Notes it; what was seen before stays seen.
  void see(PersonId person, Optional<String> experiment, Instant time) {
    var to = time.plusNanos(999).truncatedTo(ChronoUnit.MICROS); // files know times more exactly
    if (!moved(person, experiment, to)) {
      try {
        database
            .sql(
                "insert into activity_seen (person, experiment, seen_to)"
                    + " values (:person, :experiment, :to)")
            .param("person", person.value())
            .param("experiment", experiment.orElse(SeenMarks.LAB))
            .param("to", to.atOffset(ZoneOffset.UTC))
            .update();
      } catch (DuplicateKeyException notedByAnotherPage) {
        moved(person, experiment, to);
      }
    }
  }

  private boolean moved(PersonId person, Optional<String> experiment, Instant to) {
    return database
            .sql(
                "update activity_seen set seen_to = greatest(seen_to, :to)"
                    + " where person = :person and experiment = :experiment")
            .param("person", person.value())
            .param("experiment", experiment.orElse(SeenMarks.LAB))
            .param("to", to.atOffset(ZoneOffset.UTC))
            .update()
        > 0;
  }
}
