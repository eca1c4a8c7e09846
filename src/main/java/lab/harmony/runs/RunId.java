package lab.harmony.runs;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import lab.harmony.work.JobId;

/// The name of a run: `r261120-204501-k3f9q`, the time it was submitted (UTC) and five random
/// letters. Names sort by time and are safe as folder names.
public record RunId(@JsonValue String value) implements Comparable<RunId> {

  private static final Pattern FORM = Pattern.compile("r[a-z0-9]+(-[a-z0-9]+)*");

  @JsonCreator
  public RunId {
    if (!isName(Objects.requireNonNull(value, "a run needs a name"))) {
      throw new IllegalArgumentException(
          "a run is named like r261120-204501-k3f9q, got \"%s\"".formatted(value));
    }
  }

  /// The run of this name; empty if no run can be called so.
  public static Optional<RunId> parse(String text) {
    return isName(text) ? Optional.of(new RunId(text)) : Optional.empty();
  }

  public static RunId at(Instant time, RandomGenerator random) {
    return new RunId(JobId.at("run", time, random).value());
  }

  private static boolean isName(String text) {
    return text.length() <= 40 && FORM.matcher(text).matches();
  }

  @Override
  public int compareTo(RunId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
