package lab.harmony.blind.session;

import java.util.Arrays;
import java.util.Optional;

/// What is known of whether a rater could learn which arm drew what.
public enum Blindness {
  /// They have an account, and it never could open what tells the arms.
  BLIND("blind", "yes"),
  /// Their account could open what tells the arms.
  NOT_BLIND("not-blind", "no"),
  /// A guest: who sits at that browser, and what they saw before, the lab cannot know.
  NOT_KNOWN("not-known", "guest: not known");

  private final String code;
  private final String words;

  Blindness(String code, String words) {
    this.code = code;
    this.words = words;
  }

  /// How it is sealed and published.
  public String code() {
    return code;
  }

  /// As the answer to whether they were blind.
  public String words() {
    return words;
  }

  /// Whether what they say counts: all but those who are known to have been able to know.
  public boolean counts() {
    return this != NOT_BLIND;
  }

  public static Optional<Blindness> of(String code) {
    return Arrays.stream(values()).filter(one -> one.code.equals(code)).findFirst();
  }
}
