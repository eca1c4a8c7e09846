package lab.harmony.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class CsvTest {

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+cmd|'/C calc'!A0", "-2+3", "@SUM(A1)", "  =1", "\tx", "＝1"})
  void nothingIsAFormulaInASpreadsheet(String field) {
    assertThat(Csv.harmless(field)).isEqualTo("'" + field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '"',
      ignoreLeadingAndTrailingWhitespace = false,
      textBlock =
          """
          x;=1+1!x;'=1+1
          x; =1+1;y!x;' =1+1;y
          a;b;@SUM(A1)|+2*3!a;b;'@SUM(A1)|'+2*3
          =1;=2!'=1;'=2
          x;-0.5;-3 %!x;-0.5;-3 %
          x;y = z!x;y = z
          """)
  void norIsWhatStandsBehindAnotherSeparatorWithinAField(String field, String harmless) {
    assertThat(Csv.harmless(field)).isEqualTo(harmless);
  }

  @Test
  void norIsWhatStandsBehindATabOrALineEndWithinAField() {
    for (var between : List.of("\t", "\n", "\r\n", ";;", "|\t")) {
      assertThat(Csv.harmless("x" + between + "=1+1")).isEqualTo("x" + between + "'=1+1");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-0.5",
        "+3",
        "1e-4",
        "-1.5E3",
        "-3 %",
        "-8 to 12 %",
        "-0.5 to -0.1",
        "soft",
        "a=b",
        "",
        "–",
        "5 - 2",
        "happy; sad"
      })
  void numbersAndWordsStay(String field) {
    assertThat(Csv.harmless(field)).isEqualTo(field);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-3|calc", "x;\"=1\"", "\u00a0=1", "\u200b=1", "'=1", "''\t", "x|'@SUM(A1)"})
  void whatHidesAFormulaIsSeenToo(String field) {
    assertThat(Csv.harmless(field)).hasSize(field.length() + 1);
  }

  /// What people may write, put together of what the rule looks at.
  @Test
  void whatWasWrittenIsReadBackUnchanged() {
    var chance = new Random(7);
    var letters = "''=+-@\t\r\n;|\" ,1a＝\u00a0".toCharArray();
    var rows = new ArrayList<List<String>>();
    for (int row = 0; row < 3000; row++) {
      var field = new StringBuilder();
      for (int length = chance.nextInt(9); length > 0; length--) {
        field.append(letters[chance.nextInt(letters.length)]);
      }
      assertThat(Csv.plain(Csv.harmless(field.toString()))).isEqualTo(field.toString());
      rows.add(List.of("row", field.toString()));
    }

    var text = Csv.text(List.of("name", "=note"), rows);
    var table = Table.guarded(Text.of(text.getBytes(StandardCharsets.UTF_8)), List.of("name"));

    assertThat(table.leftOut()).isEmpty();
    assertThat(table.columns()).containsExactly("name", "=note");
    assertThat(table.rows())
        .extracting(row -> List.copyOf(row.fields().values()))
        .containsExactlyElementsOf(rows);
  }

  @ParameterizedTest
  @ValueSource(strings = {"'tis", "'", "''", "it's =1", "'soft'", "rock 'n' roll", "'-5", "x;'y"})
  void anApostropheOfPeopleStays(String field) {
    assertThat(Csv.harmless(field)).isEqualTo(field);
    assertThat(Csv.plain(field)).isEqualTo(field);
  }

  @Test
  void whatOthersWriteIsReadAsItStands() {
    var table =
        Table.of(Text.of("name,note\na,'=w='\n".getBytes(StandardCharsets.UTF_8)), List.of());
    assertThat(table.rows().getFirst().text("note")).contains("'=w='");
  }

  @Test
  void separatorsAndQuotesAreQuoted() {
    assertThat(Csv.text(List.of("a", "b"), List.of(List.of("x,y", "say \"no\""))))
        .isEqualTo("a,b\r\n\"x,y\",\"say \"\"no\"\"\"\r\n");
  }
}
