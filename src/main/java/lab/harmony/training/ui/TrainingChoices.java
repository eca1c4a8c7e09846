package lab.harmony.training.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import lab.harmony.models.ModelName;
import lab.harmony.training.SpecStanding;
import lab.harmony.training.TrainingQueue.FoundSpec;
import lab.harmony.training.records.TrainingLife;
import lab.harmony.training.records.TrainingLife.State;
import lab.harmony.training.records.TrainingShelf.Training;
import lab.harmony.training.records.Wish;
import lab.harmony.training.spec.Need;
import lab.harmony.training.ui.words.TrainingWords;

/// What a person can do with a training, and what stands in the way; it changes in place.
final class TrainingChoices extends Composite<Div> {

  /// What is done; what comes of it is shown by the next [#update].
  interface Acts {
    void ask(ModelName training, Wish wish);

    /// Why it did not begin; empty if it did.
    Optional<String> start(FoundSpec file, OptionalInt epochs);

    void draw(FoundSpec file);

    void leave(ModelName training);

    /// Lays another training over this one; none if it is empty.
    void compare(ModelName training, Optional<String> other);
  }

  private final Acts acts;
  private final ModelName name;
  private final Div row = new Div();
  private final NextButton next = new NextButton(row);
  private final Button stop;
  private final Button save;
  private final Button sample;
  private final Button again;
  private final Button remove;
  private final Button draw;
  private final IntegerField epochs = new IntegerField();
  private final Button more;
  private final Select<String> comparison = new Select<>();
  private final Span said = new Span();
  private final NeedList needs = new NeedList();
  private final ProblemList problems = new ProblemList();
  private Optional<FoundSpec> file = Optional.empty();
  private Optional<String> refused = Optional.empty();
  private Optional<State> state = Optional.empty();
  private List<String> others = List.of();
  private int done = 1;

  /// @param other the training that it is compared with
  TrainingChoices(ModelName name, Optional<ModelName> other, Acts acts) {
    this.acts = acts;
    this.name = name;
    stop = next.button("Stop", () -> acts.ask(name, Wish.STOP));
    save = next.button("Save now", () -> acts.ask(name, Wish.SAVE));
    sample = next.button("Sample now", () -> acts.ask(name, Wish.SAMPLE));
    again = next.button("Continue", () -> start(OptionalInt.empty()));
    draw = next.button("Draw the dataset", () -> file.ifPresent(acts::draw));
    remove = next.button("Remove", () -> acts.leave(name));
    remove.getElement().setAttribute("aria-label", "Remove %s from the line".formatted(name));
    more = next.button("Go on to so many epochs", this::goOn);
    epochs.setAriaLabel("Epochs in all");
    epochs.setStepButtonsVisible(true);
    epochs.setManualValidation(true);
    comparison.setPlaceholder("Compare with");
    comparison.setAriaLabel("Compare with another training");
    comparison.setEmptySelectionAllowed(true);
    comparison.setEmptySelectionCaption("Compare with none");
    other.ifPresent(one -> {
      comparison.setItems(one.value());
      comparison.setValue(one.value());
    });
    comparison.addValueChangeListener(event -> {
      if (event.isFromClient()) {
        acts.compare(name, Optional.ofNullable(event.getValue()).filter(value -> !value.isEmpty()));
      }
    });
    said.getElement().setAttribute("role", "status");
    said.addClassName("secondary");
    row.addClassName("training__actions");
    row.add(stop, save, sample, again, draw, epochs, more, remove, comparison, said);
    getContent().add(row, needs, problems);
  }

  void update(TrainingNow now, TrainingsNow all) {
    var training = now.training();
    var standing = all.spec(name);
    file = standing.map(SpecStanding::file);
    int place = all.waiting().getOrDefault(name, 0);
    if (!state.equals(Optional.of(training.life().state()))) {
      refused = Optional.empty();
    }
    show(training, standing, place);
    stop.setEnabled(!now.wishes().contains(Wish.STOP));
    save.setEnabled(!now.wishes().contains(Wish.SAVE));
    sample.setEnabled(!now.wishes().contains(Wish.SAMPLE));
    said.setText(place > 0 ? "Waits, " + TrainingWords.place(place) : asked(now));
    boolean rests = !training.life().state().isActive() && place == 0;
    needs.update(
        standing
            .filter(one -> rests && !one.isReady())
            .map(one -> one.needs().stream().filter(need -> !need.isReady()).toList())
            .orElse(List.of()));
    problems.update(refused.stream().toList(), "%s did not begin".formatted(name));
    offer(all.names());
  }

  private void show(Training training, Optional<SpecStanding> standing, int place) {
    var now = training.life().state();
    boolean isReady = standing.filter(SpecStanding::isReady).isPresent();
    boolean rests = !now.isActive() && place == 0;
    stop.setVisible(now.isActive());
    save.setVisible(now == State.RUNNING);
    sample.setVisible(now == State.RUNNING);
    again.setVisible(rests && isReady && now != State.FINISHED);
    again.setText(now == State.FAILED ? "Try again" : "Continue");
    draw.setVisible(
        rests
            && standing
                .filter(one -> one.needs().stream().anyMatch(Need.Drawable.class::isInstance))
                .isPresent());
    epochs.setVisible(rests && isReady && now == State.FINISHED);
    more.setVisible(epochs.isVisible());
    remove.setVisible(place > 0);
    if (!state.equals(Optional.of(now))) {
      done = epochs(training);
      epochs.setValue(done + Math.max(1, done / 4));
      if (state.isPresent()) {
        next.changed();
      }
      state = Optional.of(now);
    }
  }

  private static String asked(TrainingNow now) {
    if (now.wishes().contains(Wish.STOP)) {
      return now.training().life().state() == TrainingLife.State.PREPARING
          ? "Stopping …"
          : "Stops after the step that is being taken.";
    }
    return now.wishes().isEmpty() ? "" : "After the step that is being taken.";
  }

  private void offer(List<ModelName> names) {
    var now =
        names.stream().filter(one -> !one.equals(name)).map(ModelName::value).sorted().toList();
    if (!now.equals(others)) {
      others = now;
      var value = comparison.getValue();
      comparison.setItems(now);
      if (value != null && now.contains(value)) {
        comparison.setValue(value);
      }
    }
    comparison.setVisible(!now.isEmpty());
  }

  private void goOn() {
    var wanted = epochs.getOptionalValue().filter(value -> value > done);
    epochs.setErrorMessage("It has %d epochs; name a larger number.".formatted(done));
    epochs.setInvalid(wanted.isEmpty());
    wanted.ifPresent(value -> start(OptionalInt.of(value)));
  }

  private void start(OptionalInt all) {
    file.ifPresent(one -> refused = acts.start(one, all));
    problems.update(refused.stream().toList(), "%s did not begin".formatted(name));
  }

  private static int epochs(Training training) {
    try {
      return Integer.parseInt(training.spec().getOrDefault("epochs", "1"));
    } catch (NumberFormatException noNumber) {
      return 1;
    }
  }
}
