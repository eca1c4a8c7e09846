package lab.harmony.notices;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Of what somebody may be written to. The codes stand in the database and never change.
public enum MailKind {
  /// Somebody is to confirm an address; nobody chooses it.
  CONFIRM(""),
  MENTION("Somebody mentions me"),
  ANSWER("Somebody writes where I take part"),
  RUN("My runs end"),
  TRAINING("My trainings end");

  private static final List<MailKind> CHOSEN = List.of(MENTION, ANSWER, RUN, TRAINING);

  private final String words;

  MailKind(String words) {
    this.words = words;
  }

  /// Those that people choose.
  public static List<MailKind> chosen() {
    return CHOSEN;
  }

  /// How people choose it.
  public String words() {
    return words;
  }

  String code() {
    return "mail-" + name().toLowerCase(Locale.ROOT);
  }

  static Optional<MailKind> of(String code) {
    return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst();
  }
}
