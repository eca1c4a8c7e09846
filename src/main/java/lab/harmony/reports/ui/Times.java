package lab.harmony.reports.ui;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Days and times as the screens of reports say them, in this machine's time zone.
final class Times {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH);

  private Times() {}

  static String day(Instant time) {
    return DAY.format(time.atZone(ZoneId.systemDefault()));
  }

  static String dayAndTime(Instant time) {
    return DAY_AND_TIME.format(time.atZone(ZoneId.systemDefault()));
  }

  /// `1 day`, `7 days`.
  static String days(Duration duration) {
    return duration.toDays() == 1 ? "1 day" : duration.toDays() + " days";
  }
}
