package lab.harmony.tables;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/// The fields of a row by column, the columns in lower case.
///
/// @param line where it begins; the first line of a file is 1
/// @param fields as written
/// @param decimalComma whether numbers may have a comma instead of a point
public record Row(long line, SequencedMap<String, String> fields, boolean decimalComma) {

  /// The largest whole number that a table of floating-point numbers keeps exactly.
  private static final BigDecimal EXACT = BigDecimal.valueOf(1L << 53);

  public Row {
    fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
  }

  /// Why a row is refused; its message names the column, what was needed and what came.
  public static final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1;

    public Refused(String reason) {
      super(reason, null, false, false);
    }

    public String reason() {
      return String.valueOf(getMessage());
    }
  }

  /// What stands in a column, without blanks around it; nothing if there is nothing.
  public Optional<String> text(String column) {
    return Optional.ofNullable(fields.get(column))
        .map(Row::stripped)
        .filter(value -> !value.isEmpty());
  }

  /// What must stand in a column.
  public String required(String column) {
    return text(column).orElseThrow(() -> new Refused("the %s is empty".formatted(column)));
  }

  /// A number.
  public Optional<BigDecimal> number(String column, String wanted) {
    return text(column)
        .map(value ->
            decimal(value, decimalComma).orElseThrow(() -> refusal(column, wanted, value)));
  }

  /// A whole number, also written `42.0` as tables with gaps are. One that may have been rounded on
  /// its way, beyond 2^53 with a point or with an exponent, is refused.
  public Optional<BigDecimal> whole(String column, String wanted) {
    return text(column)
        .map(value -> {
          var number =
              decimal(value, decimalComma).orElseThrow(() -> refusal(column, wanted, value));
          if (number.stripTrailingZeros().scale() > 0) {
            throw refusal(column, wanted, value);
          }
          boolean exponent = value.toLowerCase(Locale.ROOT).contains("e");
          boolean plain = value.matches("[+-]?\\d+");
          if (exponent || !plain && number.abs().compareTo(EXACT) > 0) {
            throw new Refused(
                "%s \"%s\" may have been rounded by the program that wrote it; write all digits"
                    .formatted(column, value));
          }
          return number;
        });
  }

  /// Yes or no: 1, true, yes, or 0, false, no.
  public Optional<Boolean> yes(String column) {
    return text(column)
        .map(value -> yes(value, decimalComma).orElseThrow(() -> refusal(column, "0 or 1", value)));
  }

  private static Refused refusal(String column, String wanted, String value) {
    return new Refused("%s must be %s, got \"%s\"".formatted(column, wanted, value));
  }

  /// Reads a number; nothing if it is none, or ambiguous.
  public static Optional<BigDecimal> decimal(String value, boolean decimalComma) {
    var plain = decimalComma && !value.contains(".") ? value.replace(',', '.') : value;
    if (!plain.matches("[+-]?(\\d{1,40}(\\.\\d{0,40})?|\\.\\d{1,40})([eE][+-]?\\d{1,2})?")) {
      return Optional.empty();
    }
    return Optional.of(new BigDecimal(plain));
  }

  /// Reads yes or no; nothing if it is neither.
  public static Optional<Boolean> yes(String value, boolean decimalComma) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true", "yes" -> Optional.of(true);
      case "false", "no" -> Optional.of(false);
      default ->
          decimal(value, decimalComma)
              .filter(number -> number.signum() == 0 || number.compareTo(BigDecimal.ONE) == 0)
              .map(number -> number.signum() != 0);
    };
  }

  static String stripped(String value) {
    return value
        .strip()
        .replaceAll("^[\\s\\u00a0\\u200b\\ufeff]+|[\\s\\u00a0\\u200b\\ufeff]+$", "");
  }
}
