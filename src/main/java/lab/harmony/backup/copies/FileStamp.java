package lab.harmony.backup.copies;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// When a backup was made, as its file's name says it: `2026-11-30-204501`.
///
/// What people make says their own time; what is made by itself says that of the world, so that the
/// names of no two nights are told apart by daylight saving alone.
public final class FileStamp {

  private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("uuuu-MM-dd-HHmmss");
  private static final DateTimeFormatter WORLD = FORM.withZone(ZoneOffset.UTC);

  private FileStamp() {}

  /// In the time zone of this machine.
  public static String here(Instant time) {
    return FORM.withZone(ZoneId.systemDefault()).format(time);
  }

  public static String inUtc(Instant time) {
    return WORLD.format(time);
  }

  /// The other way; empty for no day of any calendar.
  public static Optional<Instant> readUtc(String stamp) {
    try {
      return Optional.of(Instant.from(WORLD.parse(stamp)));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
