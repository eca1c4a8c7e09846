package lab.harmony.reports.ui.grids;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import lab.harmony.design.Problem;
import lab.harmony.reports.grid.Grid;
import lab.harmony.reports.grid.axes.GridAxes;
import lab.harmony.reports.grid.axes.GridAxes.Role;
import lab.harmony.reports.grid.axes.GridAxis;
import lab.harmony.reports.grid.facts.GridFact;

/// All axes of a grid, to be changed: any number, each with its role, its order and its values.
/// Those of one role are nested in the order in which they stand.
final class AxesDialog extends Composite<Dialog> {
  private final Grid grid;
  private final Consumer<GridAxes> save;
  private final List<AxisLine> lines = new ArrayList<>();
  private final UnorderedList list = new UnorderedList();
  private final Div problem = new Div();
  private final Select<GridFact> another = new Select<>();
  private final TextField words = new TextField();

  AxesDialog(Grid grid, Consumer<GridAxes> save) {
    this.grid = grid;
    this.save = save;
    for (var role : Role.values()) {
      grid.axes().in(role).forEach(axis -> lines.add(line(role, axis)));
    }
    list.addClassName("axes-dialog__axes");
    list.getElement().setAttribute("aria-label", "Axes").setAttribute("tabindex", "-1");
    problem.getElement().setAttribute("aria-live", "polite");
    getContent().setHeaderTitle("Axes of this grid");
    getContent().setWidth("min(52rem, 94vw)");
    getContent().addClassName("axes-dialog");
    getContent().add(list, adding(), problem);
    var show = new Button("Show this grid", _ -> show());
    show.addThemeVariants(ButtonVariant.AURA_PRIMARY);
    getContent().getFooter().add(new Button("Cancel", _ -> getContent().close()), show);
    lay();
  }

  void open() {
    getContent().open();
  }

  private Component adding() {
    another.setAriaLabel("Add an axis");
    another.setPlaceholder("Add an axis …");
    another.setItemLabelGenerator(GridFact::label);
    another.addValueChangeListener(event -> {
      if (event.isFromClient() && event.getValue() != null) {
        add(event.getValue());
      }
    });
    words.setAriaLabel("Words of the prompt");
    words.setPlaceholder("or words of the prompt");
    words.setMaxLength(GridFact.Phrase.LONGEST);
    words.addKeyPressListener(Key.ENTER, _ -> addWords());
    var row = new Div(another, words, new Button("Add words", _ -> addWords()));
    row.addClassName("axes-dialog__add");
    return row;
  }

  private void addWords() {
    if (!words.getValue().isBlank()) {
      add(new GridFact.Phrase(words.getValue()));
      words.clear();
    }
  }

  private void add(GridFact fact) {
    if (lines.stream().noneMatch(line -> line.fact().equals(fact))) {
      lines.add(line(Role.BAR, GridAxis.of(fact)));
    }
    lay();
  }

  private AxisLine line(Role role, GridAxis axis) {
    return new AxisLine(role, axis, grid.values(axis.fact()), this::remove, this::up);
  }

  private void remove(AxisLine line) {
    lines.remove(line);
    lay();
  }

  private void up(AxisLine line) {
    int place = lines.indexOf(line);
    if (place > 0) {
      lines.remove(line);
      lines.add(place - 1, line);
      lay();
    }
  }

  private void lay() {
    list.removeAll();
    lines.forEach(line -> list.add(new ListItem(line)));
    another.setItems(
        grid.offered().stream()
            .filter(fact -> lines.stream().noneMatch(line -> line.fact().equals(fact)))
            .toList());
    problem.removeAll();
  }

  private void show() {
    try {
      var axes = new GridAxes(in(Role.ROWS), in(Role.COLUMNS), in(Role.BAR));
      getContent().close();
      save.accept(axes);
    } catch (IllegalArgumentException _) {
      problem.removeAll();
      problem.add(
          new Problem(
              "A grid needs rows and columns", "Let at least one axis run down, and one across."));
    }
  }

  private List<GridAxis> in(Role role) {
    return lines.stream().filter(line -> line.role() == role).map(AxisLine::axis).toList();
  }
}
