package lab.harmony.reports.exports;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A table as LaTeX sets it with the package `booktabs`: numbers stand right, long texts wrap.
final class LatexTable {

  /// A number, a percentage or a range of either, as tables of reports have them.
  private static final Pattern NUMBER =
      Pattern.compile("[-+−]?[0-9][0-9.,]*( ?%)?( to [-+−]?[0-9][0-9.,]*( ?%)?)?|–|");

  /// Texts that are longer take a share of the line.
  private static final int LONG = 40;

  /// About the letters of a wrapped line, and the lines of a page beside caption and names.
  private static final int WRAPPED = 60;

  private static final int ONE_PAGE = 30;

  private LatexTable() {}

  /// A table of one page floats to where there is room; a longer one runs over pages, with its
  /// names at the top of each.
  ///
  /// @param label for references, without `tab:`
  static String of(ReportTable table, String label) {
    var isLong = lines(table) > ONE_PAGE;
    var lines =
        Stream.of(
            packages(table, isLong), isLong ? overPages(table, label) : onOnePage(table, label));
    return lines.flatMap(it -> it).collect(Collectors.joining("\n", "", "\n"));
  }

  private static Stream<String> onOnePage(ReportTable table, String label) {
    return Stream.of(
            Stream.of(
                "\\begin{table}[htbp]",
                "  \\centering",
                "  \\caption{%s}".formatted(LatexText.of(table.caption())),
                "  \\label{tab:%s}".formatted(label),
                "  \\begin{tabular}{%s}".formatted(columns(table)),
                "    \\toprule"),
            head(table),
            table.rows().stream().map(LatexTable::row),
            Stream.of("    \\bottomrule", "  \\end{tabular}", "\\end{table}"))
        .flatMap(it -> it);
  }

  private static Stream<String> overPages(ReportTable table, String label) {
    var wide = "    \\multicolumn{%d}{%s}{%s} \\\\";
    var columns = Math.max(1, table.columns());
    return Stream.of(
            Stream.of(
                "\\begin{longtable}{%s}".formatted(columns(table)),
                "    \\caption{%s}\\label{tab:%s} \\\\"
                    .formatted(LatexText.of(table.caption()), label),
                "    \\toprule"),
            head(table),
            Stream.of(
                "    \\endfirsthead",
                wide.formatted(columns, "l", "\\tablename\\ \\thetable{} (continued)"),
                "    \\toprule"),
            head(table),
            Stream.of(
                "    \\endhead",
                "    \\midrule",
                wide.formatted(columns, "r", "continued on the next page"),
                "    \\endfoot",
                "    \\bottomrule",
                "    \\endlastfoot"),
            table.rows().stream().map(LatexTable::row),
            Stream.of("\\end{longtable}"))
        .flatMap(it -> it);
  }

  private static Stream<String> head(ReportTable table) {
    return table.header().isEmpty() ? Stream.of() : Stream.of(row(table.header()), "    \\midrule");
  }

  /// About how many lines it takes: long texts wrap.
  private static int lines(ReportTable table) {
    return table.rows().stream()
        .mapToInt(row ->
            Math.ceilDiv(
                Math.max(1, row.stream().mapToInt(String::length).max().orElse(1)), WRAPPED))
        .sum();
  }

  private static Stream<String> packages(ReportTable table, boolean isLong) {
    var beyond =
        LatexText.beyond(
            table.caption()
                + String.join("", table.header())
                + table.rows().stream().flatMap(List::stream).collect(Collectors.joining()));
    return Stream.concat(
        Stream.of("%% Needs \\usepackage{booktabs%s}".formatted(isLong ? ",longtable" : "")),
        beyond.isEmpty()
            ? Stream.of()
            : Stream.of("% and XeLaTeX or LuaLaTeX with a font that has: " + beyond));
  }

  private static String row(List<String> cells) {
    return cells.stream().map(LatexText::of).collect(Collectors.joining(" & ", "    ", " \\\\"));
  }

  private static String columns(ReportTable table) {
    var width = Math.max(1, table.columns());
    var lengths = IntStream.range(0, width).map(column -> longest(table, column)).toArray();
    var all = IntStream.of(lengths).filter(length -> length > LONG).asLongStream().sum();
    return IntStream.range(0, width)
        .mapToObj(column ->
            lengths[column] > LONG
                ? "p{%s\\linewidth}".formatted(share(lengths[column], all))
                : numbers(table, column) ? "r" : "l")
        .collect(Collectors.joining());
  }

  /// Long columns share seven tenths of the line.
  private static String share(int length, long all) {
    return "0.%02d".formatted(Math.max(10, Math.min(70, 70 * length / all)));
  }

  private static int longest(ReportTable table, int column) {
    return table.rows().stream()
        .mapToInt(row -> column < row.size() ? row.get(column).length() : 0)
        .max()
        .orElse(0);
  }

  private static boolean numbers(ReportTable table, int column) {
    var cells =
        table.rows().stream()
            .map(row -> column < row.size() ? row.get(column) : "")
            .filter(cell -> !cell.isEmpty())
            .toList();
    return !cells.isEmpty() && cells.stream().allMatch(cell -> NUMBER.matcher(cell).matches());
  }
}
