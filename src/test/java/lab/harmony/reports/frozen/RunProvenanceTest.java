package lab.harmony.reports.frozen;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.harmony.people.Somebody;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.recipe.AdapterUse;
import lab.harmony.recipe.Condition;
import lab.harmony.recipe.FileUse;
import lab.harmony.recipe.Recipe;
import lab.harmony.reports.frozen.ReportContent.Fact;
import lab.harmony.runs.GenerateSpec;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunState;
import lab.harmony.workspace.Found;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A report keeps and says everything that decided its pictures.
@Tag("unit")
class RunProvenanceTest {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private static final RunProvenance RUN =
      new RunProvenance(
          new Run(
              new RunId("r261120-120000-abcde"),
              new GenerateSpec(
                  "trial",
                  "generate",
                  new Recipe(
                      new FileUse("doodle-base", "a".repeat(64)),
                      Optional.of(new FileUse("kl", "b".repeat(64))),
                      List.of(AdapterUse.of("lora-v1", "c".repeat(64))),
                      Optional.empty(),
                      Optional.of("bfloat16"),
                      2,
                      "Euler a",
                      20,
                      128,
                      192,
                      List.of(),
                      List.of(new Condition.Start("r261120-110000-abcde/3", "d".repeat(64), 0.5))),
                  "",
                  "",
                  List.of(
                      new MatrixPrompt("soft", "sad", 7, 42, "a face <lora:lora-v1:0.8>", ""),
                      new MatrixPrompt("soft", "sad", 9, 42, "a face <lora:lora-v1:0.8>", "")),
                  "0.1.0"),
              new RunState.Finished(NOON, Duration.ofSeconds(9)),
              Optional.of(Somebody.named("Ada")),
              NOON,
              Optional.of(NOON),
              2),
          Optional.empty());

  @Test
  void theSentenceNamesAllThatDraws() {
    var made = (ReportBlock.RunMade) RUN.made();
    assertThat(made.sentence()).isEqualTo("2 pictures by doodle-base + lora-v1 in 9 s.");
    assertThat(made.facts())
        .contains(
            "VAE kl",
            "adapter lora-v1 at 0.8",
            "precision bfloat16",
            "clip skip 2",
            "start picture r261120-110000-abcde/3 at strength 0.5",
            "Euler a",
            "20 steps",
            "128 × 192",
            "CFG 7, 9",
            "seed 42");
  }

  @Test
  void theEndOfThePageSaysEveryFactAndEveryHash() {
    assertThat(RUN.record().facts())
        .contains(
            new Fact("model", "doodle-base"),
            new Fact("model SHA-256", "a".repeat(64)),
            new Fact("VAE SHA-256", "b".repeat(64)),
            new Fact("adapter", "lora-v1 at 0.8"),
            new Fact("adapter SHA-256", "c".repeat(64)),
            new Fact("clip skip", "2"),
            new Fact("start picture SHA-256", "d".repeat(64)),
            new Fact("size", "128 × 192 px"),
            new Fact("CFG scale", "7, 9"));
  }

  @Test
  void theDataHasTheRecipe(@TempDir Path folder) throws Exception {
    var file = folder.resolve("report.json");
    Files.writeString(file, frozen().json());
    assertThat(FrozenReport.read(file)).isEqualTo(new Found.Good<>(frozen()));
    assertThat(frozen().runs().getFirst().recipe()).isEqualTo(RUN.run().spec().recipe().facts());
    assertThat(Files.readString(file)).contains("lora-v1 at 0.8", "c".repeat(64), "clip skip");
  }

  @Test
  void dataOfBeforeIsRead(@TempDir Path folder) throws Exception {
    var file = folder.resolve("report.json");
    var text = frozen().json();
    Files.writeString(file, text.replaceAll("(?s)\"recipe\" : \\[.*?\\],", ""));
    assertThat(Files.readString(file)).isNotEqualTo(text);
    assertThat(FrozenReport.read(file).readable().orElseThrow().runs().getFirst())
        .satisfies(run -> assertThat(run.recipe()).isEmpty())
        .satisfies(run -> assertThat(run.sampler()).isEqualTo("Euler a"));
  }

  private static FrozenReport frozen() {
    return new FrozenReport(
        FrozenReport.FORMAT,
        "Faces",
        "trial",
        NOON,
        "Ada",
        Optional.empty(),
        Edition.FIRST,
        "",
        "",
        List.of(),
        "0.1.0",
        "e".repeat(64),
        "f".repeat(64),
        Map.of(),
        List.of(),
        List.of(),
        List.of(RUN.frozen()),
        List.of(),
        List.of());
  }
}
