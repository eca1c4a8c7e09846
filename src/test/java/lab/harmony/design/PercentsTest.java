package lab.harmony.design;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class PercentsTest {

  /// A number with decimals and the sign of a percentage behind it.
  private static final Pattern FORMATTED = Pattern.compile("%\\.\\d*f[ \\u00a0]?%%");

  /// A library below the screens writes a table of its own; a bar's place is a style, not a text.
  private static final Set<String> OTHERS = Set.of("Measurement.java", "IntervalBar.java");

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
  void nobodyFormatsASharesPercentageByThemselves() throws IOException {
    try (var sources = Files.walk(Path.of("src", "main", "java"))) {
      assertThat(
              sources
                  .filter(file -> file.toString().endsWith(".java"))
                  .filter(file -> !OTHERS.contains(file.getFileName().toString())))
          .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContainPattern(FORMATTED));
    }
  }
}
