package lab.harmony.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class TableTest {

  private static final List<String> NEEDED = List.of("name", "score");

  private static Table table(String text) {
    return Table.of(Text.of(text.getBytes(StandardCharsets.UTF_8)), NEEDED);
  }

  private static List<String> names(Table table) {
    return table.rows().stream().map(row -> row.required("name")).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name,score\na,1\nb,2\n",
        "\uFEFFname,score\r\na,1\r\nb,2\r\n",
        "name;score\ra;1\rb;2",
        "name\tscore\na\t1\nb\t2\n",
        "sep=;\r\nname;score\r\na;1\r\nb;2\r\n",
        "\uFEFF\"sep=|\"\nname|score\na|1\nb|2\n",
        " Name , SCORE \na,1\n\n \nb,2\n,\n,\n",
        "name;score;;\na;1;;\nb;2;;\n;;;\n",
        ",name,score\n0,a,1.0\n1,b,2.0\n",
        "Unnamed: 0,name,score\n0,a,1\n1,b,2\n",
        "\n\nname,score\na,1\nb,2",
        "\"name\",\"score\"\n\"a\",\"1\"\n\"b\",\"2\"\n",
        "note;name;score\n\"one,\ntwo\";a;1,0\n;b;2,0\n"
      })
  void tablesOfSpreadsheetsAndScriptsAreRead(String text) {
    var table = table(text);
    assertThat(table.leftOut()).isEmpty();
    assertThat(names(table)).containsExactly("a", "b");
    assertThat(table.rows())
        .extracting(row -> row.whole("score", "whole").orElseThrow().intValueExact())
        .containsExactly(1, 2);
    for (var charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      assertThat(names(Table.of(Text.of(text.getBytes(charset)), NEEDED)))
          .as("%s", charset)
          .containsExactly("a", "b");
    }
  }

  @Test
  void wordsOfAnyLanguageComeThroughUtf16WithAMark() {
    var text = "\uFEFFname\tscore\n悲しい顔\t3\nПечаль\t2\n";
    for (var charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      assertThat(names(Table.of(Text.of(text.getBytes(charset)), NEEDED)))
          .containsExactly("悲しい顔", "Печаль");
    }
  }

  @Test
  void oneBadRowIsNamedAndTheOthersGoOn() {
    var table =
        table("name,score\na,1,2,3\nb\n\"c\"x,1\nd,\"never closed\ne,5\nf,\"6\"\n,,\"8\"\n");
    assertThat(names(table)).contains("e", "f").doesNotContain("a", "b", "c", "d");
    assertThat(table.leftOut())
        .extracting(LeftOut::toString)
        .containsExactly(
            "line 2: it has 4 fields, the header has 2 columns",
            "line 3: it has 1 fields, the header has 2 columns",
            "line 4: a quoted field is not closed or has text after its closing quote",
            "line 5: a quoted field is not closed or has text after its closing quote",
            "line 8: it has 3 fields, the header has 2 columns");
  }

  @Test
  void theLinesOfBadRowsAreCountedThroughFieldsOfSeveralLines() {
    var table = table("name,score\n\"a\n\n\",1\nb,2,3\n");
    assertThat(table.leftOut()).extracting(LeftOut::line).containsExactly(5L);
  }

  @Test
  void aRowMayEndBeforeColumnsThatItNeedNotHave() {
    var table = table("name,score,note\na,1\nb,2,x\n");
    assertThat(table.leftOut()).isEmpty();
    assertThat(table.rows().getFirst().fields()).containsEntry("note", "");
  }

  @Test
  void aValueWithoutAColumnIsNotDroppedInSilence() {
    assertThat(table("name,score,\na,1,but dim\n").leftOut())
        .extracting(LeftOut::reason)
        .containsExactly("it has \"but dim\" in a column without a name");
  }

  @Test
  void bytesOfAnotherEncodingAreNamedByTheirLine() {
    var text = "name,score\na,1\nété,2\nb,3\n";
    var table = Table.of(Text.of(text.getBytes(Charset.forName("windows-1252"))), NEEDED);
    assertThat(names(table)).containsExactly("a", "b");
    assertThat(table.leftOut())
        .extracting(LeftOut::toString)
        .containsExactly("line 3: it has the byte 0xE9, which is no UTF-8; save the file as UTF-8");
  }

  @Test
  void whatIsNoTableIsRefusedWithWhatItIs() {
    assertThatThrownBy(() -> table(""))
        .isInstanceOf(TableProblem.class)
        .hasMessageContaining("empty");
    assertThatThrownBy(() -> table("sep=;\n\n")).hasMessageContaining("empty");
    assertThatThrownBy(() -> table("PK\u0003\u0004....")).hasMessageContaining("workbook");
    assertThatThrownBy(() -> table("name,score\0\na,1\n")).hasMessageContaining("line 1");
    assertThatThrownBy(() -> table("name,score,Name\na,1,b\n"))
        .hasMessageContaining("\"name\" twice in line 1");
  }

  @Test
  void manyOpenQuotesEndTheReadingSoon() {
    var table = table("name,score\n" + "a,\"b\n".repeat(100_001));
    assertThat(table.leftOut()).hasSizeLessThan(60);
    assertThat(table.leftOut().getLast().reason()).contains("nothing from here on is read");
  }

  @Test
  void numbersAreReadAsTheTableWritesThem() {
    var comma = table("name,score\na,7.5\nb,\"7,5\"\nc,1.2e1\n").rows();
    assertThat(comma.get(0).number("score", "a number")).contains(new BigDecimal("7.5"));
    assertThatThrownBy(() -> comma.get(1).number("score", "a number"))
        .hasMessage("score must be a number, got \"7,5\"");
    assertThat(comma.get(2).number("score", "a number").orElseThrow()).isEqualByComparingTo("12");
    var semicolon = table("name;score\na;7,5\nb;7.5\nc;1.234,5\n").rows();
    assertThat(semicolon.get(0).number("score", "a number")).contains(new BigDecimal("7.5"));
    assertThat(semicolon.get(1).number("score", "a number")).contains(new BigDecimal("7.5"));
    assertThatThrownBy(() -> semicolon.get(2).number("score", "a number"))
        .hasMessageContaining("1.234,5");
  }

  @Test
  void aWholeNumberThatMayHaveBeenRoundedIsRefused() {
    var rows =
        table(
                "name,score\n"
                    + "a,9007199254740993\n"
                    + "b,9007199254740994.0\n"
                    + "c,1.23457E+09\n"
                    + "d,42.0\n"
                    + "e,4.5\n")
            .rows();
    assertThat(rows.get(0).whole("score", "whole")).contains(new BigDecimal("9007199254740993"));
    assertThatThrownBy(() -> rows.get(1).whole("score", "whole")).hasMessageContaining("rounded");
    assertThatThrownBy(() -> rows.get(2).whole("score", "whole")).hasMessageContaining("rounded");
    assertThat(rows.get(3).whole("score", "whole").orElseThrow()).isEqualByComparingTo("42");
    assertThatThrownBy(() -> rows.get(4).whole("score", "whole")).hasMessageContaining("4.5");
  }
}
