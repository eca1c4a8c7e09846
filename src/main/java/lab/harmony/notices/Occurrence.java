package lab.harmony.notices;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import lab.harmony.people.PersonId;

/// Something that happened and that whoever may look at experiments may know of: what it is about,
/// who did it, and where it is; never what was said, scored or drawn.
///
/// @param key tells it from all others, however often it is asked for
/// @param title in one line: `Run of baseline finished`
/// @param path of the screen that shows it, without a slash before it
public record Occurrence(
    OccurrenceKind kind,
    String key,
    Instant at,
    Optional<PersonId> who,
    String title,
    String path) {

  private static final int LONGEST = 300;

  /// Ends of lines and what changes the direction of what follows.
  private static final Pattern NO_LINE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

  public Occurrence {
    title = line(title);
  }

  /// A text of others as one line.
  static String line(String text) {
    var line = NO_LINE.matcher(text).replaceAll(" ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
  }
}
