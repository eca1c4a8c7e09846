package lab.harmony.notebooks;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The drafts in the database.
@Repository
class Drafts {
  private final JdbcClient jdbc;
  private final Clock clock;

  Drafts(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  void keep(ExperimentSlug experiment, CellId cell, String by, String text) {
    remove(experiment, cell, by);
    jdbc.sql(
            "insert into notebook_draft (experiment, cell, person, text, kept_at) values (?, ?, ?, ?, ?)")
        .params(
            experiment.value(),
            cell.value(),
            by,
            text,
            OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
        .update();
  }

  List<Draft> of(ExperimentSlug experiment, String by) {
    return jdbc.sql(
            "select cell, text, kept_at from notebook_draft where experiment = ? and person = ? order by kept_at")
        .params(experiment.value(), by)
        .query((row, _) ->
            new Draft(
                experiment,
                new CellId(row.getString("cell")),
                by,
                row.getString("text"),
                row.getObject("kept_at", OffsetDateTime.class).toInstant()))
        .list();
  }

  void remove(ExperimentSlug experiment, CellId cell, String by) {
    jdbc.sql("delete from notebook_draft where experiment = ? and cell = ? and person = ?")
        .params(experiment.value(), cell.value(), by)
        .update();
  }
}
