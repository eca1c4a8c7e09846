package lab.harmony.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lab.harmony.json.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@Tag("process")
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
  void whatWasDrawnIsNotDrawnAgainButInAnotherThemeOrWithOtherWords() {
    var figure = Figures.heatMap(baseline);
    var drawn = RENDERER.svg(figure);
    assertThat(RENDERER.svg(Figures.heatMap(baseline))).isSameAs(drawn);
    assertThat(RENDERER.svg(figure, FigureTheme.DARK)).isNotEqualTo(drawn);
    figure.put("description", "Other words");
    assertThat(RENDERER.svg(figure)).startsWith("<svg role=\"img\" aria-label=\"Other words\"");
  }

  @Test
  void aFigureThatTellsTheTimeIsDrawnAnew() {
    var figure =
        Json.object(
            """
            {"data": {"values": [{"a": 1}]}, "mark": "text",
             "transform": [{"calculate": "datum.a + ' ' + now()", "as": "said"}],
             "encoding": {"text": {"field": "said"}}}
            """);
    assertThat(RENDERER.svg(figure)).isNotEqualTo(RENDERER.svg(figure));
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

  /// Three scales of four wordings stand behind an emotion, one face of each wording behind a
  /// scale.
  @Test
  void theCaptionSaysWhatTheWhiskersOfThisFigureRestOn() {
    var baseline = HarmonyAnalytics.of(SampleScores.baseline());
    assertThat(Figures.emotionBars(baseline).required("description").stringValue())
        .contains("whiskers: 95 % intervals over prompts;");
    assertThat(Figures.cfgCurve(baseline).required("description").stringValue())
        .contains("whiskers: 95 % intervals over faces;");
  }

  @Test
  void withoutScoresAFigureSaysSo() {
    var none = HarmonyAnalytics.of(List.of());
    for (var figure : Figure.values()) {
      var svg = RENDERER.svg(figure.specification(none));
      assertThat(svg).contains("n = 0 images", "Nothing to show yet");
    }
  }

  @ParameterizedTest
  @EnumSource(Figure.class)
  void everyMarkNamesTheFacesItCounts(Figure figure) {
    var rows = new ArrayList<ScoreRow>();
    for (var row : SampleScores.baseline()) {
      rows.add(SampleScores.pictured(row, rows.size()));
    }
    rows.add(SampleScores.pictured(SampleScores.row("soft", "happy", 0, true), rows.size()));
    var marks = figure.specification(HarmonyAnalytics.of(rows)).required("data").required("values");
    assertThat(marks).isNotEmpty();
    for (var mark : marks) {
      var faces = FaceRanges.read(mark);
      assertThat(faces)
          .as(mark.toString())
          .hasSize(mark.required("images").intValue())
          .doesNotHaveDuplicates();
      assertThat(faces)
          .allSatisfy(face -> assertThat(rows.get(face.index()).intendedConflict()).isFalse());
      switch (figure) {
        case ARCHETYPES ->
            assertThat(faces)
                .allSatisfy(face ->
                    assertThat(rows.get(face.index()).archetype())
                        .isEqualTo(mark.required("label").stringValue()));
        case VERDICTS ->
            assertThat(faces)
                .allSatisfy(face ->
                    assertThat(mark.required("label").stringValue())
                        .contains(rows.get(face.index()).verdict().word()));
        case HEAT_MAP, EMOTIONS, CFG_CURVE, CHECKLIST -> {}
      }
    }
  }

  @ParameterizedTest
  @EnumSource(FigureTheme.class)
  void theFieldsOfAHeatMapHaveTheTonesOfItsLegendWhoeverJudged(FigureTheme theme) {
    var machine =
        HarmonyAnalytics.of(
            SampleScores.baseline(), new ScoreSource.Machine("doodle-parts", "was not compared"));
    for (var analytics : List.of(baseline, machine)) {
      var svg = RENDERER.svg(Figures.heatMap(analytics), theme);
      assertThat(svg).doesNotContain("fill-opacity");
      assertThat(fills(svg, "mark-rect")).isSubsetOf(fills(svg, "legend-symbol")).hasSize(4);
    }
  }

  /// The colours of the marks in the groups of a role.
  private static Set<String> fills(String svg, String role) {
    return Pattern.compile("<g class=\"[^\"]*" + role + "[^\"]*\".*?</g>", Pattern.DOTALL)
        .matcher(svg)
        .results()
        .flatMap(group -> Pattern.compile("fill=\"(#[0-9a-f]+)\"").matcher(group.group()).results())
        .map(fill -> fill.group(1))
        .collect(Collectors.toSet());
  }

  @Test
  void everyRowHasItsUnitCountsAndJudge() {
    var angry =
        Figures.emotionBars(baseline)
            .required("data")
            .required("values")
            .valueStream()
            .filter(row -> row.required("label").stringValue().equals("angry"))
            .findFirst()
            .orElseThrow();
    assertThat(angry.required("points").intValue()).isEqualTo(3);
    assertThat(angry.required("possible").intValue()).isEqualTo(36);
    assertThat(angry.required("n").intValue()).isEqualTo(12);
    assertThat(angry.required("unit").stringValue()).isEqualTo("share of points");
    assertThat(angry.required("judge").stringValue()).isEqualTo("people");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]|[]|It has no rows",
        "[{\"a\":\"x\",\"b\":null},{\"a\":\"y\"}]|[]|no value for b",
        "[{\"a\":\"x\",\"b\":3}]|[{\"filter\":\"datum.b > 5\"}]|Its filter leaves nothing",
      })
  void aFigureThatWouldShowNothingSaysWhy(String values, String transform, String reason) {
    var specification =
        (ObjectNode)
            new JsonMapper()
                .readTree(
                    """
                    {"title": "Loss", "data": {"values": %s}, "transform": %s, "mark": "point",
                     "encoding": {"x": {"field": "a", "type": "nominal"}, "y": {"field": "b", "type": "quantitative"}}}
                    """
                        .formatted(values, transform));
    assertThat(RENDERER.svg(specification).replaceAll("<[^>]+>", " "))
        .contains("Loss")
        .contains(reason);
  }

  @Test
  void anAnalysisThatAFigureCannotShowSaysWhy() {
    var pointsOnly = HarmonyAnalytics.of(List.of(SampleScores.row("soft", "happy", 2, false)));
    assertThat(Figure.CHECKLIST.nothing(pointsOnly).orElseThrow()).contains("only how many points");
    assertThat(Figure.CFG_CURVE.nothing(pointsOnly).orElseThrow()).contains("CFG scale");
    assertThat(Figure.VERDICTS.nothing(pointsOnly)).isEmpty();
    var conflicts = HarmonyAnalytics.of(List.of(SampleScores.row("soft", "happy", 2, true)));
    for (var figure : Figure.values()) {
      assertThat(figure.nothing(baseline)).isEmpty();
      assertThat(figure.nothing(conflicts).orElseThrow()).contains("intended conflict");
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
