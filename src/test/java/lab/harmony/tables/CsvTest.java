package lab.harmony.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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

  @Test
  void separatorsAndQuotesAreQuoted() {
    assertThat(Csv.text(List.of("a", "b"), List.of(List.of("x,y", "say \"no\""))))
        .isEqualTo("a,b\r\n\"x,y\",\"say \"\"no\"\"\"\r\n");
  }
}
