package lab.harmony.audit.ui;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/// How far back somebody looks.
enum AuditPeriod {
  DAY("The last 24 hours", Duration.ofDays(1)),
  WEEK("The last 7 days", Duration.ofDays(7)),
  MONTH("The last 30 days", Duration.ofDays(30)),
  YEAR("The last 365 days", Duration.ofDays(365));

  private final String words;
  private final Duration length;

  AuditPeriod(String words, Duration length) {
    this.words = words;
    this.length = length;
  }

  String words() {
    return words;
  }

  /// In the address.
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  Instant before(Instant now) {
    return now.minus(length);
  }
}
