package lab.harmony.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class FiguresTest {

  private static final FigureRenderer RENDERER = new FigureRenderer();

  private final HarmonyAnalytics baseline = HarmonyAnalytics.of(SampleScores.baseline());

  @AfterAll
  static void close() {
    RENDERER.close();
  }

  @ParameterizedTest
  @EnumSource(Figure.class)
  void everyFigureNamesItsUnitAndNAndHasATextAlternative(Figure figure) {
    var specification = figure.specification(baseline);
    assertThat(specification.required("title").required("subtitle").toString())
        .contains("n = 48 images")
        .containsAnyOf("points", "share");
    assertThat(specification.required("description").stringValue())
        .startsWith(figure.title())
        .contains("n = 48 images");
    assertThat(Figure.named(figure.key())).contains(figure);
  }

  @ParameterizedTest
  @EnumSource(Figure.class)
  void everyFigureIsDrawnInBothThemes(Figure figure) throws IOException {
    for (var theme : FigureTheme.values()) {
      var svg = RENDERER.svg(figure.specification(baseline), theme);
      assertThat(svg)
          .startsWith("<svg role=\"img\" aria-label=\"" + figure.title())
          .contains("n = 48 images");
      keep(figure.key() + "-" + theme, svg);
    }
  }

  @Test
  void theHeatMapShowsSixteenNumberedTilesAndACrossInEachDeadCell() {
    var svg = RENDERER.svg(Figures.heatMap(baseline));
    assertThat(texts(svg, "✕ 0 %")).isEqualTo(6 + 1);
    assertThat(texts(svg, "89 %|78 %|67 %|56 %|44 %|33 %|22 %|11 %|100 %")).isEqualTo(10);
    assertThat(texts(svg, "\\d/9")).isEqualTo(16);
    assertThat(svg).contains(">energetic<", ">angry<");
  }

  @Test
  void theBarsShowRateAndPointsOfEachGroup() {
    var svg = RENDERER.svg(Figures.emotionBars(baseline));
    assertThat(svg).contains(">61 %<", ">22/36<", ">8 %<", ">3/36<");
  }

  @Test
  void verdictSharesShowOneDecimalAndTheCount() {
    var svg = RENDERER.svg(Figures.verdictShares(baseline));
    assertThat(svg).contains(">16.7 %<", ">43.8 %<", ">39.6 %<", ">19 of 48<", ">✕ broken (0)<");
  }

  @Test
  void machineVerdictsAreHollowAndSayHowFarTheyCanBeTrusted() throws IOException {
    var source =
        new ScoreSource.Machine(
            "doodle-parts", "has not been compared with people yet: 0 of 48 faces scored");
    var analytics = HarmonyAnalytics.of(SampleScores.baseline(), source);
    for (var figure : Figure.values()) {
      var specification = figure.specification(analytics);
      assertThat(specification.toString())
          .contains("which has not been compared with people yet: 0 of 48 faces scored");
      keep(figure.key() + "-machine", RENDERER.svg(specification));
    }
  }

  @Test
  void withoutScoresAFigureSaysSo() {
    var none = HarmonyAnalytics.of(List.of());
    for (var figure : Figure.values()) {
      var svg = RENDERER.svg(figure.specification(none));
      assertThat(svg).contains("n = 0 images", "Nothing to show yet");
    }
  }

  @Test
  void aSpecificationThatIsNotVegaLiteIsRefusedWithTheReason() {
    var specification = (ObjectNode) new JsonMapper().readTree("{\"mark\":\"nonsense\"}");
    assertThatThrownBy(() -> RENDERER.svg(specification))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot be drawn");
  }

  private static int texts(String svg, String pattern) {
    return (int) Pattern.compile(">(" + pattern + ")</text>").matcher(svg).results().count();
  }

  /// Leaves the picture for a look: `-Dfigures=DIR`.
  private static void keep(String name, String svg) throws IOException {
    var folder = System.getProperty("figures");
    if (folder != null) {
      Files.createDirectories(Path.of(folder));
      Files.writeString(Path.of(folder, name + ".svg"), svg);
    }
  }
}
