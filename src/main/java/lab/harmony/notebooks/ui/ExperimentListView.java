package lab.harmony.notebooks.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lab.harmony.design.EmptyState;
import lab.harmony.design.LeftOut;
import lab.harmony.design.LiveParts;
import lab.harmony.design.PageBar;
import lab.harmony.design.ScreenKeys;
import lab.harmony.notebooks.Experiment;
import lab.harmony.notebooks.ExperimentSlug;
import lab.harmony.notebooks.Experiments;
import lab.harmony.workspace.FileProblems;

/// The lab's home: every experiment in one row.
@Route("")
@PageTitle("Experiments · Harmony Lab")
@Menu(title = "Experiments", order = 0)
@PermitAll
final class ExperimentListView extends Composite<Div> implements ScreenKeys {
  private final Experiments experiments;
  private final Clock clock;
  private final Div list = new Div();
  private final LeftOut unreadable = new LeftOut("experiment", "experiments");
  private final LeftOut unreadableRuns = new LeftOut("run", "runs");
  private final Map<ExperimentSlug, ExperimentRow> rows = new HashMap<>();

  ExperimentListView(
      Experiments experiments, LiveNotebooks live, FileProblems problems, Clock clock) {
    this.experiments = experiments;
    this.clock = clock;
    list.addClassNames("experiments", "page__fill");
    getContent().addClassName("page");
    getContent()
        .add(new PageBar("Experiments").withActions(create()), list, unreadable, unreadableRuns);
    LiveParts.follow(
        this,
        live.list(),
        all -> {
          show(all);
          unreadable.show(problems.lines(FileProblems.Area.EXPERIMENTS));
          unreadableRuns.show(problems.lines(FileProblems.Area.RUNS));
        });
  }

  private Button create() {
    var button = new Button("New experiment", _ -> new NewExperimentDialog(experiments).open());
    button.addThemeVariants(ButtonVariant.AURA_PRIMARY);
    return button;
  }

  private void show(List<Experiment> all) {
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
      all.forEach(one -> java.util.Objects.requireNonNull(rows.get(one.slug())).show(one));
      return;
    }
    list.removeAll();
    rows.clear();
    var table = new NativeTable();
    table.addClassName("experiments__table");
    table.getHead().add(head());
    for (var one : all) {
      var row = new ExperimentRow(clock);
      row.show(one);
      rows.put(one.slug(), row);
      table.getBody().add(row);
    }
    list.add(table);
  }

  private static NativeTableRow head() {
    var row = new NativeTableRow();
    Stream.of("Experiment", "Kind", "State", "Success rate", "Last run", "Faces")
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
    return List.of(new Key("Tab", "next experiment"), new Key("Enter", "open it"));
  }
}
