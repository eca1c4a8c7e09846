package lab.harmony.reports.frozen;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lab.harmony.design.Percents;
import lab.harmony.design.RateWords;
import lab.harmony.reports.grid.Grid;
import lab.harmony.reports.grid.axes.GridAxes;
import lab.harmony.reports.grid.axes.Margin;
import lab.harmony.reports.grid.facts.GridPicture;
import lab.harmony.review.SuccessRate;
import lab.harmony.runs.images.ImageAxis;

/// The success rates behind an answer, as tables: n and interval in every line, people and machine
/// in columns of their own.
final class NumberTables {

  private static final GridAxes CELLS =
      new GridAxes(ImageAxis.ARCHETYPE, ImageAxis.EMOTION, Optional.empty());

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
    var shown = Shown.of(grid.total());
    var groups = new ArrayList<List<String>>();
    for (var axis : List.of(ImageAxis.ARCHETYPE, ImageAxis.EMOTION, ImageAxis.CFG)) {
      grid.margins(axis)
          .forEach((value, margin) -> groups.add(row(axis.describe(value), margin, shown)));
    }
    groups.add(row("all", grid.total(), shown));
    var cells =
        grid.addresses()
            .map(address ->
                new NamedMargin(String.join(" × ", address.values()), grid.margin(address)))
            .sorted(
                Comparator.comparingDouble((NamedMargin cell) -> order(cell.margin()))
                    .thenComparing(NamedMargin::name))
            .map(cell -> row(cell.name(), cell.margin(), shown))
            .toList();
    return Stream.of(
        new ReportBlock.Table(
            "Success rate by archetype, emotion and CFG" + suffix, header("group", shown), groups),
        new ReportBlock.Table(
            "Success rate by cell, weakest first" + suffix, header("cell", shown), cells));
  }

  private record NamedMargin(String name, Margin margin) {}

  private static double order(Margin margin) {
    return margin.human().rate().or(() -> margin.machine().rate()).orElse(2.0);
  }

  /// Whose columns a table has; those of nobody are left out.
  private record Shown(boolean people, boolean machine) {

    static Shown of(Margin total) {
      var machine = total.machine().images() > 0;
      return new Shown(total.human().images() > 0 || !machine, machine);
    }

    Stream<String> columns(Stream<String> people, Stream<String> machine) {
      return Stream.concat(
          this.people ? people : Stream.empty(), this.machine ? machine : Stream.empty());
    }
  }

  private static List<String> header(String first, Shown shown) {
    return Stream.concat(
            Stream.of(first),
            shown.columns(
                Stream.of("people", "95 % interval", "over", "n"),
                Stream.of("machine ○", "95 % interval", "over", "n")))
        .toList();
  }

  private static List<String> row(String name, Margin margin, Shown shown) {
    return Stream.concat(
            Stream.of(name), shown.columns(values(margin.human()), values(margin.machine())))
        .toList();
  }

  private static Stream<String> values(SuccessRate rate) {
    return Stream.of(
        rate.rate().map(Percents::whole).orElse("–"),
        rate.estimate().map(RateWords::bounds).orElse("–"),
        rate.estimate().map(estimate -> estimate.basis().counted()).orElse("–"),
        Integer.toString(rate.images()));
  }
}
