package lab.harmony.notices;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;

/// How soon somebody is written to. The codes stand in the database and never change.
public enum MailPace {
  AT_ONCE("At once"),
  DAILY("Once a day, in the morning");

  /// What happens within it comes in one mail.
  static final Duration GATHERED = Duration.ofMinutes(1);

  private static final LocalTime MORNING = LocalTime.of(7, 0);

  private final String words;

  MailPace(String words) {
    this.words = words;
  }

  /// How people choose it.
  public String words() {
    return words;
  }

  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static MailPace of(String code) {
    return Arrays.stream(values())
        .filter(pace -> pace.code().equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(code));
  }

  /// When a mail goes out about what is found now.
  Instant next(Instant now, ZoneId zone) {
    if (this == AT_ONCE) {
      return now.plus(GATHERED);
    }
    var here = now.atZone(zone);
    var today = here.with(MORNING);
    return (here.isBefore(today) ? today : here.plusDays(1).with(MORNING)).toInstant();
  }
}
