package lab.harmony.runs.ui;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Times and durations as the screens of the runs say them, in this machine's time zone.
final class Times {

  private static final DateTimeFormatter TODAY = formatter("HH:mm");
  private static final DateTimeFormatter THIS_YEAR = formatter("d MMM HH:mm");
  private static final DateTimeFormatter LONG_AGO = formatter("d MMM yyyy");
  private static final DateTimeFormatter EXACT = formatter("d MMMM yyyy, HH:mm:ss z");
  private static final DateTimeFormatter SECONDS = formatter("HH:mm:ss");

  private Times() {}

  /// `20:45` today, `19 Nov 20:45` this year, `3 Jan 2025` before.
  static String brief(Instant time, Clock clock) {
    var then = time.atZone(ZoneId.systemDefault());
    var now = clock.instant().atZone(ZoneId.systemDefault());
    if (then.toLocalDate().equals(now.toLocalDate())) {
      return TODAY.format(then);
    }
    return (then.getYear() == now.getYear() ? THIS_YEAR : LONG_AGO).format(then);
  }

  static String exact(Instant time) {
    return EXACT.format(time.atZone(ZoneId.systemDefault()));
  }

  static String seconds(Instant time) {
    return SECONDS.format(time.atZone(ZoneId.systemDefault()));
  }

  /// `38 s`, `2 min 05 s`, `1 h 12 min`.
  static String duration(Duration duration) {
    if (duration.toHours() > 0) {
      return "%d h %02d min".formatted(duration.toHours(), duration.toMinutesPart());
    }
    if (duration.toMinutes() > 0) {
      return "%d min %02d s".formatted(duration.toMinutes(), duration.toSecondsPart());
    }
    return duration.toMillis() < 10_000
        ? String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0)
        : "%d s".formatted(duration.toSeconds());
  }

  private static DateTimeFormatter formatter(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }
}
