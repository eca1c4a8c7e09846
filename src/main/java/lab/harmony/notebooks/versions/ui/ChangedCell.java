package lab.harmony.notebooks.versions.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import java.util.Optional;
import lab.harmony.notebooks.cells.CellHandlers;
import lab.harmony.notebooks.cells.CellStanding;
import lab.harmony.notebooks.differences.Aspect;
import lab.harmony.notebooks.differences.CellDifference;
import lab.harmony.notebooks.differences.TextDifference;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.spi.ResultPlace;
import lab.harmony.notebooks.ui.results.CellOutputs;

/// What became of one cell since a version: its words marked, its results side by side.
final class ChangedCell extends Composite<Section> {

  /// @param restore makes the cell what it was; absent for whoever may not change it
  ChangedCell(
      CellDifference cell, CellHandlers handlers, ResultPlace place, Optional<Runnable> restore) {
    var label = handlers.of(cell.cell()).label();
    var title = new H3("%s cell".formatted(label));
    var id = new Span(cell.id().value());
    id.addClassNames("history__id", "mono");
    var words = new Span(cell.words());
    words.addClassName("history__aspects");
    var head = new Div(title, id, words);
    head.addClassName("history__head");
    restore.ifPresent(does -> head.add(button(cell, label, does)));
    getContent().addClassName("history__cell");
    getContent().getElement().setAttribute("aria-label", "%s cell %s".formatted(label, cell.id()));
    getContent().add(head);
    var source =
        TextDifference.between(
            cell.before().map(Cell::source).orElse(""), cell.after().map(Cell::source).orElse(""));
    if (cell.aspects().contains(Aspect.TEXT) || cell.before().isEmpty() || cell.after().isEmpty()) {
      getContent().add(new MarkedText(source));
    }
    if (cell.aspects().contains(Aspect.RESULT)
        || (cell.before().isEmpty() != cell.after().isEmpty()
            && !cell.cell().outputs().isEmpty())) {
      var results =
          new Div(
              column("Then", cell.before(), handlers, place),
              column("Now", cell.after(), handlers, place));
      results.addClassName("history__results");
      getContent().add(results);
    }
  }

  private static Button button(CellDifference cell, String label, Runnable does) {
    var words =
        cell.before().isEmpty()
            ? "Remove this cell"
            : cell.after().isEmpty() ? "Bring this cell back" : "Restore this cell";
    var button = new Button(words, _ -> does.run());
    button.setAriaLabel("%s: %s %s".formatted(words, label, cell.id()));
    return button;
  }

  private static Component column(
      String title, Optional<Cell> cell, CellHandlers handlers, ResultPlace place) {
    var heading = new Span(title);
    heading.addClassName("history__when");
    var column = new Div(heading);
    column.addClassName("history__result");
    cell.filter(it -> !it.outputs().isEmpty())
        .ifPresentOrElse(
            it -> {
              var outputs = new CellOutputs(handlers.of(it), Optional.empty(), place);
              outputs.show(CellStanding.of(it));
              column.add(outputs);
            },
            () -> column.add(new Paragraph("no result")));
    return column;
  }
}
