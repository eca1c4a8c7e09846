package lab.harmony.runs.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.design.PageBar;
import lab.harmony.design.Problem;
import lab.harmony.design.ReasonDialog;
import lab.harmony.design.live.LiveParts;
import lab.harmony.people.ReasonNeeded;
import lab.harmony.presence.ui.WhoIsHere;
import lab.harmony.runs.CellLink;
import lab.harmony.runs.EngineEnvironment;
import lab.harmony.runs.PromptNotes;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunState;
import lab.harmony.runs.SpecText;
import lab.harmony.runs.images.BlindPlanLink;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.threads.ui.Talk;

/// Everything about one run, changing while one looks.
final class RunPage extends Composite<Div> {

  private final Run run;
  private final RunQueue runs;
  private final CurrentPerson person;
  private final Div state = new Div();
  private final Button cancel = new Button("Cancel run");
  private final Button restart = new Button("Restart");
  private final RunLifeLine life = new RunLifeLine();
  private final RunProgress progress = new RunProgress();
  private final Div problem = new Div();
  private final RunGallery gallery;
  private final List<BesideRun> beside;
  private final List<OnRun> on;
  private final Div environment = new Div();
  private final RunLog log = new RunLog();
  private Optional<RunState> shown = Optional.empty();
  private Optional<EngineEnvironment> shownEnvironment = Optional.empty();

  RunPage(
      Run run,
      RunQueue runs,
      LiveRuns live,
      Optional<CellLink> cells,
      CurrentPerson person,
      Talk talk,
      WhoIsHere here,
      List<BesideRun> beside,
      List<OnRun> on) {
    this.beside = beside;
    this.on = on;
    this.person = person;
    this.run = run;
    this.runs = runs;
    this.gallery = new RunGallery(run.spec(), talk);
    state.addClassName("run-page__state");
    restart.addThemeVariants(ButtonVariant.PRIMARY);
    restart.addClickListener(_ -> runs.restart(run.id(), person.actor()));
    cancel.addClickListener(_ -> cancel());
    getContent().addClassNames("page", "run-page");
    getContent().add(bar(cells, here.at(RunLinks.run(run.id()))), content());
    LiveParts.follow(this, live.look(run.id()), now -> now.ifPresent(this::show));
  }

  /// Opens what is said about one of its pictures.
  void talk(int picture) {
    gallery.openTalk(picture);
  }

  private PageBar bar(Optional<CellLink> cells, WhoIsHere here) {
    var title = "%s · %s".formatted(run.spec().experiment(), run.id());
    var link = cells.filter(_ -> !run.spec().cellId().isEmpty()).map(this::toCell);
    var bar = new PageBar(title, state).withActions(here);
    link.ifPresent(bar::withActions);
    bar.withActions(new Anchor(BlindPlanLink.address(List.of(run.id().value())), "Rate blind"));
    return bar.withActions(cancel, restart);
  }

  private Component toCell(CellLink cells) {
    return new Anchor(
        "/" + cells.path(run.spec().experiment(), run.spec().cellId()), "Open its cell");
  }

  private Div content() {
    var main = new Div(life, progress, problem);
    on.forEach(other -> main.add(other.of(run)));
    main.add(new Section("Pictures", gallery));
    main.addClassName("run-page__main");
    var side =
        new Div(
            new Section("Spec", spec(), prompts()),
            reading(),
            differences(),
            new Section("Environment", environment),
            new Section("Log", log));
    side.addClassName("run-page__side");
    var content = new Div(main, side);
    content.addClassName("run-page__content");
    var scroll = new Div(content);
    scroll.addClassNames("page__scroll", "run-page__scroll");
    return scroll;
  }

  private Component differences() {
    var before = before();
    var section = new Section("What differs from the run before", new DifferenceList(run, before));
    before.ifPresent(earlier -> beside.forEach(other -> section.with(other.of(run, earlier))));
    return section;
  }

  private Component spec() {
    var list = new FactList();
    SpecText.lines(run.spec()).forEach(line -> list.with(line.name(), line.value()));
    return list;
  }

  private Component prompts() {
    var text =
        run.spec().prompts().stream()
            .map(it -> SpecText.picture(it) + "\n  " + it.prompt() + not(it.negativePrompt()))
            .collect(Collectors.joining("\n"));
    var details = new Details("Every prompt", new Pre(text));
    details.addClassName("run-page__prompts");
    return details;
  }

  /// Says how prompts were read, where that may surprise.
  private Component reading() {
    var notes = PromptNotes.of(run.spec().prompts());
    var list = new UnorderedList();
    list.addClassName("run-page__notes");
    notes.forEach(note -> list.add(new ListItem(note)));
    var section = new Section("How the prompts were read", list);
    section.setVisible(!notes.isEmpty());
    return section;
  }

  private static String not(String negativePrompt) {
    return negativePrompt.isBlank() ? "" : "\n  not: " + negativePrompt;
  }

  private Optional<Run> before() {
    return runs.before(run);
  }

  private void show(LiveRuns.Look look) {
    var now = look.run();
    life.show(now);
    progress.show(now);
    gallery.show(look.images(), look.picturesGone());
    log.show(look.log());
    var anotherState = shown.filter(now.state()::equals).isEmpty();
    if (anotherState) {
      shown = Optional.of(now.state());
      showState(now.state());
    }
    if (anotherState || !look.environment().equals(shownEnvironment)) {
      shownEnvironment = look.environment();
      environment.removeAll();
      environment.add(
          look.environment()
              .map(RunPage::facts)
              .orElseGet(() -> new Div(withoutEngine(now.state()))));
    }
  }

  private void showState(RunState now) {
    state.removeAll();
    state.add(RunStateText.of(now));
    cancel.setVisible(!now.isOver());
    cancel.setEnabled(true);
    restart.setVisible(now instanceof RunState.Failed || now instanceof RunState.Cancelled);
    problem.removeAll();
    problem.setVisible(now instanceof RunState.Failed);
    if (now instanceof RunState.Failed(_, var reason)) {
      problem.add(new Problem("This run failed", reason.strip()));
    } else if (now instanceof RunState.Cancelled) {
      var stop = runs.stopped(run.id());
      problem.setVisible(stop.isPresent());
      stop.ifPresent(it -> problem.add(new Span(it.words())));
    }
  }

  private static String withoutEngine(RunState now) {
    return switch (now) {
      case RunState.Finished _ -> "Not known: the pictures were made elsewhere.";
      case RunState.Failed _, RunState.Cancelled _ -> "No engine started.";
      case RunState.Queued _, RunState.Running _ -> "Known once the engine has started.";
    };
  }

  private static Component facts(EngineEnvironment environment) {
    var list =
        new FactList()
            .with("device", environment.device())
            .with("threads", Integer.toString(environment.threads()))
            .with("machine", environment.host());
    environment.versions().forEach(list::with);
    return list;
  }

  private void cancel() {
    ReasonDialog.whereNeeded(
        ReasonNeeded.class,
        "Stop what another has started",
        "Stop",
        reason -> {
          runs.cancel(run.id(), person.actor(), reason);
          cancel.setEnabled(false);
        });
  }
}
