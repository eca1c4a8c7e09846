package lab.harmony.training.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.DetachEvent;
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
import lab.harmony.design.PageBar;
import lab.harmony.training.TrainingLife;
import lab.harmony.training.TrainingShelf;
import lab.harmony.training.TrainingShelf.Training;
import org.jspecify.annotations.Nullable;

/// The trainings of this lab and one of them, changing while one looks.
@Route("trainings")
@PageTitle("Trainings · Harmony Lab")
@Menu(title = "Trainings", order = 65)
@PermitAll
final class TrainingsView extends Composite<Div> implements HasUrlParameter<String> {

  private static final int EVERY = 2000; // milliseconds

  private final TrainingShelf shelf;
  private final Div body = new Div();
  private Optional<String> shown = Optional.empty();
  private List<Training> last = List.of();

  TrainingsView(TrainingShelf shelf) {
    this.shelf = shelf;
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

  @Override
  protected void onAttach(AttachEvent attach) {
    attach.getUI().setPollInterval(EVERY);
    attach.getUI().addPollListener(_ -> show());
  }

  @Override
  protected void onDetach(DetachEvent detach) {
    detach.getUI().setPollInterval(-1);
  }

  private void show() {
    var trainings = shelf.list();
    if (trainings.equals(last) && body.getComponentCount() > 0) {
      return;
    }
    last = trainings;
    body.removeAll();
    if (trainings.isEmpty()) {
      body.add(
          new EmptyState(
              "No trainings yet",
              "A training makes a LoRA adapter from pictures with captions. Start one with ./lab train SPEC.yaml; ./lab make-faces draws a dataset to try it with."));
      return;
    }
    var list = new UnorderedList();
    list.addClassName("models__list");
    trainings.forEach(training -> list.add(row(training)));
    body.add(list);
    shown
        .flatMap(
            name -> trainings.stream().filter(one -> one.name().value().equals(name)).findFirst())
        .ifPresent(training -> body.add(new TrainingPanel(training)));
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
