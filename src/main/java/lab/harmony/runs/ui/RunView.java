package lab.harmony.runs.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import lab.harmony.presence.ui.HereMarks;
import lab.harmony.runs.CellLink;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunId;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.threads.ui.Talk;
import org.springframework.beans.factory.ObjectProvider;

/// The address of one run.
@Route("runs/:run")
@Needs(Right.LOOK)
final class RunView extends Composite<Div> implements BeforeEnterObserver, HasDynamicTitle {

  private final RunQueue runs;
  private final CurrentPerson person;
  private final LiveRuns live;
  private final ObjectProvider<CellLink> cells;
  private final Talk talk;
  private final ObjectProvider<BesideRun> beside;
  private final ObjectProvider<OnRun> on;
  private final HereMarks here;
  private String title = "Run";

  RunView(
      RunQueue runs,
      LiveRuns live,
      ObjectProvider<CellLink> cells,
      CurrentPerson person,
      Talk talk,
      HereMarks here,
      ObjectProvider<BesideRun> beside,
      ObjectProvider<OnRun> on) {
    this.beside = beside;
    this.on = on;
    this.here = here;
    this.person = person;
    this.talk = talk;
    this.runs = runs;
    this.live = live;
    this.cells = cells;
    getContent().addClassName("page");
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    var name = event.getRouteParameters().get("run").orElse("");
    var run =
        RunId.parse(name)
            .flatMap(runs::find)
            .orElseThrow(
                () -> new NotFoundException("There is no run \"%s\" here.".formatted(name)));
    title = "%s · %s".formatted(run.id(), run.spec().experiment());
    getContent().removeAll();
    var page = page(run);
    getContent().add(page);
    event
        .getLocation()
        .getQueryParameters()
        .getSingleParameter("talk")
        .filter(picture -> picture.matches("[0-9]{1,9}"))
        .ifPresent(picture -> page.talk(Integer.parseInt(picture)));
  }

  @Override
  public String getPageTitle() {
    return title + " · Harmony Lab";
  }

  private RunPage page(Run run) {
    return new RunPage(
        run,
        runs,
        live,
        cells.stream().findFirst(),
        person,
        talk,
        here.mark(),
        beside.orderedStream().toList(),
        on.orderedStream().toList());
  }
}
