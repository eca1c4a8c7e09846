package lab.harmony.reports.ui.grids;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import lab.harmony.reports.grid.Grid;
import lab.harmony.reports.grid.axes.GridAddress;
import lab.harmony.reports.grid.axes.GridAxes.Role;
import lab.harmony.reports.grid.axes.GridAxis;
import lab.harmony.reports.grid.axes.GridFilter;
import lab.harmony.reports.grid.axes.GridFilter.Kept;
import lab.harmony.reports.grid.axes.GridFilter.SaidBlind;
import lab.harmony.reports.grid.axes.GridFilter.Tagged;
import lab.harmony.reports.grid.axes.GridFilter.Trait;
import lab.harmony.reports.grid.facts.GridFact;
import lab.harmony.review.marks.RatedBy;
import lab.harmony.review.tags.PictureTag;

/// The choices of a grid: rows, columns, what splits the columns, all further axes, whose rates,
/// which pictures, and which other experiments stand in it.
final class GridBar extends Composite<Div> {

  private final Supplier<GridAddress> address;
  private final Consumer<GridAddress> chosen;
  private final Axis rows = new Axis("Rows", Role.ROWS, 0);
  private final Axis columns = new Axis("Columns", Role.COLUMNS, 0);
  private final Axis split = new Axis("Split by", Role.COLUMNS, 1);
  private final Button further = new Button("Axes …");
  private final MultiSelectComboBox<Kept> filter = new MultiSelectComboBox<>();
  private List<GridFact> offered = List.of();
  private List<PictureTag> tags = List.of();
  private List<SaidBlind> saidBlind = List.of();
  private Optional<Grid> laid = Optional.empty();

  /// An axis, or the absence of one.
  private record Choice(Optional<GridFact> fact) {
    String label() {
      return fact.map(GridFact::label).orElse("Nothing");
    }
  }

  /// An experiment that can join the grid.
  record ExperimentChoice(String slug, String title) {}

  /// @param address of the grid as it is shown
  /// @param chosen is told where to go
  GridBar(
      Supplier<GridAddress> address, List<ExperimentChoice> others, Consumer<GridAddress> chosen) {
    this.address = address;
    this.chosen = chosen;
    var now = address.get();
    getContent().addClassName("grid-bar");
    further.addThemeVariants(ButtonVariant.AURA_TERTIARY);
    further.setTooltipText("Any number of axes, their order and their values");
    further.addClickListener(_ -> openAxes());
    offer(List.of());
    getContent().add(rows.select, columns.select, split.select, further, judge(now), filter());
    if (!others.isEmpty()) {
      getContent().add(with(now, others));
    }
  }

  /// What the axes can be, once that is known.
  void offer(Grid grid) {
    offer(grid.offered());
    if (!tags.equals(grid.tags()) || !saidBlind.equals(grid.saidBlind())) {
      tags = grid.tags();
      saidBlind = grid.saidBlind();
      offerKept();
    }
    laid = Optional.of(grid);
  }

  private void openAxes() {
    laid.ifPresent(
        grid -> new AxesDialog(grid, axes -> chosen.accept(address.get().withAxes(axes))).open());
  }

  private void offer(List<GridFact> facts) {
    if (offered.isEmpty() || !offered.equals(facts)) {
      offered = facts;
      Stream.of(rows, columns, split).forEach(axis -> axis.offer(facts));
    }
  }

  /// One place among the axes.
  private final class Axis {
    private final Role role;
    private final int place;
    private final Select<Choice> select = new Select<>();

    Axis(String name, Role role, int place) {
      this.role = role;
      this.place = place;
      select.setAriaLabel(name);
      select.setPrefixComponent(prefix(name));
      select.setItemLabelGenerator(Choice::label);
      select.addClassName("grid-bar__axis");
      whenChosen(select, this::take);
    }

    private Optional<GridAxis> now() {
      var axes = address.get().axes().in(role);
      return place < axes.size() ? Optional.of(axes.get(place)) : Optional.empty();
    }

    void offer(List<GridFact> facts) {
      var value = new Choice(now().map(GridAxis::fact));
      var choices =
          Stream.concat(facts.stream(), value.fact().stream())
              .distinct()
              .map(fact -> new Choice(Optional.of(fact)));
      select.setItems(
          (place == 0 ? choices : Stream.concat(Stream.of(new Choice(Optional.empty())), choices))
              .toList());
      select.setValue(value);
    }

    private void take(Choice choice) {
      var axes = address.get().axes();
      chosen.accept(
          address
              .get()
              .withAxes(
                  choice
                      .fact()
                      .map(fact -> axes.with(role, place, axes.axisOf(fact)))
                      .orElseGet(() -> now().map(old -> axes.without(old.fact())).orElse(axes))));
    }
  }

  private Select<RatedBy> judge(GridAddress now) {
    var select = new Select<RatedBy>();
    select.setAriaLabel("Rates and verdicts by");
    select.setPrefixComponent(prefix("By"));
    select.setItems(RatedBy.values());
    select.setItemLabelGenerator(RatedBy::label);
    select.setValue(now.by());
    select.addClassName("grid-bar__judge");
    whenChosen(select, by -> chosen.accept(address.get().withJudge(by)));
    return select;
  }

  private MultiSelectComboBox<Kept> filter() {
    filter.setAriaLabel("Show only");
    filter.setPlaceholder("Show only …");
    filter.setItemLabelGenerator(Kept::label);
    offerKept();
    filter.addClassName("grid-bar__with");
    whenChosen(filter, kept -> chosen.accept(address.get().withFilter(new GridFilter(kept))));
    return filter;
  }

  /// What pictures can be kept for: the tags that they have, too.
  private void offerKept() {
    var now = address.get().layout().filter().kept();
    var all = new LinkedHashSet<Kept>(List.of(Trait.values()));
    tags.forEach(tag -> all.add(new Tagged(tag)));
    all.addAll(saidBlind);
    all.addAll(now);
    filter.setItems(all);
    filter.setValue(now);
  }

  private MultiSelectComboBox<ExperimentChoice> with(
      GridAddress now, List<ExperimentChoice> others) {
    var box = new MultiSelectComboBox<ExperimentChoice>();
    box.setAriaLabel("Compare with other experiments");
    box.setPlaceholder("Compare with …");
    box.setItemLabelGenerator(ExperimentChoice::title);
    box.setItems(others);
    box.setValue(
        Set.copyOf(others.stream().filter(other -> now.with().contains(other.slug())).toList()));
    box.addClassName("grid-bar__with");
    whenChosen(
        box,
        experiments ->
            chosen.accept(
                address
                    .get()
                    .withExperiments(
                        experiments.stream().map(ExperimentChoice::slug).sorted().toList())));
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
