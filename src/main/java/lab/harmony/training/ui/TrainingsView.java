package lab.harmony.training.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEvent;
import com.vaadin.flow.router.HasUrlParameter;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.OptionalParameter;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditSubject;
import lab.harmony.audit.FileExports;
import lab.harmony.design.PageBar;
import lab.harmony.design.ReasonDialog;
import lab.harmony.design.lists.EmptyState;
import lab.harmony.design.lists.LeftOutLine;
import lab.harmony.design.live.LiveParts;
import lab.harmony.models.ModelName;
import lab.harmony.people.Needs;
import lab.harmony.people.ReasonNeeded;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.presence.ui.HereMarks;
import lab.harmony.presence.ui.WhoIsHere;
import lab.harmony.threads.ui.Talk;
import lab.harmony.training.SpecStandings;
import lab.harmony.training.TrainingOutcomes;
import lab.harmony.training.TrainingQueue;
import lab.harmony.training.TrainingQueue.FoundSpec;
import lab.harmony.training.outcome.OutcomeLabel;
import lab.harmony.training.records.TrainingShelf;
import lab.harmony.training.records.Wish;
import lab.harmony.training.ui.epochs.EpochAnswers;
import lab.harmony.training.ui.epochs.EpochOrders;
import lab.harmony.training.ui.epochs.EpochSessionPart;
import lab.harmony.training.ui.epochs.EpochTalk;
import org.jspecify.annotations.Nullable;

/// The trainings of this lab, the specs that can become some, and one training, changing while one
/// looks.
@Route("trainings")
@PageTitle("Trainings · Harmony Lab")
@Menu(title = "Trainings", order = 65)
@Needs(Right.LOOK)
final class TrainingsView extends Composite<Div> implements HasUrlParameter<String> {

  private static final String WITH = "with";

  private final LiveTrainings live;
  private final TrainingShelf shelf;
  private final TrainingQueue queue;
  private final SpecStandings specs;
  private final TrainingOutcomes outcomes;
  private final CurrentPerson person;
  private final FileExports exports;
  private final WhoIsHere here;
  private final Talk talk;
  private final EpochOrders orders;
  private final Rights rights;
  private final EmptyState empty =
      new EmptyState(
          "No trainings yet",
          "A training makes a LoRA adapter from pictures with captions. What it is asked for stands"
              + " in experiments/NAME/training.yaml of the workspace.");
  private final TrainingList list = new TrainingList(new OfSpecs());
  private final Div body = new Div(empty, list);
  private final LeftOutLine leftOut =
      new LeftOutLine("record of a training", "records of trainings");
  private Optional<TrainingPage> page = Optional.empty();
  private @Nullable TrainingsNow newest;

  TrainingsView(
      LiveTrainings live,
      TrainingShelf shelf,
      TrainingQueue queue,
      SpecStandings specs,
      TrainingOutcomes outcomes,
      CurrentPerson person,
      FileExports exports,
      HereMarks here,
      Talk talk,
      EpochOrders orders,
      Rights rights) {
    this.rights = rights;
    this.orders = orders;
    this.here = here.mark();
    this.exports = exports;
    this.talk = talk;
    this.live = live;
    this.shelf = shelf;
    this.queue = queue;
    this.specs = specs;
    this.outcomes = outcomes;
    this.person = person;
    empty.setVisible(false);
    body.addClassNames("models", "trainings", "page__fill");
    getContent().addClassName("page");
    getContent().add(new PageBar("Trainings").withActions(this.here), body, leftOut);
    LiveParts.follow(body, live.list(), this::show);
  }

  @Override
  public void setParameter(BeforeEvent event, @OptionalParameter @Nullable String name) {
    page.ifPresent(body::remove);
    var other =
        event
            .getLocation()
            .getQueryParameters()
            .getSingleParameter(WITH)
            .filter(with -> !with.equals(name))
            .flatMap(this::known);
    page =
        Optional.ofNullable(name)
            .map(wanted ->
                known(wanted)
                    .orElseThrow(() ->
                        new NotFoundException(
                            "There is no training \"%s\" here.".formatted(wanted))))
            .map(training -> page(training, other, event));
    here.at(page.map(one -> "trainings/" + one.name()));
    if (newest != null) {
      show(newest);
    }
  }

