package lab.harmony.tables;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/// Tables as CSV (RFC 4180) for people's own programs.
public final class Csv {

  private static final String ONE = "[-+]?[0-9]+([.,][0-9]+)?([eE][-+]?[0-9]+)?( ?%)?";

  /// A number, a share, or a range of either.
  private static final Pattern NUMBER = Pattern.compile(ONE + "( to " + ONE + ")?");

  /// What a spreadsheet takes for a field of its own where it is told that something else than a
  /// comma stands between fields, which then ends quotation marks too.
  private static final Pattern PART = Pattern.compile("[^;\\t\\r\\n|]+");

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
  /// `-` or `@`, behind blanks too, gets an apostrophe in front, and so does a field that begins
  /// with a tab or a line end. So does what stands behind a semicolon, a tab, a line end or a bar
  /// within the field. Numbers stay.
  public static String harmless(String field) {
    var whole = guarded(field);
    var parts = PART.matcher(whole);
    return parts.replaceAll(
        part -> Matcher.quoteReplacement(part.start() == 0 ? part.group() : guarded(part.group())));
  }

  private static String guarded(String field) {
    var begin = field.stripLeading();
    var formula =
        !begin.isEmpty() && "=+-@＝＋－＠".indexOf(begin.charAt(0)) >= 0
            || !field.isEmpty() && "\t\r\n".indexOf(field.charAt(0)) >= 0;
    return formula && !NUMBER.matcher(field.strip()).matches() ? "'" + field : field;
  }
}
