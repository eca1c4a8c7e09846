package lab.harmony.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class CsvTest {

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+cmd|'/C calc'!A0", "-2+3", "@SUM(A1)", "  =1", "\tx", "＝1"})
  void nothingIsAFormulaInASpreadsheet(String field) {
    assertThat(Csv.harmless(field)).isEqualTo("'" + field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0.5", "+3", "1e-4", "-1.5E3", "soft", "a=b", "", "–", "5 - 2"})
  void numbersAndWordsStay(String field) {
    assertThat(Csv.harmless(field)).isEqualTo(field);
  }

  @Test
  void separatorsAndQuotesAreQuoted() {
    assertThat(Csv.text(List.of("a", "b"), List.of(List.of("x,y", "say \"no\""))))
        .isEqualTo("a,b\r\n\"x,y\",\"say \"\"no\"\"\"\r\n");
  }
}
