package lab.harmony.notebooks.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lab.harmony.design.CommandSource;
import lab.harmony.design.EmptyState;
import lab.harmony.design.LeftOut;
import lab.harmony.design.LiveParts;
import lab.harmony.design.PageBar;
import lab.harmony.design.ScreenKeys;
import lab.harmony.design.ScreenSearch;
import lab.harmony.notebooks.Experiment;
import lab.harmony.notebooks.ExperimentKeeping;
import lab.harmony.notebooks.ExperimentKind;
import lab.harmony.notebooks.ExperimentSlug;
import lab.harmony.notebooks.Experiments;
import lab.harmony.review.RatedBy;
import lab.harmony.workspace.FileProblems;

/// The lab's home: every experiment in one row.
@Route("")
@PageTitle("Experiments · Harmony Lab")
@Menu(title = "Experiments", order = 0)
@PermitAll
final class ExperimentListView extends Composite<Div> implements ScreenKeys, ScreenSearch {
  private final Experiments experiments;
  private final ExperimentKeeping keeping;
  private final Clock clock;
  private final TextField search = new TextField();
  private final Select<ExperimentKind> kind = new Select<>();
  private final Select<RatedBy> ratedBy = new Select<>();
  private final Div nothing = new Div();
  private final Div list = new Div();
  private final LeftOut unreadable = new LeftOut("experiment", "experiments");
  private final LeftOut unreadableRuns = new LeftOut("run", "runs");
  private List<Experiment> known = List.of();
  private final Map<ExperimentSlug, ExperimentRow> rows = new HashMap<>();

  ExperimentListView(
      Experiments experiments,
      ExperimentKeeping keeping,
      LiveNotebooks live,
      FileProblems problems,
      Clock clock) {
    this.experiments = experiments;
    this.keeping = keeping;
    this.clock = clock;
    filters();
    list.addClassNames("experiments", "page__fill");
    getContent().addClassName("page");
    getContent()
        .add(
            new PageBar("Experiments", search, kind, ratedBy).withActions(create()),
            list,
            unreadable,
            unreadableRuns);
    LiveParts.follow(
        this,
        live.list(),
        all -> {
          show(all);
          unreadable.show(problems.lines(FileProblems.Area.EXPERIMENTS));
          unreadableRuns.show(problems.lines(FileProblems.Area.RUNS));
        });
  }

  private void filters() {
    search.setPlaceholder("Search");
    search.setAriaLabel("Search experiments");
    search.setClearButtonVisible(true);
    search.setValueChangeMode(ValueChangeMode.LAZY);
    search.addValueChangeListener(_ -> show(known));
    kind.setItems(ExperimentKind.values());
    kind.setItemLabelGenerator(it -> it == null ? "Every kind" : it.label());
    kind.setEmptySelectionAllowed(true);
    kind.setEmptySelectionCaption("Every kind");
    kind.setPlaceholder("Every kind");
    kind.setAriaLabel("Kind");
    kind.addValueChangeListener(_ -> show(known));
    ratedBy.setItems(RatedBy.values());
    ratedBy.setItemLabelGenerator(RatedBy::label);
    ratedBy.setValue(RatedBy.BOTH);
    ratedBy.setAriaLabel("Rates by");
    ratedBy.addClassName("experiments__rated-by");
    ratedBy.addValueChangeListener(_ -> show(known));
    nothing.addClassName("experiments__nothing");
    nothing.setText("No experiment fits. Clear the search, or choose every kind.");
  }

  @Override
  public void focusSearch() {
    search.focus();
  }

  private boolean wanted(Experiment one) {
    return (kind.isEmpty() || kind.getValue() == one.kind())
        && CommandSource.fits(one.title() + " " + one.slug(), search.getValue());
  }

  private Button create() {
    var button = new Button("New experiment", _ -> new NewExperimentDialog(experiments).open());
    button.addThemeVariants(ButtonVariant.AURA_PRIMARY);
    return button;
  }

  private void show(List<Experiment> all) {
    known = all;
    if (all.isEmpty()) {
      list.removeAll();
      rows.clear();
      list.add(
          new EmptyState(
              "No experiments yet",
              "An experiment is a question with a notebook: its runs, pictures, scores and"
                  + " conclusion.",
              create()));
      return;
    }
    if (rows.keySet()
        .equals(all.stream().map(Experiment::slug).collect(java.util.stream.Collectors.toSet()))) {
      all.forEach(this::refresh);
      nothing.setVisible(all.stream().noneMatch(this::wanted));
      return;
    }
    list.removeAll();
    rows.clear();
    var table = new NativeTable();
    table.addClassName("experiments__table");
    table.getHead().add(head());
    for (var one : all) {
      var row = new ExperimentRow(clock, new ExperimentMenu(one.slug(), keeping));
      rows.put(one.slug(), row);
      refresh(one);
      table.getBody().add(row);
    }
    nothing.setVisible(all.stream().noneMatch(this::wanted));
    list.add(table, nothing);
  }

  private void refresh(Experiment one) {
    var row = java.util.Objects.requireNonNull(rows.get(one.slug()));
    row.show(one, ratedBy.getValue());
    row.setVisible(wanted(one));
  }

  private static NativeTableRow head() {
    var row = new NativeTableRow();
    Stream.of("Experiment", "Kind", "State", "Success rate", "Last run", "Faces", "More")
        .map(ExperimentListView::headCell)
        .forEach(row::add);
    return row;
  }

  private static Component headCell(String words) {
    var cell = new NativeTableHeaderCell(words);
    cell.getElement().setAttribute("scope", "col");
    return cell;
  }

  @Override
  public List<Key> keys() {
    return List.of(
        new Key("/", "search"), new Key("Tab", "next experiment"), new Key("Enter", "open it"));
  }
}
