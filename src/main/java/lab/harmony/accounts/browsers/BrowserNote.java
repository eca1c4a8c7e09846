package lab.harmony.accounts.browsers;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// What is known of a browser in which somebody is signed in.
///
/// @param name in words: `Firefox on Linux`
/// @param address from which it last came
/// @param since when it signed in
/// @param used when it last asked for something
public record BrowserNote(String name, String address, Instant since, Instant used) {

  private static final String BETWEEN = "\t";
  private static final int PARTS = 4;

  public BrowserNote usedAt(Instant now, String from) {
    return new BrowserNote(name, from, since, now);
  }

  /// On one line.
  String text() {
    return String.join(BETWEEN, since.toString(), used.toString(), address, name);
  }

  /// @param since of a note that says nothing, as those of before
  static BrowserNote read(String text, Instant since) {
    return parsed(text.split(BETWEEN, PARTS))
        .orElseGet(() -> new BrowserNote(BrowserName.of(""), "", since, since));
  }

  private static Optional<BrowserNote> parsed(String[] parts) {
    try {
      return parts.length < PARTS
          ? Optional.empty()
          : Optional.of(
              new BrowserNote(
                  parts[3], parts[2], Instant.parse(parts[0]), Instant.parse(parts[1])));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
