package lab.harmony.tables;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/// Tables as CSV (RFC 4180): the one place where the lab writes them.
public final class Csv {

  private static final String ONE = "[-+]?[0-9]+([.,][0-9]+)?([eE][-+]?[0-9]+)?( ?%)?";

  /// A number, a share, or a range of either.
  private static final Pattern NUMBER = Pattern.compile(ONE + "( to " + ONE + ")?");

  /// What a spreadsheet takes for a field of its own where it is told that something else than a
  /// comma stands between fields, which then ends quotation marks too.
  private static final Pattern PART = Pattern.compile("[^;\\t\\r\\n|]+");

  private static final Pattern FORMULA = Pattern.compile("[\\s\\p{Z}\\p{Cf}\"]*[=+\\-@＝＋－＠]");

  private Csv() {}

  /// A header and rows; each field is [#harmless].
  public static String text(List<String> header, List<List<String>> rows) {
    var text = new StringBuilder();
    try (var printer = new CSVPrinter(text, CSVFormat.RFC4180)) {
      printer.printRecord(header.stream().map(Csv::harmless));
      for (var row : rows) {
        printer.printRecord(row.stream().map(Csv::harmless));
      }
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
    return text.toString();
  }

  /// A field that no spreadsheet takes for a formula, nor a part of it: what begins with `=`, `+`,
  /// `-` or `@`, behind blanks or quotation marks too, gets an apostrophe in front, and so does a
  /// field that begins with a tab or a line end. So does what stands behind a semicolon, a tab, a
  /// line end or a bar within the field. What begins with apostrophes gets one more where it would
  /// need one without them, so that [#plain] finds back whatever was written. Numbers stay.
  public static String harmless(String field) {
    return parts(breaks(field) ? "'" + field : field, part -> "'" + part);
  }

  /// The field that [#harmless] made this of. What it never writes stays as it is.
  static String plain(String written) {
    return parts(
        written.startsWith("'") && breaks(written) ? written.substring(1) : written,
        part -> part.startsWith("'") ? part.substring(1) : part);
  }

  /// Changes the parts that are formulas but for the apostrophes before them. Those come and go,
  /// and the parts stay the same ones.
  private static String parts(String field, UnaryOperator<String> change) {
    return PART.matcher(field)
        .replaceAll(part ->
            Matcher.quoteReplacement(
                isFormula(part.group(), field.startsWith("|", part.end()))
                    ? change.apply(part.group())
                    : part.group()));
  }

  private static boolean breaks(String field) {
    var begin = bare(field);
    return !begin.isEmpty() && "\t\r\n".indexOf(begin.charAt(0)) >= 0;
  }

  /// @param beforeBar whether a bar follows, with which even a number may name another program
  private static boolean isFormula(String part, boolean beforeBar) {
    var begin = bare(part);
    return FORMULA.matcher(begin).lookingAt()
        && (beforeBar || !NUMBER.matcher(begin.strip()).matches());
  }

  private static String bare(String field) {
    int first = 0;
    while (first < field.length() && field.charAt(first) == '\'') {
      first++;
    }
    return field.substring(first);
  }
}
