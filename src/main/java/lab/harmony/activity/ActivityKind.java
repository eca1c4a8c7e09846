package lab.harmony.activity;

import java.util.Locale;

/// The kinds of what happens.
public enum ActivityKind {
  EXPERIMENTS("Experiments"),
  RUNS("Runs"),
  TRAININGS("Trainings"),
  SCORES("Scores"),
  COMMENTS("Comments"),
  REPORTS("Reports");

  private final String words;

  ActivityKind(String words) {
    this.words = words;
  }

  /// How people read it.
  public String words() {
    return words;
  }

  /// In the address: `scores`.
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
