package lab.harmony.training.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import java.util.Optional;
import java.util.function.BiConsumer;
import lab.harmony.design.Problem;
import lab.harmony.design.charts.TakenFiles;
import lab.harmony.design.live.LiveParts;
import lab.harmony.models.ModelName;
import lab.harmony.training.outcome.ConfirmedOutcome;
import lab.harmony.training.outcome.OutcomeLabel;
import lab.harmony.training.outcome.OutcomeRules;
import lab.harmony.training.ui.epochs.EpochAnswers;
import lab.harmony.training.ui.epochs.EpochSessionPart;
import lab.harmony.training.ui.epochs.EpochTalk;
import org.jspecify.annotations.Nullable;

/// One training beside the list, as it is now: what it did, what can be done with it, how it came
/// out.
final class TrainingPage extends Composite<Div> {

  private final ModelName name;
  private final TrainingChoices choices;
  private final Div outcome = new Div();
  private final TrainingPanel panel;
  private final BiConsumer<ModelName, OutcomeLabel> say;
  private @Nullable TrainingNow now;
  private @Nullable TrainingsNow all;
  private @Nullable Said said;

  /// What decides what stands there of the outcome.
  ///
  /// @param open whether there is nothing to say yet
  private record Said(
      boolean open, Optional<ConfirmedOutcome> outcome, Optional<OutcomeRules.Proposal> proposal) {}

  /// @param other a training that it is compared with
  /// @param say takes what a person says of how it came out
  /// @param talk what is said about its epochs
  /// @param files told of the figures that are saved
  /// @param answers whether an epoch is really better
  /// @param blind the way to a blind session of epochs
  TrainingPage(
      ModelName name,
      Optional<ModelName> other,
      LiveTrainings live,
      TrainingChoices.Acts acts,
      BiConsumer<ModelName, OutcomeLabel> say,
      EpochTalk talk,
      TakenFiles files,
      EpochAnswers answers,
      EpochSessionPart blind) {
    this.name = name;
    this.say = say;
    choices = new TrainingChoices(name, other, acts);
    panel = new TrainingPanel(name, talk, files, answers, blind, choices, outcome);
    getContent().addClassName("trainings__page");
    getContent().add(panel, talk.aside());
    LiveParts.follow(this, live.training(name, other), this::show);
  }

  ModelName name() {
    return name;
  }

  void update(TrainingsNow list) {
    all = list;
    if (now != null) {
      choices.update(now, list);
    }
  }

  private void show(Optional<TrainingNow> found) {
    if (found.isEmpty()) {
      getContent().removeAll();
      getContent()
          .add(
              new Problem(
                  "The training is gone",
                  "Its folder %s is not among the trainings of the data folder any more."
                      .formatted(name)));
      return;
    }
    now = found.get();
    panel.update(found.get());
    if (all != null) {
      choices.update(found.get(), all);
    }
    outcome(found.get());
  }

  private void outcome(TrainingNow training) {
    var possible =
        new Said(
            training.training().life().state().isActive() || training.training().steps() == 0,
            training.outcome(),
            training.proposal());
    if (possible.equals(said)) {
      return;
    }
    said = possible;
    outcome.removeAll();
    if (!possible.open) {
      outcome.add(
          new OutcomeChoice(possible.proposal, possible.outcome, label -> say.accept(name, label)));
    }
  }
}
