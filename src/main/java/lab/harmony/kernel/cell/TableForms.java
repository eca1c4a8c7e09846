package lab.harmony.kernel.cell;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/// A table as HTML and as text: its first rows, and how many there are.
final class TableForms {

  private static final int ROWS = 20;

  private TableForms() {}

  static Shown shown(Table table) {
    var rows = Math.min(table.rowCount(), ROWS);
    var head =
        table.columns().stream()
            .map(column -> "<th scope=\"col\">%s</th>".formatted(escaped(column.name())))
            .collect(Collectors.joining("", "<tr>", "</tr>"));
    var body =
        IntStream.range(0, rows).mapToObj(row -> row(table, row)).collect(Collectors.joining());
    return Shown.html(
            "<table><thead>%s</thead><tbody>%s</tbody></table><p>%s</p>"
                .formatted(head, body, size(table)))
        .and(Shown.text("%s%n%s".formatted(text(table.first(rows)), size(table))));
  }

  /// As Tablesaw prints it, without a name that was made of none ("null summary").
  private static String text(Table table) {
    var printed = table.print(ROWS);
    var name = Optional.ofNullable(table.name()).orElse("");
    return name.startsWith("null ") ? printed.substring(printed.indexOf('\n') + 1) : printed;
  }

  private static String size(Table table) {
    return table.rowCount() <= ROWS
        ? "%,d rows".formatted(table.rowCount())
        : "%d of %,d rows".formatted(ROWS, table.rowCount());
  }

  private static String row(Table table, int row) {
    return table.columns().stream()
        .map(column -> cell(column, row))
        .collect(Collectors.joining("", "<tr>", "</tr>"));
  }

  private static String cell(Column<?> column, int row) {
    return "<td>%s</td>".formatted(escaped(column.getString(row)));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
