package lab.harmony.design;

import com.vaadin.flow.component.UI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// Times and durations as every screen says them, in the time zone of whoever reads.
public final class Times {

  private static final DateTimeFormatter TODAY = formatter("HH:mm");
  private static final DateTimeFormatter THIS_YEAR = formatter("d MMM HH:mm");
  private static final DateTimeFormatter DAY = formatter("d MMM yyyy");
  private static final DateTimeFormatter DAY_AND_TIME = formatter("d MMM yyyy, HH:mm");
  private static final DateTimeFormatter EXACT = formatter("d MMMM yyyy, HH:mm:ss z");
  private static final DateTimeFormatter SECONDS = formatter("HH:mm:ss");
  private static final DateTimeFormatter UTC =
      formatter("d MMMM yyyy, HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  private Times() {}

  /// `20:45` today, `19 Nov 20:45` this year, `3 Jan 2025` before.
  public static String brief(Instant time, Clock clock) {
    return brief(time, clock, zone());
  }

  static String brief(Instant time, Clock clock, ZoneId zone) {
    var then = time.atZone(zone);
    var now = clock.instant().atZone(zone);
    if (then.toLocalDate().equals(now.toLocalDate())) {
      return TODAY.format(then);
    }
    return (then.getYear() == now.getYear() ? THIS_YEAR : DAY).format(then);
  }

  /// `19 November 2026, 20:45:07 CET`.
  public static String exact(Instant time) {
    return EXACT.format(time.atZone(zone()));
  }

  /// `20:45:07`.
  public static String seconds(Instant time) {
    return SECONDS.format(time.atZone(zone()));
  }

  /// `19 Nov 2026`.
  public static String day(Instant time) {
    return DAY.format(time.atZone(zone()));
  }

  /// `19 Nov 2026, 20:45`.
  public static String dayAndTime(Instant time) {
    return DAY_AND_TIME.format(time.atZone(zone()));
  }

  /// `20 November 2026, 12:00 UTC`: on pages that say the same wherever they are read.
  public static String inUtc(Instant time) {
    return UTC.format(time);
  }

  /// `38 s`, `2 min 05 s`, `1 h 12 min`.
  public static String duration(Duration duration) {
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

  /// What is expected, no more exact than it can be known: `about 40 s`, `about 3 min`, `about 1 h
  /// 12 min`.
  public static String about(Duration expected) {
    if (expected.toSeconds() <= 90) {
      return "about %d s".formatted(Math.max(1, expected.toSeconds()));
    }
    var minutes = expected.plusSeconds(30).toMinutes();
    return minutes < 60
        ? "about %d min".formatted(minutes)
        : "about %d h %02d min".formatted(minutes / 60, minutes % 60);
  }

  /// `1 day`, `7 days`.
  public static String days(Duration duration) {
    return duration.toDays() == 1 ? "1 day" : duration.toDays() + " days";
  }

  /// Where the reader's browser says it is; where this machine is if nobody reads, or their browser
  /// does not say.
  private static ZoneId zone() {
    return Optional.ofNullable(UI.getCurrent())
        .map(ui -> ui.getPage().getExtendedClientDetails())
        .map(details -> details.getTimeZoneId())
        .flatMap(Times::named)
        .orElseGet(ZoneId::systemDefault);
  }

  static Optional<ZoneId> named(String zone) {
    try {
      return Optional.of(ZoneId.of(zone));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static DateTimeFormatter formatter(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }
}
