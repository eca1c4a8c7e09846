package lab.harmony.blind;

import java.util.Optional;
import java.util.stream.Stream;

/// How a session ended.
public enum Ended {
  COMPLETE("complete", "All of it was answered."),
  RULE(
      "rule",
      "It was closed early by the rule: what was answered had settled it, however often one had"
          + " looked. Intervals and p below are those of sessions that were to end here, which is"
          + " a little too sure."),
  EARLY(
      "early",
      "It was closed early, before all was answered and before the rule said that it is enough.");

  private final String code;
  private final String words;

  Ended(String code, String words) {
    this.code = code;
    this.words = words;
  }

  /// How it is stored and sealed.
  public String code() {
    return code;
  }

  /// In a sentence.
  public String words() {
    return words;
  }

  static Optional<Ended> of(String code) {
    return Stream.of(values()).filter(one -> one.code.equals(code)).findFirst();
  }
}
