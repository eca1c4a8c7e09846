package lab.harmony.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("unit")
class AnalyzeCommandTest {

  private static final String BASELINE = "src/test/resources/fixtures/sd15-baseline-scores.csv";

  @TempDir Path folder;

  private record Outcome(int code, String out, String err) {}

  @Test
  void theTablesShowThePublishedFiguresOfTheBaseline() {
    var outcome = run("analyze", BASELINE);
    assertThat(outcome.code()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .contains("48 images")
        .containsPattern("perfect +16.7 % +8 of 48")
        .containsPattern("acceptable +43.8 % +21 of 48")
        .containsPattern("broken +39.6 % +19 of 48")
        .containsPattern("neutral +61 % +22 +36 +12 +25 to 88 % +4 prompts")
        .containsPattern("angry +8 % +3 +36 +12 +1 to 54 % +4 prompts")
        .contains("Intervals are over faces or prompts or faces of one prompt, as each says.")
        .containsPattern("energetic +17 % +6 +36")
        .containsPattern("stoic +47 % +17 +36")
        .contains(
            "6: soft × angry, energetic × happy, energetic × sad, energetic × angry, melancholic ×"
                + " happy, melancholic × angry");
  }

  @Test
  void intervalsOverPointsAreForThoseWhoAskForThem() {
    var outcome = run("analyze", BASELINE, "--intervals", "points");
    assertThat(outcome.out())
        .containsPattern("neutral +61 % +22 +36 +12 +45 to 75 % +36 points")
        .contains("Intervals are over points, as if the items of a face were independent.");
    var other = run("analyze", BASELINE, "--intervals", "images");
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.err()).contains("--intervals needs faces or points, got \"images\"");
  }

  @Test
  void jsonGivesTheSameFiguresUnrounded() {
    var outcome = run("analyze", BASELINE, "--json");
    assertThat(outcome.code()).isZero();
    var json = new JsonMapper().readTree(outcome.out());
    assertThat(json.required("images").intValue()).isEqualTo(48);
    assertThat(json.required("success").required("points").intValue()).isEqualTo(52);
    var interval = json.required("success").required("interval");
    assertThat(interval.required("lower").doubleValue())
        .isCloseTo(0.21475648905517558, within(1e-12));
    assertThat(interval.required("upper").doubleValue())
        .isCloseTo(0.5387718515138544, within(1e-12));
    assertThat(interval.required("over").stringValue()).isEqualTo("prompts");
    assertThat(interval.required("n").intValue()).isEqualTo(16);
    assertThat(interval.required("method").stringValue()).isEqualTo("design-effect");
    assertThat(
            find(json.required("byEmotion"), "emotion", "neutral").required("rate").doubleValue())
        .isEqualTo(22 / 36.0);
    assertThat(
            find(json.required("verdicts"), "verdict", "perfect").required("share").doubleValue())
        .isEqualTo(8 / 48.0);
    assertThat(json.required("deadCells")).hasSize(6);
    assertThat(json.required("byCell")).hasSize(16);
    assertThat(json.required("weakestCells")).hasSize(16);
    assertThat(json.required("checklistFailures").get(0).required("item").stringValue())
        .isEqualTo("brows_tension");
  }

  @Test
  void badRowsAreNamedWithTheirLinesAndNothingIsAnalyzed() throws IOException {
    var file =
        Files.writeString(
            folder.resolve("scores.csv"),
            "filename,archetype,emotion,harmony_score,notes\n"
                + "a.png,soft,happy,3,\n"
                + "b.png,soft,hapy,3,\n");
    var outcome = run("analyze", file.toString());
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .contains("scores.csv: line 3: unknown emotion \"hapy\"")
        .contains("1 of 2 rows are bad");
    var skipping = run("analyze", file.toString(), "--skip-bad-rows", "--json");
    assertThat(skipping.code()).isZero();
    assertThat(new JsonMapper().readTree(skipping.out()).required("skippedRows").intValue())
        .isEqualTo(1);
  }

  @Test
  void aFileThatIsNoScoreFileOrHasNoRowsIsRefused() throws IOException {
    var wrong = Files.writeString(folder.resolve("wrong.csv"), "a,b\n1,2\n");
    assertThat(run("analyze", wrong.toString()))
        .satisfies(outcome -> {
          assertThat(outcome.code()).isEqualTo(1);
          assertThat(outcome.err())
              .contains("The file must name the columns filename, archetype, emotion");
        });
    var empty =
        Files.writeString(
            folder.resolve("empty.csv"), "filename,archetype,emotion,harmony_score,notes\n");
    assertThat(run("analyze", empty.toString()).code()).isEqualTo(1);
  }

  @Test
  void aWrongCallShowsTheUsage() {
    assertThat(run("analyze").code()).isEqualTo(2);
    assertThat(run("analyze", "no-such-file.csv"))
        .satisfies(outcome -> {
          assertThat(outcome.code()).isEqualTo(2);
          assertThat(outcome.err()).contains("There is no file no-such-file.csv.");
        });
  }

  private static JsonNode find(JsonNode array, String field, String value) {
    return StreamSupport.stream(array.spliterator(), false)
        .filter(node -> node.required(field).stringValue().equals(value))
        .findFirst()
        .orElseThrow();
  }

  private static Outcome run(String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    int code =
        Lab.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    return new Outcome(code, out.toString(), err.toString());
  }
}
