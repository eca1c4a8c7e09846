package lab.harmony.notebooks.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.harmony.analytics.ScoreSource;
import lab.harmony.notebooks.cells.Inputs;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.recipe.AdapterUse;
import lab.harmony.recipe.Condition;
import lab.harmony.recipe.FileUse;
import lab.harmony.recipe.Recipe;
import lab.harmony.review.marks.Checklist;
import lab.harmony.review.marks.Mark;
import lab.harmony.runs.GenerateSpec;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunImage;
import lab.harmony.workspace.Sha256;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The hashes here are those that the lab wrote before it hashed named facts.
@Tag("unit")
class FormerInputsTest {

  private static final String A = "a".repeat(64);
  private static final List<MatrixPrompt> PROMPTS =
      List.of(
          new MatrixPrompt(
              "soft",
              "sad",
              7.5,
              42,
              "a soft girl, sad, \"quoted\" <lora:lora-v1:0.8>",
              "lowres, ünder"),
          new MatrixPrompt("stoic", "angry", 7, -3, "a stoic girl", ""));

  private static GenerateSpec spec(String judge, Recipe recipe) {
    return new GenerateSpec(
        "trial",
        "generate",
        recipe,
        judge,
        judge.isEmpty() ? "" : "b".repeat(64),
        PROMPTS,
        "0.1.0");
  }

  private static Recipe usual(String sampler, int steps) {
    return Recipe.usual(new FileUse("doodle-base", A), sampler, steps, 128, 192);
  }

  private static Recipe recipe(int clipSkip, AdapterUse... adapters) {
    return new Recipe(
        new FileUse("doodle-base", A),
        Optional.empty(),
        List.of(adapters),
        Optional.empty(),
        Optional.empty(),
        clipSkip,
        "Euler a",
        30,
        128,
        192,
        List.of(),
        List.of());
  }

  @Test
  void aRunOfTheUsual() {
    assertThat(FormerInputs.of(spec("doodle-parts", usual("DPM++ 2M Karras", 20))))
        .isEqualTo(inputs("f0963d2805", "5f055684fb", "b".repeat(64)));
  }

  @Test
  void aRunWithOneOption() {
    assertThat(FormerInputs.of(spec("", recipe(2))))
        .isEqualTo(inputs("f0963d2805", "75843fabef", ""));
  }

  @Test
  void aRunWithAdaptersAndEveryOption() {
    var all =
        new Recipe(
            new FileUse("doodle-base", A),
            Optional.of(new FileUse("kl", "e".repeat(64))),
            List.of(
                AdapterUse.of("lora-v1", "c".repeat(64)), AdapterUse.of("soft", "d".repeat(64))),
            Optional.of("velocity"),
            Optional.of("bfloat16"),
            2,
            "Euler a",
            30,
            128,
            192,
            List.of(),
            List.of(new Condition.Start("r261120-221528-mqt84/3", "f".repeat(64), 0.55)));
    assertThat(FormerInputs.of(spec("", all))).isEqualTo(inputs("19fd2f897f", "b0bc4ba3d3", ""));
  }

  @Test
  void anImportedRun() {
    assertThat(FormerInputs.of(new RunId("r261120-221528-mqt84")))
        .isEqualTo(new Inputs(1, Map.of("settings", "11b2233d19")));
  }

  @Test
  void whatALabOfBeforeExecutedIsStaleOnlyWhereItChanged() {
    var before = inputs("f0963d2805", "75843fabef", "");
    assertThat(RunSpecs.basis(spec("", recipe(2))).changedSince(before)).isEmpty();
    assertThat(RunSpecs.basis(spec("", recipe(3))).changedSince(before))
        .hasValue("its settings changed since it ran");
  }

  @Test
  void whatThisLabExecutedSaysWhatChanged() {
    var soft = AdapterUse.of("soft", "c".repeat(64));
    var before = RunSpecs.basis(spec("", recipe(2, soft))).inputs();
    assertThat(RunSpecs.basis(spec("", recipe(2, soft))).changedSince(before)).isEmpty();
    var trained = AdapterUse.of("soft", "d".repeat(64));
    assertThat(RunSpecs.basis(spec("", recipe(2, trained))).changedSince(before))
        .hasValue("the adapters changed since it ran");
  }

  private static Inputs inputs(String prompts, String settings, String judge) {
    return new Inputs(
        1, Map.of("prompts", prompts, "settings", settings, "model", A, "judge", judge));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SCORES | source: machine;order: matrix;cells: [generate, more];experiments: [baseline] |"
            + " c9662313a7",
        "SCORES | source: human | 5826801aa1",
        "CHART | figure: success-by;by: emotion;scores: machine | 25c48655af",
        "CHART | figure: cfg-curve | 3f1c43dcda",
        "GRID | rows: seed;columns: model;third: cfg;scores: machine;experiments: [baseline,"
            + " lora-v1] | 89b7f6f51c",
        "GRID | rows: archetype;columns: emotion | 055cdd43bc",
      })
  void aCellThatShowsWhatRunsMade(String kind, String source, String hash) {
    var text = source.replace(';', '\n');
    var read =
        switch (kind) {
          case "SCORES" -> ScoresSource.read(text);
          case "CHART" -> ChartSource.read(text);
          default -> GridSource.read(text);
        };
    assertThat(Sha256.of(FormerInputs.source(read)).brief()).isEqualTo(hash);
  }

  @Test
  void whatWasSaid() {
    assertThat(said(new ScoreSource.People())).isEqualTo("e9355f4180");
    assertThat(
            said(
                new ScoreSource.Machine(
                    "doodle-parts",
                    "agrees with people on 75 % of the checklist items (n = 4 faces)")))
        .isEqualTo("4437a7c30c");
  }

  private static String said(ScoreSource source) {
    var image =
        new RunImage(
            new ImageId(new RunId("r261120-221528-mqt84"), 0),
            "trial",
            "doodle-base",
            PROMPTS.getFirst(),
            "a.png",
            Path.of("a.png"),
            "1".repeat(64),
            128,
            192,
            Instant.EPOCH,
            Optional.empty());
    var items = new Checklist(true, false, true);
    var judged =
        List.of(
            new JudgedPicture(image, Optional.of(Mark.of(items, true, "smug,\nnot sad")), ""),
            new JudgedPicture(image, Optional.of(new Mark(3, Optional.empty(), false, "")), ""),
            new JudgedPicture(image, Optional.empty(), ""));
    return Sha256.of(FormerInputs.said(new Judgements(judged, source, List.of()))).brief();
  }
}
