package lab.harmony.reports.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import lab.harmony.reports.grid.Grid;
import lab.harmony.reports.grid.GridAddress;
import lab.harmony.reports.grid.GridWords;
import lab.harmony.reports.grid.Refusal;
import lab.harmony.runs.RunId;

/// What a reader of a grid must know: what the whole says, what is missing, what was left out as
/// unfair and what to do about it.
final class GridNotices extends Composite<Div> {

  private static final int NAMED = 3;

  GridNotices(
      GridAddress.Reading reading, Grid grid, String agreement, Consumer<GridAddress> chosen) {
    getContent().addClassName("grid-notices");
    var address = reading.address();
    summary(grid, agreement);
    getContent().add(new GridComparisons(address, grid));
    reading.problems().forEach(problem -> notice(problem));
    address
        .like()
        .ifPresent(run ->
            notice(
                "Measured by run %s.".formatted(run),
                new Button(
                    "Measure by the largest run",
                    _ -> chosen.accept(address.withLike(Optional.empty())))));
    grid.refused().stream()
        .collect(Collectors.groupingBy(refusal -> refusal.picture().id().run()))
        .forEach((run, refusals) -> unfair(address, run, refusals, chosen));
    missing(grid);
  }

  private void summary(Grid grid, String agreement) {
    var line =
        new Span(
            "%d %s. %s"
                .formatted(
                    grid.size(),
                    grid.size() == 1 ? "picture" : "pictures",
                    GridWords.total(grid, agreement)));
    line.addClassName("grid-notices__summary");
    getContent().add(line);
  }

  private void unfair(
      GridAddress address, RunId run, List<Refusal> refusals, Consumer<GridAddress> chosen) {
    var reasons =
        refusals.stream()
            .map(Refusal::reason)
            .distinct()
            .limit(NAMED)
            .collect(Collectors.joining("; "));
    notice(
        "%d %s of run %s left out, because a comparison would be unfair: %s. Make them again with the settings of the others, or turn the measure round."
            .formatted(
                refusals.size(), refusals.size() == 1 ? "picture" : "pictures", run, reasons),
        new Button("Measure by this run", _ -> chosen.accept(address.withLike(Optional.of(run)))));
  }

  private void missing(Grid grid) {
    var count = grid.missing();
    if (count > 0) {
      var some =
          grid.addresses()
              .flatMap(cell -> grid.cell(cell).stream())
              .flatMap(cell -> cell.missing().stream())
              .limit(NAMED)
              .map(position -> position.describe(grid.telling()))
              .collect(Collectors.joining("; "));
      notice(
          "%d %s no picture: %s%s. Rows and columns are not fully balanced."
              .formatted(
                  count,
                  count == 1 ? "place has" : "places have",
                  some,
                  count > NAMED ? "; …" : ""));
    }
  }

  private void notice(String text, Button... actions) {
    var line = new Div(new Span(text));
    line.addClassName("grid-notices__notice");
    line.add(actions);
    getContent().add(line);
  }
}
