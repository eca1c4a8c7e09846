package lab.harmony.notebooks.versions;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;
import lab.harmony.workspace.Sha256;

/// What a version is called in files and addresses: when it was made and the beginning of its
/// digest, `20261130-214512-123-3f9a1c02b4`. In their order the later ones are the newer.
public record VersionId(String value) implements Comparable<VersionId> {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);
  private static final Pattern FORM = Pattern.compile("\\d{8}-\\d{6}-\\d{3}-[0-9a-f]{10}");

  public VersionId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a version is called like 20261130-214512-123-3f9a1c02b4, got \"%s\"".formatted(value));
    }
  }

  /// A time as it stands in names.
  static String moment(Instant at) {
    return MOMENT.format(at);
  }

  static VersionId of(Instant at, Sha256 text) {
    return new VersionId(moment(at) + "-" + text.brief());
  }

  /// The version that is written exactly so.
  public static Optional<VersionId> find(String value) {
    return FORM.matcher(value).matches() ? Optional.of(new VersionId(value)) : Optional.empty();
  }

  @Override
  public int compareTo(VersionId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
