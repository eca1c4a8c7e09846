package lab.harmony.training.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.router.BeforeEvent;
import com.vaadin.flow.router.HasUrlParameter;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.OptionalParameter;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.design.EmptyState;
import lab.harmony.design.LeftOut;
import lab.harmony.design.Notice;
import lab.harmony.design.PageBar;
import lab.harmony.design.Polling;
import lab.harmony.models.ModelName;
import lab.harmony.training.TrainingLife;
import lab.harmony.training.TrainingProcesses;
import lab.harmony.training.TrainingProcesses.SpecFile;
import lab.harmony.training.TrainingShelf;
import lab.harmony.training.TrainingShelf.Row;
import lab.harmony.training.TrainingShelf.Training;
import lab.harmony.training.Wish;
import lab.harmony.training.outcome.ConfirmedOutcome;
import lab.harmony.training.outcome.OutcomeRules;
import lab.harmony.workspace.FileProblems;
import org.jspecify.annotations.Nullable;

/// The trainings of this lab and one of them, changing while one looks.
@Route("trainings")
@PageTitle("Trainings · Harmony Lab")
@Menu(title = "Trainings", order = 65)
@PermitAll
final class TrainingsView extends Composite<Div> implements HasUrlParameter<String> {

  private static final String WITH = "with";
  private static final int EVERY = 700; // milliseconds

  private final TrainingShelf shelf;
  private final TrainingProcesses processes;
  private final Div body = new Div();
  private final CurrentPerson person;
  private final Clock clock;
  private final UnorderedList list = new UnorderedList();
  private final Map<ModelName, TrainingRow> rows = new HashMap<>();
  private final List<SpecRow> specRows = new ArrayList<>();
  private final Div choices = new Div();
  private final FileProblems problems;
  private final LeftOut leftOut = new LeftOut("record of a training", "records of trainings");
  private Optional<String> shown = Optional.empty();
  private Optional<String> other = Optional.empty();
  private Optional<TrainingPanel> panel = Optional.empty();
  private @Nullable Listed listed;
  private @Nullable Choosable choosable;

  /// What decides which rows there are.
  private record Listed(List<ModelName> trainings, List<SpecFile> specs) {}

  /// What decides which choices there are.
  private record Choosable(
      TrainingLife.State state,
      Listed listed,
      List<ModelName> waiting,
      Optional<ConfirmedOutcome> outcome,
      Optional<OutcomeRules.Proposal> proposal) {}

  TrainingsView(
      TrainingShelf shelf,
      TrainingProcesses processes,
      FileProblems problems,
      CurrentPerson person,
      Clock clock) {
    this.problems = problems;
    this.shelf = shelf;
    this.processes = processes;
    this.person = person;
    this.clock = clock;
    new Polling(body, this::show).every(EVERY);
    list.addClassName("models__list");
    choices.addClassName("training__choices");
    body.addClassNames("models", "trainings", "page__fill");
    getContent().addClassName("page");
    getContent().add(new PageBar("Trainings"), body, leftOut);
  }

  @Override
  public void setParameter(BeforeEvent event, @OptionalParameter @Nullable String name) {
    shown = Optional.ofNullable(name);
    other =
        event
            .getLocation()
            .getQueryParameters()
            .getSingleParameter(WITH)
            .filter(with -> !with.equals(name));
    listed = null;
    choosable = null;
    var training = shown.flatMap(shelf::find);
    if (shown.isPresent() && training.isEmpty()) {
      throw new NotFoundException("There is no training \"%s\" here.".formatted(name));
    }
    body.removeAll();
    body.add(list);
    panel = training.map(one -> new TrainingPanel(one, other.flatMap(shelf::find), choices));
    panel.ifPresent(body::add);
    show();
  }

  private void show() {
    var all = shelf.list();
    problems.found(FileProblems.Area.TRAININGS, processes.problems());
    leftOut.show(problems.lines(FileProblems.Area.TRAININGS));
    var waiting = processes.waiting();
    var now = new Listed(all.stream().map(Row::name).toList(), processes.specs());
    if (!now.equals(listed)) {
      listed = now;
      fill(now);
    }
    all.forEach(row ->
        Optional.ofNullable(rows.get(row.name()))
            .ifPresent(line -> line.update(row, waiting, isShown(row.name()))));
    specRows.forEach(row -> row.update(waiting));
    shown
        .flatMap(shelf::find)
        .ifPresent(training -> {
          panel.ifPresent(one ->
              one.update(training, other.flatMap(shelf::find), shelf.lastWords(training.name())));
          choose(training, now, waiting);
        });
  }

  private boolean isShown(ModelName name) {
    return shown.filter(name.value()::equals).isPresent();
  }

  private void fill(Listed now) {
    list.removeAll();
    rows.clear();
    specRows.clear();
    for (var name : now.trainings) {
      var row = new TrainingRow(name);
      rows.put(name, row);
      list.add(row);
    }
    now.specs.stream()
        .filter(file -> now.trainings.stream().noneMatch(name -> isOf(file, name)))
        .map(file ->
            new SpecRow(
                file,
                () -> start(file, OptionalInt.empty()),
                () -> file.spec().ifPresent(spec -> leave(spec.name()))))
        .forEach(row -> {
          specRows.add(row);
          list.add(row);
        });
    var isEmpty = now.trainings.isEmpty() && now.specs.isEmpty();
    list.setVisible(!isEmpty);
    if (isEmpty) {
      body.removeAll();
      body.add(
          new EmptyState(
              "No trainings yet",
              "A training makes a LoRA adapter from pictures with captions. Start one with ./lab"
                  + " train SPEC.yaml; ./lab make-faces draws a dataset to try it with."),
          list);
    } else if (body.getComponentAt(0) instanceof EmptyState empty) {
      body.remove(empty);
    }
  }

