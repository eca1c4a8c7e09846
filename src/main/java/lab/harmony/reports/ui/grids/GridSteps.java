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

  private void lay() {
    getContent().removeAll();
    getContent().setVisible(!bar.isEmpty());
    for (int axis = 0; axis < bar.size(); axis++) {
      getContent().add(part(axis, bar.get(axis)));
    }
  }

  private Div part(int axis, BarStep step) {
    GridFact fact = step.axis().fact();
    var name = new Span(fact.label());
    name.addClassName("grid-bar__prefix");
    var value = new Select<String>();
    value.setAriaLabel(fact.label());
    value.setItems(step.values());
    value.setItemLabelGenerator(fact::describe);
    value.setValue(step.value());
    value.addValueChangeListener(event -> {
      if (event.isFromClient()) {
        go(axis, event.getValue());
      }
    });
    var count = new Span("%d of %d".formatted(step.at() + 1, step.values().size()));
    count.addClassName("secondary");
    var part =
        new Div(
            name,
            button("‹", "Former value of " + fact.label(), () -> step(axis, -1)),
            value,
            button("›", "Next value of " + fact.label(), () -> step(axis, 1)),
            count);
    part.addClassName("grid-steps__axis");
    if (axis == keyed && bar.size() > 1) {
      part.getElement().setAttribute("data-keyed", true);
    }
    if (axis == keyed) {
      var keys = new Span("[ ]");
      keys.addClassNames("mono", "secondary");
      keys.getElement().setAttribute("aria-hidden", "true");
      part.add(keys);
    }
    return part;
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
