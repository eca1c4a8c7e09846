package lab.harmony.reports.ui.grids;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import lab.harmony.reports.grid.axes.BarStep;
import lab.harmony.reports.grid.facts.GridFact;

/// The bar of further axes: one value of each is shown, and the next is one key away.
final class GridSteps extends Composite<Div> {
  private final Consumer<List<String>> stepped;
  private final List<Part> parts = new ArrayList<>();
  private List<BarStep> bar = List.of();

  /// The values that somebody asked for last: keys count from them, also while the grid is laid
  /// out.
  private List<String> asked = List.of();

  /// Which of the axes the keys step through, from 0.
  private int keyed;

  /// @param stepped is told the values of all axes
  GridSteps(Consumer<List<String>> stepped) {
    this.stepped = stepped;
    getContent().addClassName("grid-steps");
    getContent().setVisible(false);
  }

  void show(List<BarStep> now) {
    asked = now.stream().map(BarStep::value).toList();
    if (!now.equals(bar)) {
      bar = now;
      keyed = Math.min(keyed, Math.max(0, bar.size() - 1));
      lay();
    }
  }

  /// Makes the keys step through another axis, if there is one.
  void key(int axis) {
    if (axis >= 0 && axis < bar.size()) {
      keyed = axis;
      lay();
    }
  }

  /// Goes some values on along the axis of the keys, round and round.
  void step(int by) {
    if (!bar.isEmpty()) {
      step(keyed, by);
    }
  }

  private void step(int axis, int by) {
    var values = bar.get(axis).values();
    go(axis, values.get(Math.floorMod(values.indexOf(asked.get(axis)) + by, values.size())));
  }

  private void go(int axis, String value) {
    var values = new ArrayList<>(asked);
    values.set(axis, value);
    asked = List.copyOf(values);
    stepped.accept(asked);
  }

  /// Keeps the controls of axes that are there already, and with them the keyboard.
  private void lay() {
    getContent().setVisible(!bar.isEmpty());
    if (!parts.stream().map(Part::fact).toList().equals(facts())) {
      getContent().removeAll();
      parts.clear();
      for (int axis = 0; axis < bar.size(); axis++) {
        var part = new Part(axis, bar.get(axis).axis().fact());
        parts.add(part);
        getContent().add(part);
      }
    }
    for (int axis = 0; axis < bar.size(); axis++) {
      parts.get(axis).show(bar.get(axis), axis == keyed);
    }
  }

  private List<GridFact> facts() {
    return bar.stream().map(step -> step.axis().fact()).toList();
  }

  /// One axis: its name, the value that is shown, the ways to the next.
  private final class Part extends Composite<Div> {
    private final GridFact fact;
    private final Select<String> value = new Select<>();
    private final Span count = new Span();
    private final Span keys = new Span("[ ]");
    private List<String> values = List.of();

    Part(int axis, GridFact fact) {
      this.fact = fact;
      var name = new Span(fact.label());
      name.addClassName("grid-bar__prefix");
      value.setAriaLabel(fact.label());
      value.setItemLabelGenerator(fact::describe);
      value.addValueChangeListener(event -> {
        if (event.isFromClient()) {
          go(axis, event.getValue());
        }
      });
      count.addClassName("secondary");
      keys.addClassNames("mono", "secondary");
      keys.getElement().setAttribute("aria-hidden", "true");
      getContent().addClassName("grid-steps__axis");
      getContent()
          .add(
              name,
              button("‹", "Former value of " + fact.label(), () -> step(axis, -1)),
              value,
              button("›", "Next value of " + fact.label(), () -> step(axis, 1)),
              count,
              keys);
    }

    GridFact fact() {
      return fact;
    }

    void show(BarStep step, boolean isKeyed) {
      if (!step.values().equals(values)) {
        values = step.values();
        value.setItems(values);
      }
      value.setValue(step.value());
      count.setText("%d of %d".formatted(step.at() + 1, values.size()));
      getContent().getElement().setAttribute("data-keyed", isKeyed && bar.size() > 1);
      keys.setVisible(isKeyed);
    }
  }

  private static Button button(String sign, String name, Runnable does) {
    var button = new Button(sign, _ -> does.run());
    button.setAriaLabel(name);
    button.setTooltipText(name);
    button.addThemeVariants(ButtonVariant.AURA_TERTIARY);
    button.addClassName("grid-steps__button");
    return button;
  }
}
