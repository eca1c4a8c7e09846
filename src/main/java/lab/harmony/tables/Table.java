package lab.harmony.tables;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// A table of columns with names, as spreadsheets and scripts write it: separated by commas,
/// semicolons or tabs, or as a line `sep=;` says; quoted fields, any line ends.
///
/// Empty rows and columns are passed over, and so is a first column without a name that counts
/// rows. A row that cannot be read is left out and named; the others go on.
public final class Table {

  private static final Pattern SEPARATOR = Pattern.compile("\"?[sS][eE][pP]=(.)\"?");
  private static final Pattern UNNAMED = Pattern.compile("|unnamed: \\d+(_level_\\d+)?");
  private static final int MOST_COLUMNS = 1000;
  private static final int MOST_ROWS = 200_000;
  private static final int LONGEST_ROW = 1 << 20;
  private static final int MOST_BROKEN = 50;

  private final Text text;
  private final Collection<String> needed;
  private final UnaryOperator<String> reading;
  private final char separator;
  private final List<String> header;
  private final List<Row> rows = new ArrayList<>();
  private final List<LeftOut> leftOut = new ArrayList<>();
  private int next;

  private Table(Text text, Collection<String> needed, UnaryOperator<String> reading) {
    this.text = text;
    this.needed = needed;
    this.reading = reading;
    int line = firstLine(1);
    var stated = SEPARATOR.matcher(text.line(line));
    if (stated.matches()) {
      separator = stated.group(1).charAt(0);
      line = firstLine(line + 1);
    } else {
      separator = separator(line);
    }
    header = header(line);
  }

  /// Reads a table.
  ///
  /// @param needed columns that a row may not end before, as far as the table has them; the
  ///   separator is the one with which the header names most of them
  /// @throws TableProblem if there is no header, or it cannot be used; the message completes a
  ///   sentence that begins with the file
  public static Table of(Text text, Collection<String> needed) {
    return read(new Table(text, needed, UnaryOperator.identity()));
  }

  /// The same of a kind that the lab writes itself: the apostrophes with which it keeps
  /// spreadsheets from taking a field for a formula are taken off again.
  ///
  /// @throws TableProblem as above
  public static Table guarded(Text text, Collection<String> needed) {
    return read(new Table(text, needed, Csv::plain));
  }

  private static Table read(Table table) {
    table.readRows();
    return table;
  }

  private int firstLine(int from) {
    for (int line = from; line <= text.lines(); line++) {
      if (!Row.stripped(text.line(line)).isEmpty()) {
        return line;
      }
    }
    throw new TableProblem("is empty; a table starts with a line of column names");
  }

  private char separator(int line) {
    char best = ',';
    int most = -1;
    for (char candidate : new char[] {',', ';', '\t'}) {
      var names = names(line, candidate);
      int known = (int) names.stream().filter(needed::contains).count();
      int score = known * (MOST_COLUMNS + 1) + Math.min(MOST_COLUMNS, names.size());
      if (score > most) {
        most = score;
        best = candidate;
      }
    }
    return best;
  }

  private List<String> names(int line, char candidate) {
    try (var parser = parser(line, candidate)) {
      var records = parser.iterator();
      return records.hasNext()
          ? records.next().stream()
              .map(reading)
              .map(name -> Row.stripped(name).toLowerCase(Locale.ROOT))
              .toList()
          : List.of();
    } catch (IOException | UncheckedIOException | IllegalStateException unclosed) {
      return List.of();
    }
  }

  private List<String> header(int line) {
    text.require(line);
    var names = names(line, separator);
    if (names.isEmpty() || names.size() > MOST_COLUMNS) {
      throw new TableProblem(
          "needs 1 to %d columns in line %d, got %d".formatted(MOST_COLUMNS, line, names.size()));
    }
    var known = new HashSet<String>();
    for (var name : names) {
      if (!isUnnamed(name) && !known.add(name)) {
        throw new TableProblem("names the column \"%s\" twice in line %d".formatted(name, line));
      }
    }
    next = line + 1;
    return names;
  }

  private static boolean isUnnamed(String name) {
    return UNNAMED.matcher(name).matches();
  }

  private CSVParser parser(int line, char delimiter) throws IOException {
    return CSVParser.parse(
        new StringReader(text.from(line)),
        CSVFormat.RFC4180.builder().setDelimiter(delimiter).setIgnoreEmptyLines(false).get());
  }

  private void readRows() {
    int broken = 0;
    while (next <= text.lines()) {
      int begun = next;
      long line = begun;
      try (var parser = parser(begun, separator)) {
        var records = parser.iterator();
        while (true) {
          line = begun + parser.getCurrentLineNumber();
          if (!records.hasNext()) {
            return;
          }
          var fields = records.next();
          next = (int) (begun + parser.getCurrentLineNumber());
          take(line, Math.max(line, next - 1L), fields);
        }
      } catch (IOException | UncheckedIOException | IllegalStateException problem) {
        leftOut.add(
            new LeftOut(line, "a quoted field is not closed or has text after its closing quote"));
        next = (int) line + 1;
        if (++broken == MOST_BROKEN) {
          leftOut.add(
              new LeftOut(
                  next, "nothing from here on is read, for too many rows above are broken"));
          return;
        }
      }
    }
  }

  private void take(long first, long last, CSVRecord fields) {
    if (fields.stream().allMatch(field -> Row.stripped(field).isEmpty())) {
      return;
    }
    if (rows.size() >= MOST_ROWS) {
      throw new TableProblem("has more than %d rows; split it".formatted(MOST_ROWS));
    }
    try {
      text.foreign(first, last)
          .ifPresent(reason -> {
            throw new Row.Refused(reason);
          });
      rows.add(new Row(first, named(fields), separator != ','));
    } catch (Row.Refused refused) {
      leftOut.add(new LeftOut(first, refused.reason()));
    }
  }

  private LinkedHashMap<String, String> named(CSVRecord fields) {
    var named = new LinkedHashMap<String, String>();
    int length = 0;
    for (int i = 0; i < Math.max(fields.size(), header.size()); i++) {
      var value = i < fields.size() ? reading.apply(fields.get(i)) : "";
      length += value.length();
      var name = i < header.size() ? header.get(i) : "";
      boolean missing = i >= fields.size() && needed.contains(name);
      boolean over = i >= header.size() && !Row.stripped(value).isEmpty();
      if (missing || over) {
        throw new Row.Refused(
            "it has %d fields, the header has %d columns".formatted(fields.size(), header.size()));
      }
      if (!isUnnamed(name)) {
        named.put(name, value);
      } else if (!Row.stripped(value).isEmpty() && !(i == 0 && value.strip().matches("\\d+"))) {
        throw new Row.Refused("it has \"%s\" in a column without a name".formatted(value));
      }
    }
    if (length > LONGEST_ROW) {
      throw new Row.Refused(
          "it has %d characters; a row may have %d".formatted(length, LONGEST_ROW));
    }
    return named;
  }

  /// The names of the columns, in lower case.
  public List<String> columns() {
    return header.stream().filter(name -> !isUnnamed(name)).toList();
  }

  /// The rows that can be read.
  public List<Row> rows() {
    return List.copyOf(rows);
  }

  /// The rows that cannot.
  public List<LeftOut> leftOut() {
    return List.copyOf(leftOut);
  }
}
