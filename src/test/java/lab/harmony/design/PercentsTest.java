package lab.harmony.design;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import lab.harmony.ProductSources;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class PercentsTest {

  /// A value, and the sign of a percentage behind it.
  private static final Pattern PERCENTAGE =
      Pattern.compile("%[^%a-zA-Z\"\\s]*[a-zA-Z][ \\u00a0]?%%|\\+ \"[ \\u00a0]%\"");

  /// What makes a minus true, or that of nothing go.
  private static final Pattern MINUS = Pattern.compile("['\"]−['\"]|\"\\[?-\\[?0");

  /// A library below the screens writes a table of its own; a bar's place is a style, not a text; a
  /// citation is filled into what a person wrote, in their way; a name has a hyphen and zeros;
  /// LaTeX has a minus of its own.
  private static final Set<String> OTHERS =
      Set.of(
          "Percents.java",
          "Measurement.java",
          "IntervalBar.java",
          "AssignmentPlan.java",
          "AuditStore.java",
          "Quantities.java",
          "Measured.java",
          "PinSubject.java",
          "LatexText.java");

  @Test
  void sharesAreSaidTheSameWhateverTheLanguageOfTheMachine() {
    var before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertThat(Percents.whole(22 / 36.0)).isEqualTo("61 %");
      assertThat(Percents.tenths(8 / 48.0)).isEqualTo("16.7 %");
      assertThat(Percents.range(0.449, 0.751)).isEqualTo("45 to 75 %");
      assertThat(Percents.rangeOfTenths(0.449, 0.751)).isEqualTo("44.9 to 75.1 %");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void aDifferenceHasATrueMinusAndNothingHasNone() {
    assertThat(Percents.points(-0.031)).isEqualTo("−3");
    assertThat(Percents.points(-0.001)).isEqualTo("0");
    assertThat(Percents.signedPoints(0.12)).isEqualTo("+12");
    assertThat(Percents.signedPoints(-0.12)).isEqualTo("−12");
    assertThat(Percents.signedPoints(0.004)).isEqualTo("0");
    assertThat(Percents.signedPoints(-0.004)).isEqualTo("0");
    assertThat(Percents.signed(0.314, 2)).isEqualTo("+0.31");
    assertThat(Percents.plain(-0.004, 2)).isEqualTo("0.00");
    assertThat(Percents.plain(-10.05, 1)).isEqualTo("−10.1");
    assertThat(Percents.ofHundred(42)).isEqualTo("42 %");
  }

  @Test
  void nobodyFormatsASharesPercentageByThemselves() throws IOException {
    assertThat(ProductSources.found(PERCENTAGE, OTHERS)).isEmpty();
  }

  @Test
  void nobodyWritesAMinusByThemselves() throws IOException {
    assertThat(ProductSources.found(MINUS, OTHERS)).isEmpty();
  }
}
