package lab.harmony.training;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import lab.harmony.work.JobId;

/// Names of sittings: `t261129-204501-k3f9q`, the time of submission (UTC) and five random letters.
final class SittingIds {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  /// Without those that people confuse when they read a name aloud.
  private static final String LETTERS = "23456789abcdefghjkmnpqrstuvwxyz";

  private static final SecureRandom RANDOM = new SecureRandom();

  private SittingIds() {}

  /// @param kind its first letter is the name's
  static JobId next(String kind, Clock clock) {
    var letters = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      letters.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    return new JobId("%s%s-%s".formatted(kind.charAt(0), TIME.format(clock.instant()), letters));
  }
}
