package lab.harmony.runs.store;

import static org.assertj.core.api.Assertions.assertThat;

import lab.harmony.workspace.MigratedDatabase;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What runs were asked for moves to a table of its own, once and whole.
@Tag("unit")
class SpecsApartTest {

  @Test
  void aStartThatWasEndedInTheMiddleIsMadeGoodByTheNext() {
    var database = new JdbcDataSource();
    database.setURL("jdbc:h2:mem:specs-apart;DB_CLOSE_DELAY=-1");
    MigratedDatabase.migrate(database, "530");
    var client = JdbcClient.create(database);
    client
        .sql(
            """
            insert into jobs (id, kind, format, payload, submitted_by, submitted_at, state,
                cancel_requested, claim, tries, fraction, revision, changed_at)
            values ('r-1', 'run', 1, '{}', 'ada', current_timestamp, 'finished',
                false, 0, 0, 1, 1, current_timestamp)
            """)
        .update();
    client
        .sql(
            """
            insert into runs (id, experiment, cell_id, model, spec, spec_sha256, images_total, images_done)
            values ('r-1', 'baseline', 'generate', 'doodle-base', 'what was asked for', 'abc', 1, 1)
            """)
        .update();
    // So far it came: the table stands there, with nothing in it.
    client.sql("create table run_specs (run varchar(40) not null primary key)").update();

    MigratedDatabase.migrate(database, "latest");

    assertThat(
            client.sql("select spec from run_specs where run = 'r-1'").query(String.class).single())
        .isEqualTo("what was asked for");
  }
}
