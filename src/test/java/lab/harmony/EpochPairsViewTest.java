package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lab.harmony.models.KeptAdapter;
import lab.harmony.models.ModelCatalogue;
import lab.harmony.models.ModelName;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.runs.Run;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.Workspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.util.FileSystemUtils;

/// The pairs that are missing between epochs of a training, on its page.
@Tag("unit")
class EpochPairsViewTest extends FullLab {

  private static final ModelName NAME = new ModelName("paired-lora");
  private static final String EXPERIMENT = "paired-epochs";

  /// Of 16 faces by each epoch, those that are perfect: the first ones of the one, the last of the
  /// other.
  private static final List<Integer> PERFECT = List.of(4, 9, 12);

  @Autowired DataFolder data;
  @Autowired Workspace workspace;
  @Autowired ModelCatalogue catalogue;
  @Autowired RunQueue runs;

  @BeforeEach
  void aTrainingOfTwoEpochs() throws IOException {
    var spec = workspace.experiments().resolve(EXPERIMENT).resolve("training.yaml");
    Files.createDirectories(spec.getParent());
    Files.writeString(
        spec, "name: %s\nmodel: doodle-base\ndataset: faces\nepochs: 2\n".formatted(NAME));
    var folder = data.trainings().resolve(NAME.value());
    Files.createDirectories(folder.resolve("adapters"));
    var model = catalogue.find(new ModelName("doodle-base")).orElseThrow();
    var evaluations = new ArrayList<String>();
    for (int epoch = 0; epoch < PERFECT.size(); epoch++) {
      evaluations.add(evaluation(epoch));
      if (epoch > 0) {
        Files.copy(
            catalogue.adapters().get(epoch).file(), KeptAdapter.ofEpoch(NAME, epoch).in(folder));
      }
    }
    Files.write(folder.resolve("evaluations.jsonl"), evaluations);
    Files.writeString(
        folder.resolve("steps.jsonl"),
        "{\"step\":40,\"epoch\":2,\"loss\":0.05,\"learningRate\":1e-4,\"gradientNorm\":0.5,\"seconds\":0.1,\"memoryBytes\":1}\n");
    Files.writeString(
        folder.resolve("life.json"),
        "{\"state\":\"FINISHED\",\"process\":1,\"since\":\"2026-11-20T20:00:00Z\",\"total\":40,\"reason\":\"\"}");
    Files.writeString(
        folder.resolve("spec.json"),
        "{\"name\":\"%s\",\"model\":\"doodle-base\",\"modelSha256\":\"%s\",\"size\":128,\"precision\":\"float32\",\"clipSkip\":1}"
            .formatted(NAME, model.sha256()));
  }

  @AfterEach
  void nothingOfItStays() throws IOException {
    queued().forEach(run -> runs.cancel(run.id(), by("Ada"), ""));
    FileSystemUtils.deleteRecursively(workspace.experiments().resolve(EXPERIMENT));
    FileSystemUtils.deleteRecursively(data.trainings().resolve(NAME.value()));
  }

  private String evaluation(int epoch) {
    var judge = catalogue.judge();
    var faces = new ArrayList<String>();
    int at = 0;
    for (var archetype : List.of("soft", "stoic", "energetic", "melancholic")) {
      for (var emotion : List.of("neutral", "happy", "sad", "angry")) {
        var read = at < PERFECT.get(epoch) ? emotion : emotion.equals("sad") ? "happy" : "sad";
        var part = "{\"emotion\":\"%s\",\"probability\":0.9}";
        faces.add(
            String.format(
                Locale.ROOT,
                "{\"file\":\"samples/epoch-%02d/%s_%s_cfg7_seed42.png\",\"archetype\":\"%2$s\",\"emotion\":\"%3$s\",\"cfgScale\":7.0,\"points\":%d,\"drawn\":{\"prompt\":\"%2$s anime girl, %3$s\",\"negativePrompt\":\"\",\"seed\":42,\"settings\":\"sampler DPM++ 2M Karras, steps 20, size 128 × 128 px\",\"at\":\"2026-11-20T20:00:00Z\",\"reading\":{\"judge\":\"%s\",\"judgeSha256\":\"%s\",\"eyes\":%s,\"mouth\":%s,\"brows\":%s}}}",
                epoch,
                archetype,
                emotion,
                at < PERFECT.get(epoch) ? 3 : 1,
                judge.name(),
                judge.sha256(),
                part.formatted(emotion),
                part.formatted(read),
                part.formatted(emotion)));
        at++;
      }
    }
    int points = 3 * PERFECT.get(epoch) + 16 - PERFECT.get(epoch);
    return String.format(
        Locale.ROOT,
        "{\"epoch\":%d,\"step\":%d,\"loss\":0.05,\"rate\":{\"points\":%d,\"images\":16},\"faces\":[%s],\"pinned\":[]}",
        epoch,
        20 * epoch,
        points,
        String.join(",", faces));
  }