  private TrainingPage page(ModelName training, Optional<ModelName> other, BeforeEvent event) {
    var said = new EpochTalk(training, talk, person.actor());
    var files =
        exports.of(
            AuditKind.RECORDS_EXPORTED,
            new AuditSubject(AuditSubject.Kind.TRAININGS, training.value()),
            person.actor());
    var made =
        new TrainingPage(
            training,
            other,
            live,
            new OfOne(),
            this::say,
            said,
            files,
            new EpochAnswers(training, orders, person.actor()),
            new EpochSessionPart(training, orders, rights.may(person.actor(), Right.COMPUTE)));
    body.add(made);
    event.getLocation().getQueryParameters().getSingleParameter("talk").ifPresent(said::open);
    return made;
  }

  private Optional<ModelName> known(String name) {
    return shelf.names().stream().filter(one -> one.value().equals(name)).findFirst();
  }

  private void show(TrainingsNow now) {
    newest = now;
    list.update(now, page.map(TrainingPage::name));
    empty.setVisible(now.rows().isEmpty() && now.specs().isEmpty());
    leftOut.show(now.leftOut());
    page.ifPresent(one -> one.update(now));
  }

  private void say(ModelName training, OutcomeLabel label) {
    ReasonDialog.whereNeeded(
        ReasonNeeded.class,
        "Say how the training of another came out",
        "Say",
        reason -> {
          outcomes.say(training, label, person.actor(), reason);
          live.changed();
        });
  }

  /// Begins a training; answers why it did not begin.
  private Optional<String> begin(FoundSpec file, OptionalInt epochs) {
    var refused = new AtomicReference<>("");
    ReasonDialog.whereNeeded(
        ReasonNeeded.class,
        "Replace what another has put into the line",
        "Replace",
        reason -> {
          var start = queue.start(file, epochs, person.actor(), reason);
          live.changed();
          switch (start) {
            case TrainingQueue.Start.Started(var name) ->
                getUI().ifPresent(ui -> ui.navigate("trainings/" + name));
            case TrainingQueue.Start.Waiting _ -> {}
            case TrainingQueue.Start.Refused(var why) -> refused.set(why);
          }
        });
    return Optional.of(refused.get()).filter(why -> !why.isEmpty());
  }

  /// Whoever stops what another has started is asked why.
  private void stop(Consumer<String> stop) {
    ReasonDialog.whereNeeded(
        ReasonNeeded.class,
        "Stop what another has started",
        "Stop",
        reason -> {
          stop.accept(reason);
          live.changed();
        });
  }

  private final class OfSpecs implements SpecRow.Acts {
    @Override
    public void draw(FoundSpec file) {
      specs.draw(file, person.actor());
      live.changed();
    }

    @Override
    public void measure(FoundSpec file) {
      specs.measure(file, person.actor());
      live.changed();
    }

    @Override
    public void cancel(FoundSpec file) {
      stop(reason -> specs.cancel(file, person.actor(), reason));
    }

    @Override
    public Optional<String> start(FoundSpec file) {
      return begin(file, OptionalInt.empty());
    }

    @Override
    public void leave(FoundSpec file) {
      stop(reason ->
          file.spec().ifPresent(spec -> queue.remove(spec.name(), person.actor(), reason)));
    }
  }

  private final class OfOne implements TrainingChoices.Acts {
    @Override
    public void ask(ModelName training, Wish wish) {
      stop(reason -> queue.ask(training, wish, person.actor(), reason));
    }

    @Override
    public Optional<String> start(FoundSpec file, OptionalInt epochs) {
      return begin(file, epochs);
    }

    @Override
    public void draw(FoundSpec file) {
      specs.draw(file, person.actor());
      live.changed();
    }

    @Override
    public void leave(ModelName training) {
      stop(reason -> queue.remove(training, person.actor(), reason));
    }

    @Override
    public void compare(ModelName training, Optional<String> other) {
      getUI()
          .ifPresent(ui ->
              ui.navigate(
                  "trainings/" + training,
                  other.map(one -> QueryParameters.of(WITH, one)).orElse(QueryParameters.empty())));
    }
  }
}
