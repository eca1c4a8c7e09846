package lab.harmony.reports.ui.grids;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import lab.harmony.reports.grid.Grid;
import lab.harmony.reports.grid.GridSparse;
import lab.harmony.reports.grid.GridWords;
import lab.harmony.reports.grid.Interactions;
import lab.harmony.reports.grid.Refusal;
import lab.harmony.reports.grid.axes.GridAddress;
import lab.harmony.reports.grid.axes.GridPlace;
import lab.harmony.runs.RunId;

/// What a reader of a grid must know: what the whole says, what is missing, what was left out as
/// unfair and what to do about it.
final class GridNotices extends Composite<Div> {

  private static final int NAMED = 3;

  GridNotices(
      GridAddress.Reading reading,
      LiveGrids.Laid laid,
      GridRates rates,
      GridDrawing drawing,
      Consumer<GridAddress> chosen) {
    getContent().addClassName("grid-notices");
    var grid = laid.grid();
    var address = reading.address();
    summary(grid, laid.agreement(), rates);
    interactions(grid);
    getContent().add(new GridComparisons(address, GridComparisons.Filtered.of(grid), laid.arms()));
    reading.problems().forEach(problem -> notice(problem));
    laid.counted().forEach(words -> notice(words));
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
    laid.sparse().ifPresent(sparse -> sparse(address, sparse, drawing));
  }

  private void sparse(GridAddress address, GridSparse sparse, GridDrawing drawing) {
    drawing
        .button(address.experiment(), sparse)
        .ifPresent(button ->
            notice(
                "%d of the %d pictures that its values make together are here."
                    .formatted(sparse.there(), sparse.places()),
                button));
  }

  private void summary(Grid grid, String agreement, GridRates rates) {
    var words = new Span("%s %s".formatted(GridWords.axes(grid), GridWords.total(grid, agreement)));
    var line = new Div(words);
    line.addClassName("grid-notices__summary");
    var total = grid.total();
    if (total.human().images() > 0) {
      line.add(faces("Faces scored by people", () -> rates.openAll(grid, false)));
    }
    if (total.machine().images() > 0) {
      line.add(faces("Faces read by the machine", () -> rates.openAll(grid, true)));
    }
    getContent().add(line);
  }

  private static Button faces(String name, Runnable open) {
    var button = new Button(name, _ -> open.run());
    button.addThemeVariants(ButtonVariant.AURA_TERTIARY);
    button.addClassName("grid-notices__faces");
    return button;
  }

  private void interactions(Grid grid) {
    var found = grid.interactions();
    if (!found.looked()) {
      var line =
          new Div(
              "Whether single cells stand apart is not looked for in more than %d rows or columns."
                  .formatted(Interactions.MOST));
      line.addClassName("grid-notices__summary");
      getContent().add(line);
    }
    if (found.likely()) {
      var line = new Div("◆ " + found.sentence());
      line.addClassName("grid-notices__summary");
      getContent().add(line);
    }
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
          grid.missingPlaces(NAMED).stream()
              .map(GridPlace::describe)
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
