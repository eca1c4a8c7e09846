package lab.harmony.training.ui;

import java.util.List;
import java.util.Optional;
import lab.harmony.models.ModelName;
import lab.harmony.training.SpecStanding;
import lab.harmony.training.TrainingShelf.Row;

/// The list of trainings as it is now.
///
/// @param specs of the workspace, trained or not
/// @param waiting the names of those that wait, the next first
/// @param running the one that takes this machine
/// @param leftOut what could not be read, a line each
record TrainingsNow(
    List<Row> rows,
    List<SpecStanding> specs,
    List<ModelName> waiting,
    Optional<ModelName> running,
    List<String> leftOut) {

  List<ModelName> names() {
    return rows.stream().map(Row::name).toList();
  }

  /// The spec of a training, where the workspace has one.
  Optional<SpecStanding> spec(ModelName name) {
    return specs.stream().filter(one -> isOf(one, name)).findFirst();
  }

  /// The specs that were not trained here yet.
  List<SpecStanding> untrained() {
    return specs.stream()
        .filter(one -> rows.stream().noneMatch(row -> isOf(one, row.name())))
        .toList();
  }

  private static boolean isOf(SpecStanding standing, ModelName name) {
    return standing.file().spec().filter(spec -> spec.name().equals(name)).isPresent();
  }
}
