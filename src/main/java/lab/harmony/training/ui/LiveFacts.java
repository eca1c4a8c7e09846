package lab.harmony.training.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import lab.harmony.design.Sizes;
import lab.harmony.design.Times;
import lab.harmony.training.records.TrainingLife;
import lab.harmony.training.records.TrainingShelf.Training;
import lab.harmony.training.ui.words.TrainingWords;

/// The numbers of a training as they are now: loss, learning rate, gradients, speed, time, memory;
/// only those that are others than before change.
final class LiveFacts extends Composite<DescriptionList> {

  private final Map<String, DescriptionList.Description> shown = new LinkedHashMap<>();

  LiveFacts() {
    getContent().addClassName("training__live");
  }

  void update(Training training) {
    var now = facts(training);
    if (!shown.keySet().equals(now.keySet())) {
      getContent().removeAll();
      shown.clear();
      now.keySet()
          .forEach(name -> {
            var value = new DescriptionList.Description("");
            shown.put(name, value);
            getContent().add(new Div(new DescriptionList.Term(name), value));
          });
    }
    now.forEach((name, value) -> Objects.requireNonNull(shown.get(name)).setText(value));
  }

  private static Map<String, String> facts(Training training) {
    var facts = new LinkedHashMap<String, String>();
    if (training.losses().isEmpty()) {
      training
          .estimate()
          .ifPresent(estimate -> facts.put("expected", Times.about(estimate.time())));
      return facts;
    }
    var last = training.losses().getLast();
    boolean runs = training.life().state() == TrainingLife.State.RUNNING;
    facts.put("loss", String.format(Locale.ROOT, "%.4f", last.loss()));
    facts.put(
        "learning rate",
        TrainingWords.number(String.format(Locale.ROOT, "%.2e", last.learningRate())));
    facts.put("gradient norm", String.format(Locale.ROOT, "%.3g", last.gradientNorm()));
    double seconds = TrainingWords.secondsPerStep(training);
    if (seconds > 0) {
      facts.put(
          "speed",
          seconds < 1
              ? String.format(Locale.ROOT, "%.1f steps/s", 1 / seconds)
              : String.format(Locale.ROOT, "%.1f s/step", seconds));
    }
    if (last.memory() > 0) {
      facts.put("memory", Sizes.memory(last.memory()));
    }
    if (runs) {
      facts.put("time left", TrainingWords.timeLeft(training));
      training
          .estimate()
          .ifPresent(estimate ->
              facts.put(
                  "expected",
                  "%s, %s on the disk"
                      .formatted(Times.about(estimate.time()), Sizes.of(estimate.disk()))));
    }
    return facts;
  }
}
