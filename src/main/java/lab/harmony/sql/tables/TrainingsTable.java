package lab.harmony.sql.tables;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import lab.harmony.sql.protocol.SqlColumn;
import lab.harmony.sql.protocol.SqlKind;
import lab.harmony.training.records.TrainingShelf;
import lab.harmony.workspace.NamedFacts;
import lab.harmony.workspace.NamedFacts.Fact;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// All trainings, the newest first.
@Component
@Order(40)
final class TrainingsTable implements LabTable {

  private final TrainingShelf shelf;

  TrainingsTable(TrainingShelf shelf) {
    this.shelf = shelf;
  }

  @Override
  public String name() {
    return "trainings";
  }

  @Override
  public List<SqlColumn> columns() {
    return List.of(
        new SqlColumn("training", SqlKind.STRING),
        new SqlColumn("model", SqlKind.STRING),
        new SqlColumn("state", SqlKind.STRING),
        new SqlColumn("since", SqlKind.DATETIME),
        new SqlColumn("steps", SqlKind.INTEGER),
        new SqlColumn("loss", SqlKind.NUMBER));
  }

  @Override
  public NamedFacts version() {
    return new NamedFacts(
        shelf.list().stream()
            .map(row ->
                Fact.of(
                    row.name().value(),
                    "%s %d".formatted(row.life().state().word().within(), row.steps())))
            .toList());
  }

  @Override
  public void rows(Consumer<List<@Nullable Object>> row) {
    for (var training : shelf.list()) {
      row.accept(
          Arrays.asList(
              training.name().value(),
              training.model(),
              training.life().state().word().within(),
              training.life().since(),
              training.steps(),
              training.loss().isPresent() ? training.loss().getAsDouble() : null));
    }
  }
}
