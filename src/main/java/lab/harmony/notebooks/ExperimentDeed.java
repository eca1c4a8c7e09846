package lab.harmony.notebooks;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What is done to an experiment as a whole. What a later version of the lab wrote down is unknown
/// to this one.
enum ExperimentDeed {
  MADE("made"),
  RENAMED("renamed"),
  EDITED("edited"),
  DELETED("deleted"),
  RESTORED("brought back");

  private final String words;

  ExperimentDeed(String words) {
    this.words = words;
  }

  /// As in `Ada made Baseline`.
  String words() {
    return words;
  }

  /// How it is stored.
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<ExperimentDeed> of(String code) {
    return Arrays.stream(values()).filter(deed -> deed.code().equals(code)).findFirst();
  }
}
