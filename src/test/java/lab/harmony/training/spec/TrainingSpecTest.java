package lab.harmony.training.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import lab.harmony.diffusion.tensor.Precision;
import lab.harmony.diffusion.tensor.Prodigy;
import lab.harmony.diffusion.tensor.TrainableNetwork.Memory;
import lab.harmony.diffusion.train.CaptionRule;
import lab.harmony.training.data.TrainingProblem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class TrainingSpecTest {

  @TempDir Path folder;

  @Test
  void aSpecIsReadWithAllItsSettings() throws IOException {
    var file = folder.resolve("spec.yaml");
    Files.writeString(
        file,
        """
        name: full
        model: doodle-base
        dataset: faces
        regularisation: ../others
        prior_weight: 0.5
        mirror: true
        masked_loss: true
        optimiser: prodigy
        text_encoder_learning_rate: 0.5
        gradient_accumulation: 3
        gradient_checkpointing: true
        dropout: 0.1
        precision: bfloat16
        shuffle_captions: true
        keep_tags: 1
        """);
    var spec = TrainingSpec.read(file);
    assertThat(spec.data().regularisation())
        .contains(folder.resolveSibling("others").toAbsolutePath());
    assertThat(spec.data().buckets()).isTrue();
    assertThat(spec.settings().optimiser()).isInstanceOf(Prodigy.class);
    assertThat(spec.settings().learningRate().peak()).isEqualTo(1);
    assertThat(spec.settings().trainsTextEncoders()).isTrue();
    assertThat(spec.settings().memory()).isEqualTo(Memory.SHORT);
    assertThat(spec.settings().precision()).isEqualTo(Precision.BFLOAT16);
    assertThat(spec.settings().captions()).isEqualTo(new CaptionRule(0.05, true, 1));
    assertThat(spec.settings().accumulation()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name: a<b | model's name",
        "name: x\\nrank: many | line 2: \"rank\" needs a whole number",
        "name: x\\nrank: 0 | rank must be from 1",
        "name: x\\nlearning_rate: -1 | learning rate must be from 0",
        "name: x\\nschedule: sinus | line 2: \"schedule\" must be one of constant, linear, cosine",
        "name: x\\ntargets: [nose] | \"targets\" may be attention",
        "name: x\\nranks: 3 | line 2: unknown setting \"ranks\"",
        "name: x\\nepochs: 0 | epochs must be from 1",
        "name: x\\nbuckets: maybe | line 2: \"buckets\" must be one of true, false",
        "name: x\\noptimiser: sgd | line 2: \"optimiser\" must be one of adamw, prodigy",
        "name: x\\nprecision: int8 | \"precision\" must be one of float32",
        "name: x\\ndropout: 1 | dropout must be from 0 to below 1",
        "name: x\\nsize: 100 | size must be a multiple of 8",
        "name: x\\ngradient_accumulation: 0 | batches in one step must be from 1",
        "name: x\\nregularisation: \"a\\tb\" | line 2: \"regularisation\" must be a folder whose name",
        "model: x | \"name\" is missing",
        "- a | need lines like",
      })
  void aSpecThatCannotBeUsedSaysWhereAndWhy(String text, String reason) throws IOException {
    var file = folder.resolve("spec.yaml");
    var complete = text.startsWith("name") ? text + "\\nmodel: doodle-base\\ndataset: faces" : text;
    Files.writeString(file, complete.replace("\\n", "\n"));
    assertThatThrownBy(() -> TrainingSpec.read(file))
        .isInstanceOf(TrainingProblem.class)
        .hasMessageContaining("spec.yaml")
        .hasMessageContaining(reason);
  }

  @Test
  void everythingThatIsWrongIsToldAtOnceWithItsLine() throws IOException {
    var file = folder.resolve("spec.yaml");
    Files.writeString(
        file,
        "name: a<b\n"
            + "model: x\n"
            + "rank: 0\n"
            + "epochs: 0\n"
            + "learning_rate: -1\n"
            + "buckets: maybe\n"
            + "ranks: 3\n"
            + "dataset: [");
    assertThatThrownBy(() -> TrainingSpec.read(file))
        .message()
        .satisfies(message -> assertThat(message.lines().toList()).hasSize(7))
        .asString()
        .contains(
            "line 3: the rank must be",
            "line 4: the epochs must be",
            "line 5: the learning rate must be",
            "line 6: \"buckets\" must be one of true, false",
            "line 7: unknown setting \"ranks\"",
            "line 8: this is not YAML");
  }

  @Test
  void yamlIsReadAsYamlWritesIt() throws IOException {
    var file = folder.resolve("spec.yaml");
    Files.writeString(
        file,
        "name: x\n"
            + "model: doodle-base\n"
            + "dataset: faces\n"
            + "mirror: Yes\n"
            + "buckets: off\n"
            + "masked_loss: True\n"
            + "regularisation: null\n"
            + "min_snr_gamma: ~\n"
            + "rank:\n"
            + "seed: 1_000\n"
            + "epochs: 3.0\n");
    var spec = TrainingSpec.read(file);
    assertThat(spec.data().mirror()).isTrue();
    assertThat(spec.data().buckets()).isFalse();
    assertThat(spec.data().masks()).isTrue();
    assertThat(spec.data().regularisation()).isEmpty();
    assertThat(spec.settings().snr().gamma()).isEmpty();
    assertThat(spec.settings().rank()).isEqualTo(16);
    assertThat(spec.settings().seed()).isEqualTo(1000);
    assertThat(spec.settings().epochs()).isEqualTo(3);
  }
}
