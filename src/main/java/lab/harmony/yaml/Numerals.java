package lab.harmony.yaml;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/// Numbers as YAML 1.1 writes them: `1_000`, `.5`, `5.`, `1e-4`, `0xff`, `20.0` for 20. A leading
/// zero means nothing.
final class Numerals {
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?(?:\\d[\\d_]*\\.?[\\d_]*|\\.\\d[\\d_]*)(?:[eE][-+]?\\d{1,3})?");
  private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-fA-F_]{1,16}");
  private static final int LONGEST = 40;

  private Numerals() {}

  static Optional<Double> number(String text) {
    return decimal(text).map(BigDecimal::doubleValue).filter(Double::isFinite);
  }

  static Optional<Long> whole(String text) {
    try {
      return HEXADECIMAL.matcher(text).matches()
          ? Optional.of(Long.parseLong(text.substring(2).replace("_", ""), 16))
          : decimal(text).map(BigDecimal::longValueExact);
    } catch (ArithmeticException | NumberFormatException tooLargeOrBroken) {
      return Optional.empty();
    }
  }

  private static Optional<BigDecimal> decimal(String text) {
    return text.length() <= LONGEST && DECIMAL.matcher(text).matches()
        ? Optional.of(new BigDecimal(text.replace("_", "")))
        : Optional.empty();
  }
}
