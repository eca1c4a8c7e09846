package lab.harmony.tables;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/// Tables as CSV (RFC 4180) for people's own programs.
public final class Csv {

  private static final Pattern NUMBER =
      Pattern.compile("[-+]?[0-9]+([.,][0-9]+)?([eE][-+]?[0-9]+)?");

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

  /// A field that no spreadsheet takes for a formula: one that begins with `=`, `+`, `-`, `@`, a
  /// tab or a line end, behind blanks too, gets an apostrophe in front; numbers stay.
  public static String harmless(String field) {
    var begin = field.stripLeading();
    var formula =
        !begin.isEmpty() && "=+-@＝＋－＠".indexOf(begin.charAt(0)) >= 0
            || !field.isEmpty() && "\t\r\n".indexOf(field.charAt(0)) >= 0;
    return formula && !NUMBER.matcher(field).matches() ? "'" + field : field;
  }
}
