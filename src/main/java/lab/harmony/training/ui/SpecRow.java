package lab.harmony.training.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.harmony.design.Mono;
import lab.harmony.doodle.FaceDataset;
import lab.harmony.models.ModelName;
import lab.harmony.training.SpecStanding;
import lab.harmony.training.TrainingQueue.FoundSpec;
import lab.harmony.training.Trial;
import lab.harmony.training.spec.Need;
import lab.harmony.training.spec.TrainingSpec;
import lab.harmony.training.ui.words.TrainingWords;
import lab.harmony.training.ui.words.TrialWords;

/// A spec in the list that nobody has trained here yet: what it needs and what it will take, with
/// the button for the next step towards its training. It changes in place.
final class SpecRow extends Composite<ListItem> {

  /// What people do with a spec; what comes of it is shown by the next [#update].
  interface Acts {
    void draw(FoundSpec file);

    void measure(FoundSpec file);

    void cancel(FoundSpec file);

    /// Why it did not begin; empty if it did.
    Optional<String> start(FoundSpec file);

    void leave(FoundSpec file);
  }

  /// Which buttons there are.
  private record Shown(
      boolean draw,
      boolean measure,
      boolean again,
      boolean train,
      boolean cancel,
      boolean remove) {}

  private final String name;
  private SpecStanding standing;
  private final Span description = new Span();
  private final NeedList needs = new NeedList();
  private final Span trial = new Span();
  private final ProblemList problems = new ProblemList();
  private final Div buttons = new Div();
  private final NextButton next = new NextButton(buttons);
  private final Button draw;
  private final Button measure;
  private final Button train;
  private final Button again;
  private final Button cancel;
  private final Button remove;
  private Optional<String> refused = Optional.empty();
  private Optional<Shown> shown = Optional.empty();

  SpecRow(SpecStanding standing, Acts acts) {
    this.standing = standing;
    name = name(standing);
    draw =
        button(
            "Draw the dataset (%d faces)".formatted(FaceDataset.PICTURES),
            "Draw the dataset (%d faces) for %s".formatted(FaceDataset.PICTURES, name),
            () -> acts.draw(this.standing.file()));
    measure = button("Estimate", "Estimate " + name, () -> acts.measure(this.standing.file()));
    again =
        button(
            "Estimate again",
            "Estimate %s again".formatted(name),
            () -> acts.measure(this.standing.file()));
    train = button("Train", "Train " + name, () -> refused = acts.start(this.standing.file()));
    cancel = button("Cancel", "Cancel for " + name, () -> acts.cancel(this.standing.file()));
    remove =
        button(
            "Remove",
            "Remove %s from the line".formatted(name),
            () -> acts.leave(this.standing.file()));
    train.addThemeVariants(ButtonVariant.AURA_PRIMARY);
    buttons.add(draw, measure, train, again, cancel, remove);
    buttons.addClassName("trainings__buttons");
    description.addClassName("trainings__words");
    trial.addClassName("trainings__words");
    trial.getElement().setAttribute("role", "status");
    var about = new Div(description, needs, trial, problems);
    about.addClassName("trainings__about");
    var row = new Div(new Mono(name), about, buttons);
    row.addClassNames("models__row", "models__row--plain", "trainings__spec");
    row.getElement().setAttribute("role", "group");
    row.getElement().setAttribute("aria-label", name);
    getContent().add(row);
  }

  private Button button(String words, String label, Runnable act) {
    var button = next.button(words, act);
    button.getElement().setAttribute("aria-label", label);
    button.setVisible(false);
    return button;
  }

  String name() {
    return name;
  }

  /// The name of what is trained, or where its spec lies.
  static String name(SpecStanding standing) {
    return standing
        .file()
        .spec()
        .map(spec -> spec.name().value())
        .orElse(standing.file().experiment());
  }

  /// @param waiting the places in the line of those that wait
  /// @param running the training that takes this machine
  void update(SpecStanding now, Map<ModelName, Integer> waiting, Optional<ModelName> running) {
    if (!now.equals(standing)) {
      refused = Optional.empty();
    }
    standing = now;
    int place = now.file().spec().map(spec -> waiting.getOrDefault(spec.name(), 0)).orElse(0);
    description.setText(description(now, place));
    needs.update(now.needs());
    trial.setVisible(now.file().spec().isPresent());
    trial.setText(TrialWords.of(now.trial(), now.isReady(), running));
    problems.update(problems(now), "%s cannot be trained".formatted(name));
    show(shown(now, place, running.isPresent()));
  }

  private List<String> problems(SpecStanding now) {
    var all = new ArrayList<>(now.file().problems());
    if (now.trial() instanceof Trial.Failed(var reason)) {
      all.add(reason);
    }
    refused.stream().filter(reason -> !all.contains(reason)).forEach(all::add);
    return all;
  }

  private static String description(SpecStanding now, int place) {
    return now.file()
        .spec()
        .map(spec ->
            place > 0
                ? "Waits, %s: %s".formatted(TrainingWords.place(place), words(spec))
                : "Not trained here yet: " + words(spec))
        .orElse("experiments/%s/training.yaml".formatted(now.file().experiment()));
  }

  private static String words(TrainingSpec spec) {
    return "rank %d, learning rate %s, %d %s on %s"
        .formatted(
            spec.settings().rank(),
            TrainingWords.number(Double.toString(spec.settings().learningRate().peak())),
            spec.settings().epochs(),
            spec.settings().epochs() == 1 ? "epoch" : "epochs",
            spec.model());
  }

  private static Shown shown(SpecStanding now, int place, boolean isBusy) {
    boolean isWaiting = place > 0;
    boolean isMeasured = now.trial() instanceof Trial.Measured;
    boolean isWorking =
        now.trial() instanceof Trial.Waiting
            || now.trial() instanceof Trial.Measuring
            || now.needs().stream()
                .anyMatch(need -> need instanceof Need.Waiting || need instanceof Need.Drawing);
    boolean isFree = now.isReady() && !isWaiting && !isWorking;
    return new Shown(
        !isWorking && now.needs().stream().anyMatch(Need.Drawable.class::isInstance),
        isFree && !isMeasured,
        isFree && isMeasured,
        isFree && (isMeasured || isBusy),
        isWorking,
        isWaiting);
  }

  private void show(Shown now) {
    if (shown.filter(now::equals).isPresent()) {
      return;
    }
    draw.setVisible(now.draw);
    measure.setVisible(now.measure);
    again.setVisible(now.again);
    train.setVisible(now.train);
    cancel.setVisible(now.cancel);
    remove.setVisible(now.remove);
    shown.ifPresent(_ -> next.changed());
    shown = Optional.of(now);
  }
}
