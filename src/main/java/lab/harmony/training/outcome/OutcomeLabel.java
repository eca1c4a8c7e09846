package lab.harmony.training.outcome;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How a training came out.
public enum OutcomeLabel {
  /// Nothing went wrong, and whether more would help is not known.
  STABLE,
  /// The loss grew, or was no number.
  DIVERGED,
  /// What it draws is all alike.
  COLLAPSED,
  /// What it draws is better than before, and more epochs changed nothing.
  CONVERGED,
  /// What it draws is as before, or was still getting better.
  UNDER_TRAINED,
  /// What it draws are copies of what it was trained on.
  MEMORISED;

  /// `stable`, `under-trained`.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<OutcomeLabel> byWord(String word) {
    return Arrays.stream(values()).filter(label -> label.word().equals(word)).findFirst();
  }
}
