package lab.harmony.training.ui;

import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import lab.harmony.models.ModelName;
import lab.harmony.training.SpecStanding;
import lab.harmony.training.records.TrainingShelf.Row;

/// The list of trainings as it is now.
///
/// @param specs of the workspace, trained or not
/// @param waiting the places in the line of those that wait; 1 is next
/// @param running the one that takes this machine
/// @param leftOut what could not be read, a line each
record TrainingsNow(
    List<Row> rows,
    List<SpecStanding> specs,
    SequencedMap<ModelName, Integer> waiting,
    Optional<ModelName> running,
    List<String> leftOut) {

  TrainingsNow with(List<SpecStanding> others) {
    return new TrainingsNow(rows, others, waiting, running, leftOut);
  }

  /// The same with the one that runs, and those that wait, as they are now.
  TrainingsNow with(Optional<Row> now, SequencedMap<ModelName, Integer> places) {
    var others =
        Stream.concat(
                now.filter(one -> !names().contains(one.name())).stream(),
                rows.stream()
                    .map(row -> now.filter(one -> one.name().equals(row.name())).orElse(row)))
            .toList();
    return new TrainingsNow(others, specs, places, now.map(Row::name), leftOut);
  }

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
