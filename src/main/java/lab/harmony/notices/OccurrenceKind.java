package lab.harmony.notices;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The kinds of what can be told outside. Their codes stand in settings and in what is sent, and
/// never change.
public enum OccurrenceKind {
  RUN_ENDED,
  TRAINING_ENDED,
  COMMENT,
  REPORT,
  PIN_BROKE;

  /// `run-ended`.
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<OccurrenceKind> of(String code) {
    return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst();
  }

  static String codes() {
    return Arrays.stream(values()).map(OccurrenceKind::code).collect(Collectors.joining(", "));
  }
}
