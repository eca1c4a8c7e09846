package lab.harmony.notebooks.ui.experiments;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.design.PageBar;
import lab.harmony.design.ScreenKeys;
import lab.harmony.design.lists.Choice;
import lab.harmony.design.lists.EmptyState;
import lab.harmony.design.lists.LeftOutLine;
import lab.harmony.design.lists.Narrowing;
import lab.harmony.design.live.LiveParts;
import lab.harmony.notebooks.Experiment;
import lab.harmony.notebooks.ExperimentKeeping;
import lab.harmony.notebooks.ExperimentKind;
import lab.harmony.notebooks.Experiments;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.review.RatedBy;
import lab.harmony.workspace.FileProblems;

/// The lab's home: every experiment in one row.
@Route("")
@PageTitle("Experiments · Harmony Lab")
@Menu(title = "Experiments", order = 0)
@PermitAll
final class ExperimentListView extends Composite<Div> implements BeforeEnterObserver, ScreenKeys {
  private final Experiments experiments;
  private final ExperimentKeeping keeping;
  private final String person;
  private final Clock clock;
  private final Narrowing narrowing = new Narrowing("experiment", "experiments", this::refresh);
  private final Choice<ExperimentKind> kind =
      narrowing
          .choice("kind", "Kind", "Every kind", ExperimentKind::word, ExperimentKind::label)
          .offer(List.of(ExperimentKind.values()));
  private final Choice<RatedBy> ratedBy =
      narrowing
          .choice("by", "Rates by", RatedBy.BOTH.label(), RatedBy::word, RatedBy::label)
          .offer(List.of(RatedBy.PEOPLE, RatedBy.MACHINE));
  private final Div nothing = new Div();
  private final Div list = new Div();
  private final LeftOutLine unreadable = new LeftOutLine("experiment", "experiments");
  private final LeftOutLine unreadableRuns = new LeftOutLine("run", "runs");
  private List<Experiment> known = List.of();
  private final Map<ExperimentSlug, ExperimentRow> rows = new HashMap<>();

  ExperimentListView(
      Experiments experiments,
      ExperimentKeeping keeping,
      LiveExperiments live,
      FileProblems problems,
      CurrentPerson person,
      Clock clock) {
    this.person = person.name();
    this.experiments = experiments;
    this.keeping = keeping;
    this.clock = clock;
    list.addClassNames("experiments", "page__fill");
    getContent().addClassName("page");
    getContent()
        .add(
            new PageBar("Experiments", narrowing).withActions(create()),
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

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    narrowing.read(event.getLocation());
    refresh();
  }

  private boolean wanted(Experiment one) {
    return kind.fits(one.kind()) && narrowing.fits(one.title() + " " + one.slug());
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
      refresh();
      return;
    }
    list.removeAll();
    rows.clear();
    var table = new NativeTable();
    table.addClassName("experiments__table");
    table.getHead().add(head());
    for (var one : all) {
      var row = new ExperimentRow(clock, new ExperimentMenu(one.slug(), keeping, person));
      rows.put(one.slug(), row);
      table.getBody().add(row);
    }
    list.add(table, nothing);
    refresh();
  }

  private void refresh() {
    known.forEach(this::refresh);
    var shown = (int) known.stream().filter(this::wanted).count();
    narrowing.count(shown, known.size());
    nothing.removeAll();
    if (shown == 0 && !known.isEmpty()) {
      nothing.add(narrowing.nothing());
    }
  }

  private void refresh(Experiment one) {
    var row = java.util.Objects.requireNonNull(rows.get(one.slug()));
    row.show(one, ratedBy.value().orElse(RatedBy.BOTH));
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
