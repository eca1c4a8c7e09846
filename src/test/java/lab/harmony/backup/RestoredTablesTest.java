package lab.harmony.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import lab.harmony.backup.access.AccessTables;
import lab.harmony.workspace.MigratedDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Whoever adds a table decides whether going back brings its rows back: also those name people
/// that have no key into theirs.
@Tag("unit")
class RestoredTablesTest {

  /// Let nobody in, and say of nothing who reads it.
  private static final Set<String> OF_THE_BACKUP =
      Set.of(
          "activity_seen",
          "audit_entry",
          "audit_head",
          "blind_answer",
          "blind_arm",
          "blind_arm_drawn",
          "blind_gold",
          "blind_late_answer",
          "blind_picture",
          "blind_session",
          "blind_showing",
          "blind_shown",
          "blind_unit",
          "imported_blind_session",
          "dataset_drawings",
          "device_leases",
          "experiment_deed",
          "flyway_schema_history",
          "given_report_name",
          "given_report_version",
          "job_lines",
          "job_stops",
          "jobs",
          "notebook_draft",
          "mail_mark",
          "outgoing_mark",
          "outgoing_notice",
          "picture_tag",
          "pin",
          "pin_finding",
          "pin_mark",
          "report_author",
          "run_files",
          "run_images",
          "run_specs",
          "runs",
          "scheduled_tasks",
          "scores",
          "shipped_files",
          "thread",
          "pair_turn",
          "pin_turn",
          "sparse_turn",
          "thread_comment",
          "thread_comment_before",
          "thread_member",
          "thread_mention",
          "thread_turn",
          "training_sittings");

  @Test
  void ofEveryTableItIsSaidWhetherItIsOfThePresent() {
    var said = new TreeSet<>(AccessTables.NAMED);
    assertThat(said).doesNotContainAnyElementsOf(OF_THE_BACKUP);
    said.addAll(OF_THE_BACKUP);
    assertThat(
            JdbcClient.create(MigratedDatabase.inMemory())
                .sql(
                    "select lower(table_name) from information_schema.tables where table_schema ="
                        + " 'PUBLIC'")
                .query(String.class)
                .list())
        .as(
            "name them in AccessTables, if they say who comes in or who reads what: what was taken"
                + " away since a backup stays taken away; else in OF_THE_BACKUP here")
        .containsExactlyInAnyOrderElementsOf(said);
  }
}
