package lab.harmony.reports.exports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class ReportTableTest {

  private static final ReportTable RATES =
      new ReportTable(
          "Success rate by cell, weakest first",
          List.of("cell", "people", "95 % interval", "n"),
          List.of(
              List.of("energetic × angry", "17 %", "8 to 32 %", "12"),
              List.of("[soft] & \\calm", "–", "–", "0")));

  @Test
  void aTableForLatexHasNumbersAtTheRightAndEveryTextEscaped() {
    assertThat(LatexTable.of(RATES, "table-1"))
        .isEqualTo(
            """
            % Needs \\usepackage{booktabs}
            \\begin{table}[htbp]
              \\centering
              \\caption{Success rate by cell, weakest first}
              \\label{tab:table-1}
              \\begin{tabular}{lrrr}
                \\toprule
                cell & people & 95 \\% interval & n \\\\
                \\midrule
                energetic \\texttimes{} angry & 17 \\% & 8 to 32 \\% & 12 \\\\
                {[}soft{]} \\& \\textbackslash{}calm & -- & -- & 0 \\\\
                \\bottomrule
              \\end{tabular}
            \\end{table}
            """);
  }

  @Test
  void everyRowHasAsManyCellsAsTheTableHasColumns() {
    var hostile =
        new ReportTable(
            "a & b",
            List.of("x & y", "\\\\", "%"),
            List.of(List.of("& & &", "a \\\\ b", "% off"), List.of("", "", "")));
    var rows =
        LatexTable.of(hostile, "t")
            .lines()
            .filter(line -> line.endsWith("\\\\"))
            .map(line -> line.replace("\\&", "").chars().filter(letter -> letter == '&').count())
            .toList();
    assertThat(rows).containsExactly(2L, 2L, 2L);
  }

  @Test
  void longTextsWrapAndLettersOfOtherScriptsAreNamed() {
    var prompts =
        new ReportTable(
            "Prompts",
            List.of("cell", "prompt"),
            List.of(List.of("soft", "portrait of a soft anime girl, happy expression, 顔")));
    assertThat(LatexTable.of(prompts, "t"))
        .contains("\\begin{tabular}{lp{0.70\\linewidth}}")
        .contains("% and XeLaTeX or LuaLaTeX with a font that has: 顔\n");
  }

  @Test
  void aTableForSpreadsheetsHoldsNoFormulas() {
    var table =
        new ReportTable(
            "t",
            List.of("name", "rate"),
            List.of(List.of("=cmd|'/c'!A1", "-0.02"), List.of("a,\"b\"", "61 %")));
    assertThat(table.csv())
        .isEqualTo("name,rate\r\n'=cmd|'/c'!A1,-0.02\r\n\"a,\"\"b\"\"\",61 %\r\n");
  }

  @Test
  void tablesAreReadFromThePageWhateverTheirCellsReachOver() {
    var tables =
        ReportTables.of(
            Jsoup.parse(
                """
                <main><h2>By hand</h2><p>words</p>
                <table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2 <b>3</b></td></tr><tr><td>4</td></tr></table>
                <table class="pictures"><tr><td>x</td></tr></table>
                <h3>Frames</h3>
                <table><thead><tr><th rowspan="2">group</th><th colspan="2">rate</th></tr>
                  <tr><th>people</th><th>machine</th></tr></thead>
                  <tbody><tr><th rowspan="2">soft</th><td>1</td><td rowspan="99999999">2</td></tr>
                  <tr><td>3</td></tr></tbody></table>
                <div><table><caption>Its own</caption><tr><td>alone</td></tr></table></div></main>
                """));
    assertThat(tables)
        .containsExactly(
            new ReportTable(
                "By hand", List.of("a", "b"), List.of(List.of("1", "2 3"), List.of("4", ""))),
            new ReportTable(
                "Frames",
                List.of("group", "rate, people", "rate, machine"),
                List.of(List.of("soft", "1", "2"), List.of("soft", "3", "2"))),
            new ReportTable("Its own", List.of(), List.of(List.of("alone"))));
    assertThat(tables.getLast().csv()).isEqualTo("alone\r\n");
    assertThat(LatexTable.of(tables.getLast(), "t")).doesNotContain("midrule");
  }

  @Test
  void aTableThatIsLongerThanAPageRunsOverPagesWithItsNamesOnEach() {
    var rows = IntStream.range(0, 48).mapToObj(row -> List.of("cell " + row, "61 %")).toList();
    var latex = LatexTable.of(new ReportTable("Rates", List.of("cell", "rate"), rows), "table-1");

    assertThat(latex)
        .startsWith("% Needs \\usepackage{booktabs,longtable}\n\\begin{longtable}{lr}\n")
        .contains("\\caption{Rates}\\label{tab:table-1} \\\\\n")
        .contains("\\endfirsthead", "\\endhead", "\\endfoot", "\\endlastfoot")
        .doesNotContain("\\begin{table}")
        .endsWith("    cell 47 & 61 \\% \\\\\n\\end{longtable}\n");
    assertThat(latex.split("    cell & rate", -1)).as("its names, twice").hasSize(3);
    assertThat(
            LatexTable.of(
                new ReportTable("Rates", List.of("cell", "rate"), rows.subList(0, 20)), "t"))
        .contains("\\begin{table}")
        .doesNotContain("longtable");
    var prompts = List.of(List.of("soft", "a word ".repeat(60)));
    assertThat(
            LatexTable.of(
                new ReportTable(
                    "Prompts",
                    List.of("cell", "prompt"),
                    Collections.nCopies(6, prompts.getFirst())),
                "t"))
        .as("few rows of many lines")
        .contains("\\begin{longtable}{lp{0.70\\linewidth}}");
  }

  @Test
  void aTableWhoseCellsReachOverMoreThanThereCanBeIsTakenAsItStands() {
    var wide = "<td colspan=\"200\" rowspan=\"100000\">%s</td>".formatted("x".repeat(5_000));
    var tables =
        ReportTables.of(
            Jsoup.parse(
                "<table><tr>%s<td>b</td></tr>%s</table><table><tr>%s</tr>%s</table>"
                    .formatted(
                        wide,
                        "<tr></tr>".repeat(20_000),
                        "<td>y</td>".repeat(5_000),
                        "<tr><td>z</td></tr>".repeat(5_000))));

    assertThat(tables.getFirst().rows().getFirst()).containsExactly("x".repeat(5_000), "b");
    assertThat(tables.getFirst().csv().length()).isLessThan(200_000);
    assertThat(tables.getLast().rows().getFirst()).hasSize(5_000);
    assertThat(tables.getLast().csv().length()).isLessThan(200_000);
  }
}
