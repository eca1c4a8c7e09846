package lab.harmony.design;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import lab.harmony.ProductSources;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class SizesTest {

  /// A number and a unit of bytes behind it.
  private static final Pattern FORMATTED =
      Pattern.compile("%[^%a-zA-Z\"\\s]*[a-zA-Z] ?[kMGT]i?B\\b");

  /// A limit that is a power of two, in libraries below the screens and where files come in, and
  /// what libtorch says.
  private static final Set<String> OTHERS =
      Set.of(
          "Sizes.java",
          "Json.java",
          "Found.java",
          "NotebookFiles.java",
          "CallFolder.java",
          "ImportedSessions.java",
          "PngTexts.java",
          "Picture.java",
          "Text.java",
          "MemoryShortage.java");

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "812, 812 B",
    "1000, 1.0 kB",
    "4_900_000, 4.9 MB",
    "9_960_000, 10 MB",
    "999_600_000, 1.0 GB",
    "2_500_000_000_000, 2500 GB"
  })
  void whatAFileTakesHasTwoDigits(String bytes, String said) {
    assertThat(Sizes.of(Long.parseLong(bytes.replace("_", "")))).isEqualTo(said);
  }

  @Test
  void whatIsNeededIsNeverSaidToBeThereWhereItIsNot() {
    assertThat(Sizes.needed(53_100_000)).isEqualTo("54 MB");
    assertThat(Sizes.free(53_099_999)).isEqualTo("53 MB");
    assertThat(Sizes.needed(10)).isEqualTo("1 MB");
    assertThat(Sizes.free(9)).isEqualTo("0 MB");
  }

  @Test
  void sizesAreSaidTheSameWhateverTheLanguageOfTheMachine() {
    var before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertThat(Sizes.of(1_500_000)).isEqualTo("1.5 MB");
      assertThat(Sizes.memory(0x50000000L)).isEqualTo("1.25 GiB");
      assertThat(Sizes.count(860_000_000)).isEqualTo("860 M");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void nobodyFormatsASizeByThemselves() throws IOException {
    assertThat(ProductSources.found(FORMATTED, OTHERS)).isEmpty();
  }
}
