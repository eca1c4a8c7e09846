package lab.harmony.blind.session;

import java.util.Optional;
import java.util.stream.Stream;

/// How a session ended.
public enum Ended {
  COMPLETE("complete"),
  /// The rule that was chosen at the start said that it is enough.
  RULE("rule"),
  EARLY("early");

  private static final String SETTLED =
      "It was closed early by the rule: what was answered had settled it, however often one had"
          + " looked. Intervals and p of its results are those of sessions that were to end here,"
          + " which is a little too sure.";

  private final String code;

  Ended(String code) {
    this.code = code;
  }

  /// How it is stored and sealed.
  public String code() {
    return code;
  }

  /// In a sentence.
  ///
  /// @param rule that was chosen at the start; empty for sessions of before
  public String words(Optional<StopWhen> rule) {
    return switch (this) {
      case COMPLETE -> "Everything it asks about arms was answered.";
      case RULE ->
          rule.filter(chosen -> chosen.kind().counts())
              .map(chosen ->
                  "It was closed by the rule that was sealed at the start: %s."
                      .formatted(chosen.reached()))
              .orElse(SETTLED);
      case EARLY ->
          rule.map(chosen ->
                  "It was closed early, against the rule that was sealed at the start. %s"
                      .formatted(chosen.sentence()))
              .orElse(
                  "It was closed early, before all was answered and before the rule said that it is enough.");
    };
  }

  public static Optional<Ended> of(String code) {
    return Stream.of(values()).filter(one -> one.code.equals(code)).findFirst();
  }
}
