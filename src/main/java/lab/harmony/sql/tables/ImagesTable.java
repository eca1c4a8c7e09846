package lab.harmony.sql.tables;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import lab.harmony.runs.RunFilter;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.RunRow;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.sql.protocol.SqlColumn;
import lab.harmony.sql.protocol.SqlKind;
import lab.harmony.workspace.NamedFacts;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// All complete pictures of all runs, also of those that no cell names any more.
@Component
@Order(20)
final class ImagesTable implements LabTable {

  private final RunQueue queue;

  ImagesTable(RunQueue queue) {
    this.queue = queue;
  }

  @Override
  public String name() {
    return "images";
  }

  @Override
  public List<SqlColumn> columns() {
    return List.of(
        new SqlColumn("image", SqlKind.STRING),
        new SqlColumn("run", SqlKind.STRING),
        new SqlColumn("experiment", SqlKind.STRING),
        new SqlColumn("archetype", SqlKind.STRING),
        new SqlColumn("emotion", SqlKind.STRING),
        new SqlColumn("cfg", SqlKind.NUMBER),
        new SqlColumn("seed", SqlKind.INTEGER),
        new SqlColumn("prompt", SqlKind.STRING),
        new SqlColumn("negative_prompt", SqlKind.STRING),
        new SqlColumn("drawn_by", SqlKind.STRING),
        new SqlColumn("file", SqlKind.STRING),
        new SqlColumn("width", SqlKind.INTEGER),
        new SqlColumn("height", SqlKind.INTEGER),
        new SqlColumn("sha256", SqlKind.STRING),
        new SqlColumn("created", SqlKind.DATETIME));
  }

  @Override
  public NamedFacts version() {
    return RunsVersion.of(queue);
  }

  @Override
  public void rows(Consumer<List<@Nullable Object>> row) {
    for (int from = 0; ; from += RunsTable.AT_ONCE) {
      var part = queue.list(RunFilter.ALL, from, RunsTable.AT_ONCE);
      queue
          .images(part.stream().filter(run -> run.images() > 0).map(RunRow::id).toList())
          .forEach(image -> row.accept(values(image)));
      if (part.size() < RunsTable.AT_ONCE) {
        return;
      }
    }
  }

  private static List<@Nullable Object> values(RunImage image) {
    var prompt = image.prompt();
    return Arrays.asList(
        image.id().toString(),
        image.id().run().value(),
        image.experiment(),
        prompt.archetype(),
        prompt.emotion(),
        prompt.cfgScale(),
        prompt.seed(),
        prompt.prompt(),
        prompt.negativePrompt(),
        image.model(),
        image.fileName(),
        image.width(),
        image.height(),
        image.sha256(),
        image.createdAt());
  }
}