  private static boolean isOf(SpecFile file, ModelName name) {
    return file.spec().filter(spec -> spec.name().equals(name)).isPresent();
  }

  /// What a person can do and say, made anew only when that changes.
  private void choose(Training training, Listed now, List<ModelName> waiting) {
    var folder = shelf.folder(training.name());
    var proposal = OutcomeRules.propose(training);
    var possible =
        new Choosable(
            training.life().state(), now, waiting, ConfirmedOutcome.read(folder), proposal);
    if (possible.equals(choosable)) {
      return;
    }
    choosable = possible;
    choices.removeAll();
    choices.add(actions(training, now, waiting));
    if (!training.life().state().isActive()) {
      choices.add(
          new OutcomeChoice(
              proposal,
              possible.outcome,
              label -> {
                new ConfirmedOutcome(label, person.name(), clock.instant()).write(folder);
                show();
              }));
    }
  }

  private Component actions(Training training, Listed now, List<ModelName> waiting) {
    var file = now.specs.stream().filter(one -> isOf(one, training.name())).findFirst();
    var actions = new Div();
    actions.addClassName("training__actions");
    if (waiting.contains(training.name())) {
      var place = TrainingWords.place(waiting.indexOf(training.name()));
      actions.add(new Span("Waits, " + place), remove(training.name()));
    } else {
      switch (training.life().state()) {
        case PREPARING -> actions.add(ask("Stop", training, Wish.STOP, true));
        case RUNNING ->
            actions.add(
                ask("Stop", training, Wish.STOP, true),
                ask("Save now", training, Wish.SAVE, false),
                ask("Sample now", training, Wish.SAMPLE, false));
        case STOPPED, INTERRUPTED ->
            file.ifPresent(found ->
                actions.add(new Button("Continue", _ -> start(found, OptionalInt.empty()))));
        case FINISHED -> file.ifPresent(found -> actions.add(moreEpochs(training, found)));
        case FAILED -> {}
      }
    }
    if (now.trainings.size() > 1) {
      actions.add(comparison(training, now));
    }
    return actions;
  }

  private Button ask(String words, Training training, Wish wish, boolean once) {
    return new Button(
        words,
        click -> {
          click.getSource().setEnabled(!once);
          shelf.ask(training.name(), wish);
          if (!once) {
            Notice.show("After the step that is being taken.");
          }
        });
  }

  private Component moreEpochs(Training training, SpecFile file) {
    var epochs = new IntegerField();
    epochs.setAriaLabel("Epochs in all");
    epochs.setMin(1);
    int done = training.spec().containsKey("epochs") ? epochs(training) : 1;
    epochs.setValue(done + Math.max(1, done / 4));
    epochs.setStepButtonsVisible(true);
    var go =
        new Button(
            "Go on to so many epochs",
            _ -> {
              var wanted = epochs.getValue();
              if (wanted == null || wanted <= done) {
                Notice.show("It has %d epochs; name a larger number.".formatted(done));
              } else {
                start(file, OptionalInt.of(wanted));
              }
            });
    var row = new Div(epochs, go);
    row.addClassName("training__actions");
    return row;
  }

  private static int epochs(Training training) {
    return Integer.parseInt(training.spec().getOrDefault("epochs", "1"));
  }

  private Component comparison(Training training, Listed now) {
    var choice = new Select<String>();
    choice.setItems(
        now.trainings.stream()
            .map(ModelName::value)
            .filter(name -> !name.equals(training.name().value()))
            .toList());
    choice.setPlaceholder("Compare with");
    choice.setAriaLabel("Compare with another training");
    choice.setEmptySelectionAllowed(true);
    choice.setEmptySelectionCaption("Compare with none");
    other.ifPresent(choice::setValue);
    choice.addValueChangeListener(event ->
        getUI()
            .ifPresent(ui ->
                ui.navigate(
                    "trainings/" + training.name(),
                    event.getValue() == null || event.getValue().isEmpty()
                        ? QueryParameters.empty()
                        : QueryParameters.of(WITH, event.getValue()))));
    return choice;
  }

  private void start(SpecFile file, OptionalInt epochs) {
    switch (processes.start(file, epochs)) {
      case TrainingProcesses.Start.Started(var name) ->
          getUI().ifPresent(ui -> ui.navigate("trainings/" + name));
      case TrainingProcesses.Start.Waiting(var name, var place) ->
          Notice.show("%s waits: %s.".formatted(name, TrainingWords.place(place - 1)));
      case TrainingProcesses.Start.Refused(var reason) -> Notice.show(reason);
    }
    show();
  }

  private Button remove(ModelName name) {
    var remove = new Button("Remove", _ -> leave(name));
    remove.getElement().setAttribute("aria-label", "Remove %s from the line".formatted(name));
    return remove;
  }

  private void leave(ModelName name) {
    processes.remove(name);
    show();
  }
}
