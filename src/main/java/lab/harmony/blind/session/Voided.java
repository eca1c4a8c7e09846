package lab.harmony.blind.session;

import java.util.Optional;
import java.util.stream.Stream;

/// Why nothing that a closed session tells holds any more: the lab went back to a backup in which
/// it is open. What it told before stays told, so nobody rates in it.
public enum Voided {
  CLOSED_SINCE(
      "closed-since",
      "It was closed after the backup that the lab went back to, and what was answered or noted in"
          + " between is lost here. What it told stands in the file that was published then, and in"
          + " the notebooks and reports that tell it."),
  TOLD(
      "told",
      "It is open in the backup that the lab went back to, but a file of the workspace tells what it"
          + " came to: it was closed after that backup. What it told stands there."),
  NOT_KNOWN(
      "not-known",
      "It is open in the backup that the lab went back to, and nobody can tell whether it was closed"
          + " since: the database that stood there did not say. If it was, what it told stands in"
          + " the file that was published then.");

  private static final String KEPT =
      " Nobody rates in it, and nothing is told of it here. What was answered before the backup is"
          + " kept.";

  private final String code;
  private final String words;

  Voided(String code, String words) {
    this.code = code;
    this.words = words;
  }

  /// What happened, and what that means.
  public String words() {
    return words + KEPT;
  }

  public static Optional<Voided> of(String code) {
    return Stream.of(values()).filter(one -> one.code.equals(code)).findFirst();
  }
}
