package lab.harmony.work;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// The name of a job, which is also that of what it makes: the run `r261120-204501-k3f9q` is made
/// by the job of that name.
public record JobId(@JsonValue String value) {

  private static final Pattern FORM = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  /// Without `0 1 i l o`, which people confuse when they read a name aloud.
  private static final String LETTERS = "23456789abcdefghjkmnpqrstuvwxyz";

  private static final SecureRandom RANDOM = new SecureRandom();

  @JsonCreator
  public JobId {
    if (value.length() > 60 || !FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a job is named like r261120-204501-k3f9q, got \"%s\"".formatted(value));
    }
  }

  /// A name for a new job: `t261129-204501-k3f9q`, the time of submission (UTC) and five random
  /// letters.
  ///
  /// @param kind its first letter is the name's
  public static JobId next(String kind, Clock clock) {
    return at(kind, clock.instant(), RANDOM);
  }

  /// The same of another time, or with letters that can be foretold.
  public static JobId at(String kind, Instant time, RandomGenerator random) {
    var letters = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      letters.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return new JobId("%s%s-%s".formatted(kind.charAt(0), TIME.format(time), letters));
  }

  @Override
  public String toString() {
    return value;
  }
}
