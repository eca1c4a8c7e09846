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
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.design.PageBar;
import lab.harmony.design.ScreenKeys;
import lab.harmony.design.lists.Choice;
import lab.harmony.design.lists.EmptyState;
import lab.harmony.design.lists.LeftOutLine;
import lab.harmony.design.lists.LongList;
import lab.harmony.design.lists.Narrowing;
import lab.harmony.design.live.LiveParts;
import lab.harmony.notebooks.Experiment;
import lab.harmony.notebooks.ExperimentKeeping;
import lab.harmony.notebooks.ExperimentKind;
import lab.harmony.notebooks.Experiments;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.ui.results.JudgedFaces;
import lab.harmony.people.Actor;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import lab.harmony.review.marks.RatedBy;
import lab.harmony.runs.ui.RunMarks;
import lab.harmony.workspace.FileProblems;
import org.springframework.beans.factory.ObjectProvider;

/// The lab's home: every experiment in one row.
@Route("")
@PageTitle("Experiments · Harmony Lab")
@Menu(title = "Experiments", order = 0)
@Needs(Right.LOOK)
final class ExperimentListView extends Composite<Div> implements BeforeEnterObserver, ScreenKeys {
  private final Experiments experiments;
  private final ExperimentKeeping keeping;
  private final Actor person;
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
  private final Div list = new Div();
  private final LeftOutLine unreadable = new LeftOutLine("experiment", "experiments");
  private final LeftOutLine unreadableRuns = new LeftOutLine("run", "runs");
  private final LiveExperiments live;
  private final JudgedFaces judged;
  private final List<ExperimentRows> parts = new ArrayList<>();
  private Optional<LongList<Experiment.Heading>> rows = Optional.empty();
  private List<Experiment.Heading> known = List.of();
  private List<ExperimentSlug> listed = List.of();
  private String sought = "";
  private RunMarks.Found marks = _ -> "";

  ExperimentListView(
      Experiments experiments,
      ExperimentKeeping keeping,
      LiveExperiments live,
      FileProblems problems,
      JudgedFaces judged,
      CurrentPerson person,
      ObjectProvider<RunMarks> others,
      Clock clock) {
    this.person = person.actor();
    this.experiments = experiments;
    this.keeping = keeping;
    this.judged = judged;
    this.live = live;
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
        live.headings(),
        all -> {
          show(all);
          unreadable.show(problems.lines(FileProblems.Area.EXPERIMENTS));
          unreadableRuns.show(problems.lines(FileProblems.Area.RUNS));
        });
    others.stream()
        .findFirst()
        .ifPresent(one -> LiveParts.followAway(this, one.marks(), this::mark));
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    narrowing.read(event.getLocation());
    refresh();
  }

  private void mark(RunMarks.Found found) {
    marks = found;
    parts.forEach(part -> part.mark(found));
  }

  private boolean wanted(Experiment.Heading one) {
    return kind.fits(one.kind()) && narrowing.fits(one.title() + " " + one.slug());
  }

  private Button create() {
    var button =
        new Button("New experiment", _ -> new NewExperimentDialog(experiments, person).open());
    button.addThemeVariants(ButtonVariant.AURA_PRIMARY);
    return button;
  }

  private void show(List<Experiment.Heading> all) {
    known = all;
    refresh();
  }

  /// What is shown stays as it is while the same experiments are wanted; where one came or went, as
  /// many rows stay open as were.
  private void refresh() {
    var wanted = known.stream().filter(this::wanted).toList();
    var slugs = wanted.stream().map(Experiment.Heading::slug).toList();
    narrowing.count(wanted.size(), known.size());
    var by = ratedBy.value().orElse(RatedBy.BOTH);
    if (!slugs.isEmpty() && slugs.equals(listed)) {
      parts.forEach(part -> part.show(by));
      return;
    }
    var open = narrowing.text().equals(sought) ? rows.map(LongList::shown).orElse(0) : 0;
    listed = slugs;
    sought = narrowing.text();
    parts.clear();
    rows = Optional.empty();
    list.removeAll();
    if (known.isEmpty()) {
      list.add(
          new EmptyState(
              "No experiments yet",
              "An experiment is a question with a notebook: its runs, pictures, scores and"
                  + " conclusion.",
              create()));
    } else if (wanted.isEmpty()) {
      list.add(narrowing.nothing());
    } else {
      var made = new LongList<>(table(), wanted, part -> List.of(rows(part, by))).atLeast(open);
      rows = Optional.of(made);
      list.add(made);
    }
  }

  private ExperimentRows rows(List<Experiment.Heading> part, RatedBy by) {
    var made = new ExperimentRows(part, by, live, this::row);
    made.mark(marks);
    parts.add(made);
    return made;
  }

  private ExperimentRow row(ExperimentSlug slug) {
    return new ExperimentRow(clock, new ExperimentMenu(slug, keeping, person), judged);
  }

  private static NativeTable table() {
    var table = new NativeTable();
    table.addClassName("experiments__table");
    table.getHead().add(head());
    return table;
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
