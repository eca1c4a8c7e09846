package lab.harmony.reports;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import lab.harmony.reports.grid.Grid;
import lab.harmony.reports.grid.GridAxes;
import lab.harmony.reports.grid.GridAxis;
import lab.harmony.reports.grid.GridPicture;
import lab.harmony.reports.grid.Margin;
import lab.harmony.review.SuccessRate;

/// The success rates behind an answer, as tables: n and interval in every line, people and machine
/// in columns of their own.
final class NumberTables {

  private static final GridAxes CELLS =
      new GridAxes(GridAxis.ARCHETYPE, GridAxis.EMOTION, Optional.empty());

  private NumberTables() {}

  /// Two tables for each model: by archetype, emotion and CFG; and by cell, weakest first.
  static List<ReportBlock.Table> of(Collection<GridPicture> pictures) {
    var models = pictures.stream().map(picture -> picture.position().model()).distinct().toList();
    return models.stream()
        .flatMap(model ->
            ofModel(
                models.size() == 1 ? "" : ", " + model,
                pictures.stream()
                    .filter(picture -> picture.position().model().equals(model))
                    .toList()))
        .toList();
  }

  private static Stream<ReportBlock.Table> ofModel(String suffix, List<GridPicture> pictures) {
    var grid = Grid.of(CELLS, pictures, Optional.empty());
    var machine = grid.total().machine().images() > 0;
    var groups = new ArrayList<List<String>>();
    for (var axis : List.of(GridAxis.ARCHETYPE, GridAxis.EMOTION, GridAxis.CFG)) {
      grid.margins(axis)
          .forEach((value, margin) -> groups.add(row(axis.describe(value), margin, machine)));
    }
    groups.add(row("all", grid.total(), machine));
    var cells =
        grid.addresses()
            .map(
                address -> new Cell(address.row() + " × " + address.column(), grid.margin(address)))
            .sorted(
                Comparator.comparingDouble((Cell cell) -> order(cell.margin()))
                    .thenComparing(Cell::name))
            .map(cell -> row(cell.name(), cell.margin(), machine))
            .toList();
    return Stream.of(
        new ReportBlock.Table(
            "Success rate by archetype, emotion and CFG" + suffix,
            header("group", machine),
            groups),
        new ReportBlock.Table(
            "Success rate by cell, weakest first" + suffix, header("cell", machine), cells));
  }

  private record Cell(String name, Margin margin) {}

  private static double order(Margin margin) {
    return margin.human().rate().or(() -> margin.machine().rate()).orElse(2.0);
  }

  private static List<String> header(String first, boolean machine) {
    var people = Stream.of(first, "people", "95 % interval", "n");
    return (machine ? Stream.concat(people, Stream.of("machine ○", "95 % interval", "n")) : people)
        .toList();
  }

  private static List<String> row(String name, Margin margin, boolean machine) {
    return Stream.concat(
            Stream.of(name),
            machine
                ? Stream.concat(values(margin.human()), values(margin.machine()))
                : values(margin.human()))
        .toList();
  }

  private static Stream<String> values(SuccessRate rate) {
    return Stream.of(
        rate.rate().map(value -> percent(value) + " %").orElse("–"),
        rate.interval()
            .map(interval -> percent(interval.lower()) + " to " + percent(interval.upper()) + " %")
            .orElse("–"),
        Integer.toString(rate.images()));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f", 100 * share);
  }
}
