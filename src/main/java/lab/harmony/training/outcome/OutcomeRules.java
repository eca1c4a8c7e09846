package lab.harmony.training.outcome;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import lab.harmony.design.Percents;
import lab.harmony.design.RateWords;
import lab.harmony.stats.rates.RateEstimate;
import lab.harmony.training.records.Evaluation;
import lab.harmony.training.records.TrainingLife;
import lab.harmony.training.records.TrainingShelf.StepLine;
import lab.harmony.training.records.TrainingShelf.Training;

/// Proposes how a training came out, from its records alone. The first rule that holds decides;
/// `docs/run-records.md` has them in words.
public final class OutcomeRules {

  private static final int ENOUGH_STEPS = 40;
  private static final double GROWN = 1.5;
  private static final double ALIKE = 0.5;
  private static final double COPIED = 0.5;
  private static final double STILL_RISING = 0.05;
  private static final double SAME = 0.05;
  private static final int LATEST = 3;

  private OutcomeRules() {}

  /// @param reason a sentence with the numbers that decided
  public record Proposal(OutcomeLabel label, String reason) {}

  /// Nothing for a training that has not come to an end.
  public static Optional<Proposal> propose(Training training) {
    var state = training.life().state();
    if (state != TrainingLife.State.FINISHED && state != TrainingLife.State.FAILED) {
      return Optional.empty();
    }
    return Stream.<Function<Training, Optional<Proposal>>>of(
            OutcomeRules::diverged,
            OutcomeRules::collapsed,
            OutcomeRules::memorised,
            OutcomeRules::underTrained,
            OutcomeRules::converged,
            OutcomeRules::stable)
        .flatMap(rule -> rule.apply(training).stream())
        .findFirst();
  }

  private static Optional<Proposal> diverged(Training training) {
    if (training.life().state() == TrainingLife.State.FAILED && noNumber(training)) {
      return proposal(OutcomeLabel.DIVERGED, "The loss or its gradients were no numbers.");
    }
    var losses = training.losses();
    if (losses.size() < ENOUGH_STEPS) {
      return Optional.empty();
    }
    int tenth = losses.size() / 10;
    double first = median(losses.subList(0, tenth));
    double last = median(losses.subList(losses.size() - tenth, losses.size()));
    return last <= GROWN * first
        ? Optional.empty()
        : proposal(
            OutcomeLabel.DIVERGED,
            "The loss was %.4f in the median of the last tenth of the steps, and %.4f in the"
                + " first.",
            last,
            first);
  }

  private static boolean noNumber(Training training) {
    return training.life().reason().contains("no numbers");
  }

  private static Optional<Proposal> collapsed(Training training) {
    return lastLikeness(training)
        .filter(likeness -> likeness.variety() < ALIKE * likeness.trainedVariety())
        .flatMap(likeness ->
            proposal(
                OutcomeLabel.COLLAPSED,
                "The drawn pictures vary by %.3f, those it was trained on by %.3f.",
                likeness.variety(),
                likeness.trainedVariety()));
  }

  private static Optional<Proposal> memorised(Training training) {
    return lastLikeness(training)
        .filter(likeness -> likeness.distance() < COPIED * likeness.trainedDistance())
        .flatMap(likeness ->
            proposal(
                OutcomeLabel.MEMORISED,
                "A drawn picture is %.3f from the nearest one it was trained on, those are %.3f"
                    + " from each other.",
                likeness.distance(),
                likeness.trainedDistance()));
  }

  private static Optional<Proposal> underTrained(Training training) {
    var evaluations = training.evaluations();
    if (evaluations.size() < 2) {
      return Optional.empty();
    }
    var last = evaluations.getLast();
    var before = evaluations.get(evaluations.size() - 2);
    var first = evaluations.getFirst();
    if (first.epoch() == 0 && overlap(first, last)) {
      return proposal(
          OutcomeLabel.UNDER_TRAINED,
          "Its success rate, %s, is not told apart from the model's own, %s.",
          percent(last),
          percent(first));
    }
    boolean isRising =
        before.epoch() > 0 && rate(last) - rate(before) > STILL_RISING && !overlap(before, last);
    return !isRising
        ? Optional.empty()
        : proposal(
            OutcomeLabel.UNDER_TRAINED,
            "Its success rate was still rising: %s at epoch %d, %s at epoch %d.",
            percent(before),
            before.epoch(),
            percent(last),
            last.epoch());
  }

  private static Optional<Proposal> converged(Training training) {
    var trained = training.evaluations().stream().filter(one -> one.epoch() > 0).toList();
    if (trained.size() < LATEST) {
      return Optional.empty();
    }
    var latest = trained.subList(trained.size() - LATEST, trained.size());
    var rates = latest.stream().mapToDouble(OutcomeRules::rate).summaryStatistics();
    return rates.getMax() - rates.getMin() > SAME
        ? Optional.empty()
        : proposal(
            OutcomeLabel.CONVERGED,
            "Its last %d success rates, of %d faces each from epoch %d on, lie between %s and %s.",
            LATEST,
            latest.getLast().rate().images(),
            latest.getFirst().epoch(),
            Percents.number(rates.getMin(), 0),
            Percents.whole(rates.getMax()));
  }

  private static Optional<Proposal> stable(Training training) {
    return training.life().state() == TrainingLife.State.FAILED
        ? Optional.empty()
        : proposal(
            OutcomeLabel.STABLE,
            "Nothing went wrong over %d steps; whether more would help cannot be told from %d"
                + " evaluations.",
            training.steps(),
            training.evaluations().size());
  }

  private static Optional<Evaluation.Likeness> lastLikeness(Training training) {
    return training.evaluations().isEmpty() || training.evaluations().getLast().epoch() == 0
        ? Optional.empty()
        : training.evaluations().getLast().likeness();
  }

  /// Whether the 95 % intervals of two success rates have something in common.
  private static boolean overlap(Evaluation one, Evaluation other) {
    var a = one.success().estimate().map(RateEstimate::interval);
    var b = other.success().estimate().map(RateEstimate::interval);
    return a.isEmpty()
        || b.isEmpty()
        || a.get().lower() <= b.get().upper() && b.get().lower() <= a.get().upper();
  }

  private static double rate(Evaluation one) {
    return one.success().rate().orElse(0.0);
  }

  /// With its interval, where there is one.
  private static String percent(Evaluation one) {
    return one.success()
        .estimate()
        .map(it -> "%s (%s)".formatted(Percents.whole(it.share()), RateWords.bounds(it)))
        .orElseGet(() -> Percents.whole(rate(one)));
  }

  private static double median(List<StepLine> steps) {
    var sorted = steps.stream().mapToDouble(StepLine::loss).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static Optional<Proposal> proposal(OutcomeLabel label, String reason, Object... numbers) {
    return Optional.of(new Proposal(label, String.format(Locale.ROOT, reason, numbers)));
  }
}
