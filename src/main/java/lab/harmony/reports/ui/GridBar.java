package lab.harmony.reports.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import lab.harmony.reports.grid.GridAddress;
import lab.harmony.review.RatedBy;
import lab.harmony.runs.images.ImageAxis;

/// The choices of a grid: rows, columns, what splits the columns, and which other experiments stand
/// in it.
final class GridBar extends Composite<Div> {

  /// An axis, or the absence of one.
  private record Choice(Optional<ImageAxis> axis) {
    String label() {
      return axis.map(ImageAxis::label).orElse("Nothing");
    }
  }

  GridBar(GridAddress address, List<Experiment> others, Consumer<GridAddress> chosen) {
    getContent().addClassName("grid-bar");
    var axes = address.axes();
    var rows = axis("Rows", Optional.of(axes.rows()), false);
    whenChosen(
        rows,
        choice -> chosen.accept(address.withAxes(axes.withRows(choice.axis().orElseThrow()))));
    var columns = axis("Columns", Optional.of(axes.columns()), false);
    whenChosen(
        columns,
        choice -> chosen.accept(address.withAxes(axes.withColumns(choice.axis().orElseThrow()))));
    var third = axis("Split by", axes.third(), true);
    whenChosen(third, choice -> chosen.accept(address.withAxes(axes.withThird(choice.axis()))));
    getContent().add(rows, columns, third, judge(address, chosen));
    if (!others.isEmpty()) {
      getContent().add(with(address, others, chosen));
    }
  }

  /// An experiment that can join the grid.
  record Experiment(String slug, String title) {}

  private static Select<Choice> axis(String name, Optional<ImageAxis> value, boolean optional) {
    var select = new Select<Choice>();
    select.setAriaLabel(name);
    select.setPrefixComponent(prefix(name));
    select.setItemLabelGenerator(Choice::label);
    var choices = Stream.of(ImageAxis.values()).map(axis -> new Choice(Optional.of(axis)));
    select.setItems(
        (optional ? Stream.concat(Stream.of(new Choice(Optional.empty())), choices) : choices)
            .toList());
    select.setValue(new Choice(value));
    select.addClassName("grid-bar__axis");
    return select;
  }

  private static Select<RatedBy> judge(GridAddress address, Consumer<GridAddress> chosen) {
    var select = new Select<RatedBy>();
    select.setAriaLabel("Rates and verdicts by");
    select.setPrefixComponent(prefix("By"));
    select.setItems(RatedBy.values());
    select.setItemLabelGenerator(RatedBy::label);
    select.setValue(address.by());
    select.addClassName("grid-bar__judge");
    whenChosen(select, by -> chosen.accept(address.withJudge(by)));
    return select;
  }

  private static MultiSelectComboBox<Experiment> with(
      GridAddress address, List<Experiment> others, Consumer<GridAddress> chosen) {
    var box = new MultiSelectComboBox<Experiment>();
    box.setAriaLabel("Compare with other experiments");
    box.setPlaceholder("Compare with …");
    box.setItemLabelGenerator(Experiment::title);
    box.setItems(others);
    box.setValue(
        Set.copyOf(
            others.stream().filter(other -> address.with().contains(other.slug())).toList()));
    box.addClassName("grid-bar__with");
    whenChosen(
        box,
        experiments ->
            chosen.accept(
                address.withExperiments(
                    experiments.stream().map(Experiment::slug).sorted().toList())));
    return box;
  }

  private static Span prefix(String text) {
    var prefix = new Span(text);
    prefix.addClassName("grid-bar__prefix");
    return prefix;
  }

  private static <V> void whenChosen(HasValue<?, V> field, Consumer<V> listener) {
    field.addValueChangeListener(event -> {
      if (event.isFromClient()) {
        listener.accept(event.getValue());
      }
    });
  }
}
