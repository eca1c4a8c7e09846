package lab.harmony.training.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.BeforeEvent;
import com.vaadin.flow.router.HasUrlParameter;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.OptionalParameter;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lab.harmony.design.EmptyState;
import lab.harmony.design.Mono;
import lab.harmony.design.Notice;
import lab.harmony.design.PageBar;
import lab.harmony.design.Polling;
import lab.harmony.training.TrainingLife;
import lab.harmony.training.TrainingProcesses;
import lab.harmony.training.TrainingProcesses.SpecFile;
import lab.harmony.training.TrainingShelf;
import lab.harmony.training.TrainingShelf.Training;
import lab.harmony.training.Wish;
import org.jspecify.annotations.Nullable;

/// The trainings of this lab and one of them, changing while one looks.
@Route("trainings")
@PageTitle("Trainings · Harmony Lab")
@Menu(title = "Trainings", order = 65)
@PermitAll
final class TrainingsView extends Composite<Div> implements HasUrlParameter<String> {

  private static final int EVERY = 2000; // milliseconds

  private final TrainingShelf shelf;
  private final TrainingProcesses processes;
  private final Div body = new Div();
  private Optional<String> shown = Optional.empty();
  private List<Training> last = List.of();
  private List<SpecFile> lastSpecs = List.of();

  TrainingsView(TrainingShelf shelf, TrainingProcesses processes) {
    this.shelf = shelf;
    this.processes = processes;
    new Polling(body, this::show).every(EVERY);
    body.addClassNames("models", "trainings", "page__fill");
    getContent().addClassName("page");
    getContent().add(new PageBar("Trainings"), body);
  }

  @Override
  public void setParameter(BeforeEvent event, @OptionalParameter @Nullable String name) {
    shown = Optional.ofNullable(name);
    last = List.of();
    if (shown.filter(wanted -> shelf.find(wanted).isEmpty()).isPresent()) {
      throw new NotFoundException("There is no training \"%s\" here.".formatted(name));
    }
    show();
  }

  private void show() {
    var trainings = shelf.list();
    var specs = processes.specs();
    if (trainings.equals(last) && specs.equals(lastSpecs) && body.getComponentCount() > 0) {
      return;
    }
    last = trainings;
    lastSpecs = specs;
    body.removeAll();
    if (trainings.isEmpty() && specs.isEmpty()) {
      body.add(
          new EmptyState(
              "No trainings yet",
              "A training makes a LoRA adapter from pictures with captions. Start one with ./lab train SPEC.yaml; ./lab make-faces draws a dataset to try it with."));
      return;
    }
    var list = new UnorderedList();
    list.addClassName("models__list");
    trainings.forEach(training -> list.add(row(training)));
    specs.stream()
        .filter(file -> trainings.stream().noneMatch(one -> isOf(file, one)))
        .forEach(file -> list.add(row(file)));
    body.add(list);
    shown
        .flatMap(
            name -> trainings.stream().filter(one -> one.name().value().equals(name)).findFirst())
        .ifPresent(training ->
            body.add(
                new TrainingPanel(
                    training,
                    shelf.lastWords(training.name()),
                    actions(
                        training,
                        specs.stream().filter(file -> isOf(file, training)).findFirst()))));
  }

  private static boolean isOf(SpecFile file, Training training) {
    return file.spec().filter(spec -> spec.name().equals(training.name())).isPresent();
  }

  private Component actions(Training training, Optional<SpecFile> file) {
    var actions = new Div();
    switch (training.life().state()) {
      case RUNNING ->
          actions.add(
              new Button(
                  "Stop",
                  click -> {
                    click.getSource().setEnabled(false);
                    processes.ask(training.name(), Wish.STOP);
                  }));
      case STOPPED, INTERRUPTED ->
          file.ifPresent(found -> actions.add(new Button("Continue", _ -> start(found))));
      case FINISHED, FAILED -> {}
    }
    return actions;
  }

  private void start(SpecFile file) {
    switch (processes.start(file)) {
      case TrainingProcesses.Start.Started(var name) ->
          getUI().ifPresent(ui -> ui.navigate("trainings/" + name));
      case TrainingProcesses.Start.Refused(var reason) -> Notice.show(reason);
    }
    show();
  }

  /// A spec that nobody has trained here yet.
  private Component row(SpecFile file) {
    var name = file.spec().map(spec -> spec.name().value()).orElse(file.experiment());
    var words =
        file.spec()
            .map(spec ->
                "Not trained here yet: rank %d, learning rate %s, %d epochs on %s"
                    .formatted(
                        spec.settings().rank(),
                        TrainingWords.number(
                            Double.toString(spec.settings().learningRate().peak())),
                        spec.settings().epochs(),
                        spec.model()))
            .orElse(file.problem());
    var description = new Span(words);
    description.addClassName("models__description");
    description.setTitle(words);
    var row = new Div(new Mono(name), description);
    if (file.spec().isPresent()) {
      var train = new Button("Train", _ -> start(file));
      train.getElement().setAttribute("aria-label", "Train " + name);
      row.add(train);
    }
    row.addClassNames("models__row", "models__row--plain", "trainings__spec");
    return new ListItem(row);
  }

  private Component row(Training training) {
    var state =
        new Span(
            "%s · %s"
                .formatted(
                    TrainingWords.state(training.life().state()),
                    TrainingWords.progress(training)));
    state.addClassName("models__description");
    var rate =
        new Span(
            training.evaluations().isEmpty()
                ? ""
                : training
                    .evaluations()
                    .getLast()
                    .rate()
                    .rate()
                    .map(value -> String.format(Locale.ROOT, "%.0f %%", 100 * value))
                    .orElse(""));
    rate.addClassName("models__used");
    rate.setTitle("Success rate of the fixed prompts at the latest evaluated epoch");
    var loss =
        new Mono(
            training.losses().isEmpty()
                ? ""
                : String.format(Locale.ROOT, "%.4f", training.losses().getLast().loss()));
    loss.addClassName("models__size");
    var model = new Span(training.spec().getOrDefault("model", ""));
    model.addClassName("models__hash");
    var link =
        new Anchor(
            "/trainings/" + training.name(),
            new Mono(training.name().value()),
            state,
            rate,
            loss,
            model);
    link.addClassName("models__row");
    if (shown.filter(training.name().value()::equals).isPresent()) {
      link.getElement().setAttribute("aria-current", "page");
    }
    link.getElement()
        .setAttribute("data-running", training.life().state() == TrainingLife.State.RUNNING);
    return new ListItem(link);
  }
}
