package lab.harmony.reports.exports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// Finds the tables in the page of a report; those of pictures are sheets and left out.
final class ReportTables {

  private static final int WIDEST = 200;
  private static final int LONGEST = 100_000;

  /// More cells, or letters in them, than any table has that people read: one that says it has more
  /// because its cells reach over others is taken as if each stood in its first place alone.
  private static final long MOST_CELLS = 200_000;

  private static final long MOST_LETTERS = 2_000_000;

  private ReportTables() {}

  static List<ReportTable> of(Document page) {
    var tables = new ArrayList<ReportTable>();
    for (var table : page.select("table:not(.pictures)")) {
      if (table.parents().stream().noneMatch(part -> part.normalName().equals("table"))) {
        tables.add(of(table, caption(table, tables.size() + 1)));
      }
    }
    return List.copyOf(tables);
  }

  private static ReportTable of(Element table, String caption) {
    var rows =
        table.select("tr").stream().filter(row -> table.equals(row.closest("table"))).toList();
    var headRows =
        rows.stream().takeWhile(row -> row.closest("thead") != null || isHead(row)).toList();
    var cells = cells(rows);
    var width = cells.stream().mapToInt(List::size).max().orElse(0);
    if ((long) width * cells.size() <= MOST_CELLS) {
      cells.forEach(row -> {
        while (row.size() < width) {
          row.add("");
        }
      });
    }
    return new ReportTable(
        caption,
        headRows.isEmpty() ? List.of() : header(cells.subList(0, headRows.size()), width),
        List.copyOf(cells.subList(headRows.size(), cells.size())));
  }

  /// A row of nothing but names, in tables that do not mark their head.
  private static boolean isHead(Element row) {
    return !row.select("> th").isEmpty() && row.select("> td").isEmpty();
  }

  /// One name for each column; of several rows of names, all that differ.
  private static List<String> header(List<List<String>> rows, int width) {
    return IntStream.range(0, width)
        .mapToObj(column -> {
          var words = new LinkedHashSet<String>();
          rows.stream()
              .map(row -> column < row.size() ? row.get(column) : "")
              .filter(it -> !it.isEmpty())
              .forEach(words::add);
          return String.join(", ", words);
        })
        .toList();
  }

  /// A cell that reaches over several rows, below its first.
  private record Reaching(String text, int rows) {}

  /// The texts row by row; a cell that reaches over several columns or rows stands in each.
  private static List<List<String>> cells(List<Element> rows) {
    var all = new ArrayList<List<String>>();
    Map<Integer, Reaching> above = new HashMap<>();
    var reaches = reaches(rows);
    for (var row : rows) {
      var line = new ArrayList<String>();
      for (var cell : row.select("> th, > td")) {
        reach(above, line);
        var text = cell.text();
        var down = reaches ? span(cell, "rowspan", LONGEST) : 1;
        var across = reaches ? span(cell, "colspan", WIDEST) : 1;
        for (int i = across; i > 0 && (i == across || line.size() < WIDEST); i--) {
          if (down > 1) {
            above.put(line.size(), new Reaching(text, down - 1));
          }
          line.add(text);
        }
      }
      reach(above, line);
      all.add(line);
    }
    return all;
  }

  /// Whether there is room for what reaches over other places.
  private static boolean reaches(List<Element> rows) {
    long cells = 0;
    long letters = 0;
    for (int number = 0; number < rows.size(); number++) {
      for (var cell : rows.get(number).select("> th, > td")) {
        long places =
            (long) Math.min(span(cell, "rowspan", LONGEST), rows.size() - number)
                * span(cell, "colspan", WIDEST);
        cells += places;
        letters += (places - 1) * cell.text().length();
      }
    }
    return cells <= MOST_CELLS && letters <= MOST_LETTERS;
  }

  /// Adds what reaches down from the rows above to the next free columns.
  private static void reach(Map<Integer, Reaching> above, List<String> line) {
    while (above.containsKey(line.size())) {
      var column = line.size();
      var reaching = Objects.requireNonNull(above.remove(column));
      line.add(reaching.text());
      if (reaching.rows() > 1) {
        above.put(column, new Reaching(reaching.text(), reaching.rows() - 1));
      }
    }
  }

  private static int span(Element cell, String name, int most) {
    try {
      return Math.clamp(Integer.parseInt(cell.attr(name).strip()), 1, most);
    } catch (NumberFormatException none) {
      return 1;
    }
  }

  /// Its own, or the heading above it.
  private static String caption(Element table, int number) {
    var own = table.select("> caption").text();
    if (!own.isEmpty()) {
      return own;
    }
    return Stream.concat(Stream.of(table), table.parents().stream())
        .flatMap(part -> part.previousElementSiblings().stream())
        .filter(before -> before.normalName().matches("h[1-6]"))
        .map(Element::text)
        .findFirst()
        .orElse("Table " + number);
  }
}
