package lab.harmony.runs.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import lab.harmony.design.PageBar;
import lab.harmony.design.lists.Choice;
import lab.harmony.design.lists.EmptyState;
import lab.harmony.design.lists.LeftOutLine;
import lab.harmony.design.lists.Narrowing;
import lab.harmony.design.live.LiveParts;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import lab.harmony.runs.RunFilter;
import lab.harmony.runs.RunsNow;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.workspace.FileProblems;
import org.springframework.beans.factory.ObjectProvider;

/// All runs, the newest first, changing while one looks.
@Route("runs")
@PageTitle("Runs · Harmony Lab")
@Menu(title = "Runs", order = 70)
@Needs(Right.LOOK)
final class RunListView extends Composite<Div> implements BeforeEnterObserver {

  private final RunQueue runs;
  private Optional<RunsNow> now = Optional.empty();
  private final Narrowing narrowing = new Narrowing("run", "runs", this::show);
  private final Choice<Boolean> unfinished =
      narrowing
          .<Boolean>choice("unfinished", "State", "Every state", _ -> "yes", _ -> "Unfinished only")
          .offer(List.of(true));
  private final LeftOutLine leftOut = new LeftOutLine("run", "runs");
  final RunGrid grid;

  RunListView(
      RunQueue runs,
      LiveRuns live,
      FileProblems problems,
      Clock clock,
      ObjectProvider<RunMarks> marks) {
    this.runs = runs;
    grid = new RunGrid(runs, clock);
    getContent().addClassNames("page", "run-list");
    getContent().add(new PageBar("Runs", narrowing), grid, leftOut);
    LiveParts.follow(
        this,
        live.now(),
        found -> {
          var others = now.filter(before -> !found.listsOthersThan(before)).isEmpty();
          now = Optional.of(found);
          if (others) {
            show();
          } else {
            grid.show(found.working());
          }
          leftOut.show(problems.lines(FileProblems.Area.RUNS));
        });
    marks.stream()
        .findFirst()
        .ifPresent(one -> LiveParts.followAway(this, one.marks(), grid::mark));
  }

  private void show() {
    var wanted = new RunFilter(narrowing.text(), unfinished.value().isPresent());
    var all = runs.count(RunFilter.ALL);
    var fitting = runs.count(wanted);
    grid.setEmptyStateComponent(all == 0 ? none() : narrowing.nothing());
    narrowing.count(fitting, all);
    grid.show(wanted, fitting, now.map(RunsNow::working).orElse(List.of()));
  }

  private static EmptyState none() {
    return new EmptyState(
        "No runs here",
        "A run makes the pictures of an experiment. Start one from a run cell of a notebook, or"
            + " with ./lab run baseline.");
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    narrowing.read(event.getLocation());
    if (now.isPresent()) {
      show();
    }
  }
}
