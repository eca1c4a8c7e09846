package lab.harmony.reports.ui.grids;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import lab.harmony.design.IconButton;
import lab.harmony.design.LineIcon;
import lab.harmony.reports.grid.axes.AxisOrder;
import lab.harmony.reports.grid.axes.GridAxes.Role;
import lab.harmony.reports.grid.axes.GridAxis;
import lab.harmony.reports.grid.facts.GridFact;

/// One axis among those of a grid: its role, its order, its values.
final class AxisLine extends Composite<Div> {
  private final GridFact fact;
  private final List<String> values;
  private final Select<Role> role = new Select<>();
  private final Select<AxisOrder> order = new Select<>();
  private final MultiSelectComboBox<String> only = new MultiSelectComboBox<>();

  /// @param values that occur
  AxisLine(
      Role now,
      GridAxis axis,
      List<String> values,
      Consumer<AxisLine> remove,
      Consumer<AxisLine> up) {
    fact = axis.fact();
    this.values = Stream.concat(values.stream(), axis.only().stream()).distinct().toList();
    var name = new Span(fact.label());
    name.addClassName("axes-dialog__name");
    role.setAriaLabel("Role of " + fact.label());
    role.setItems(Role.values());
    role.setItemLabelGenerator(Role::label);
    role.setValue(now);
    order.setAriaLabel("Order of " + fact.label());
    order.setItems(AxisOrder.values());
    order.setItemLabelGenerator(AxisOrder::label);
    order.setValue(axis.order());
    only.setAriaLabel("Values of " + fact.label());
    only.setPlaceholder("All %d values".formatted(values.size()));
    only.setItems(this.values);
    only.setItemLabelGenerator(fact::describe);
    only.setValue(Set.copyOf(axis.only()));
    var before = new Button("Up", _ -> up.accept(this));
    before.setAriaLabel("Move %s up".formatted(fact.label()));
    before.addThemeVariants(ButtonVariant.AURA_TERTIARY);
    getContent().addClassName("axes-dialog__axis");
    getContent()
        .add(
            name,
            role,
            order,
            only,
            before,
            new IconButton(LineIcon.CLOSE, "Remove " + fact.label(), _ -> remove.accept(this)));
  }

  GridFact fact() {
    return fact;
  }

  Role role() {
    return role.getValue();
  }

  /// As it was chosen.
  GridAxis axis() {
    var chosen = only.getValue();
    return new GridAxis(
        fact,
        order.getValue(),
        chosen.size() == values.size()
            ? List.of()
            : values.stream().filter(chosen::contains).toList());
  }
}
