package lab.harmony.sql.tables;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import lab.harmony.runs.RunFilter;
import lab.harmony.runs.RunRow;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.sql.protocol.SqlColumn;
import lab.harmony.sql.protocol.SqlKind;
import lab.harmony.workspace.NamedFacts;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// All runs, the newest first.
@Component
@Order(30)
final class RunsTable implements LabTable {

  static final int AT_ONCE = 200;

  private final RunQueue queue;

  RunsTable(RunQueue queue) {
    this.queue = queue;
  }

  @Override
  public String name() {
    return "runs";
  }

  @Override
  public List<SqlColumn> columns() {
    return List.of(
        new SqlColumn("run", SqlKind.STRING),
        new SqlColumn("experiment", SqlKind.STRING),
        new SqlColumn("drawn_by", SqlKind.STRING),
        new SqlColumn("state", SqlKind.STRING),
        new SqlColumn("submitted_by", SqlKind.STRING),
        new SqlColumn("submitted", SqlKind.DATETIME),
        new SqlColumn("started", SqlKind.DATETIME),
        new SqlColumn("images", SqlKind.INTEGER),
        new SqlColumn("total", SqlKind.INTEGER));
  }

  @Override
  public NamedFacts version() {
    return RunsVersion.of(queue);
  }

  @Override
  public void rows(Consumer<List<@Nullable Object>> row) {
    for (int from = 0; ; from += AT_ONCE) {
      var part = queue.list(RunFilter.ALL, from, AT_ONCE);
      part.forEach(run -> row.accept(values(run)));
      if (part.size() < AT_ONCE) {
        return;
      }
    }
  }

  private static List<@Nullable Object> values(RunRow run) {
    return Arrays.asList(
        run.id().value(),
        run.experiment(),
        run.drawnBy(),
        run.state().code().word(),
        run.submittedBy().map(by -> by.name()).orElse(null),
        run.submittedAt(),
        run.startedAt().orElse(null),
        run.images(),
        run.total());
  }
}
