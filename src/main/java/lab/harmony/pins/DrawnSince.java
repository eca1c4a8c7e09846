package lab.harmony.pins;

import java.time.Instant;
import java.util.List;
import lab.harmony.runs.RunId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Which runs may have drawn or been judged since a time, from the tables of those who know.
@Repository
class DrawnSince {

  private final JdbcClient database;

  DrawnSince(JdbcClient database) {
    this.database = database;
  }

  /// Runs with pictures that were not over then, the newest first.
  List<RunId> runs(Instant time) {
    return database
        .sql(
            """
            select r.id from runs r join jobs j on j.id = r.id
            where r.images_done > 0 and (j.ended_at is null or j.ended_at >= :time)
            order by j.submitted_at desc, r.id
            """)
        .param("time", PinStore.utc(time))
        .query((row, _) -> new RunId(row.getString("id")))
        .list();
  }

  /// Experiments that somebody scored a face of.
  List<String> scored(Instant time) {
    return database
        .sql("select distinct experiment from scores where recorded_at >= :time")
        .param("time", PinStore.utc(time))
        .query((row, _) -> row.getString("experiment"))
        .list();
  }

  /// Runs of an experiment of which something was found: of no other one a score changes anything.
  List<RunId> heldOf(String experiment) {
    return database
        .sql(
            """
            select distinct r.id from runs r join pin_finding f on f.subject = r.id
            where f.kind = 'run' and r.experiment = :experiment
            """)
        .param("experiment", experiment)
        .query((row, _) -> new RunId(row.getString("id")))
        .list();
  }
}