  private void pressMorePairs() {
    click(
        find(Button.class)
            .withCondition(button -> button.getText().endsWith("more pairs …"))
            .single());
  }

  private List<Run> queued() {
    return runs.of(EXPERIMENT).stream().filter(run -> !run.state().isOver()).toList();
  }

  @Test
  void moreSeedsOfTheFixedPromptsAreQueuedForBothEpochsAndSaidToBeOnTheirWay() {
    open("trainings/" + NAME);
    awaitShown("Is an epoch really better?", "epoch 1 against the model alone", "more pairs …");
    pressMorePairs();
    awaitShown("the 16 prompts of these pairs", "for both arms");
    press("Queue it");
    awaitThat(() -> queued().size() == 2, () -> "runs: " + queued());
    awaitShown("faces are on the way: ", queued().getFirst().id().value());
    var ofEpoch =
        queued().stream()
            .filter(run -> !run.spec().recipe().adapters().isEmpty())
            .findFirst()
            .orElseThrow()
            .spec();
    var ofModel =
        queued().stream()
            .filter(run -> run.spec().recipe().adapters().isEmpty())
            .findFirst()
            .orElseThrow()
            .spec();
    var kept = catalogue.kept("paired-lora-epoch-01").orElseThrow();
    assertThat(ofEpoch.recipe().adapters())
        .singleElement()
        .satisfies(use -> {
          assertThat(use.name()).isEqualTo("paired-lora-epoch-01");
          assertThat(use.sha256()).as("hashed as every file").isEqualTo(kept.sha256());
        });
    assertThat(catalogue.adapters()).as("it is none of the models for that").doesNotContain(kept);
    assertThat(ofEpoch.prompts())
        .extracting(MatrixPrompt::seed)
        .containsExactlyElementsOf(ofModel.prompts().stream().map(MatrixPrompt::seed).toList())
        .doesNotContain(42L);
    assertThat(ofEpoch.prompts().getFirst().prompt())
        .isEqualTo("soft anime girl, neutral <lora:paired-lora-epoch-01:1>");
    assertThat(ofModel.prompts().getFirst().prompt()).isEqualTo("soft anime girl, neutral");
    assertThat(ofEpoch.recipe().settings()).isEqualTo(ofModel.recipe().settings());

    queued().forEach(run -> runs.cancel(run.id(), by("Ada"), ""));
    awaitThat(() -> !shown().contains("on the way"), this::shown);
    awaitShown("more pairs …");
  }

  @Test
  void anEpochWhoseAdapterIsGoneSaysSoWhereItsPairsWouldBeDrawn() throws IOException {
    Path file = KeptAdapter.ofEpoch(NAME, 1).in(data.trainings().resolve(NAME.value()));
    Files.delete(file);
    open("trainings/" + NAME);
    awaitShown("epoch 1 against the model alone", "more pairs …");
    pressMorePairs();
    awaitShown(
        "It cannot be drawn",
        "the adapter of epoch 1 of the training paired-lora (paired-lora-epoch-01) is not kept in its folder");
    assertThat(button("Queue it").isEnabled()).isFalse();
    assertThat(queued()).isEmpty();
  }
}
