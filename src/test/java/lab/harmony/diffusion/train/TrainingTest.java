package lab.harmony.diffusion.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import lab.harmony.diffusion.network.AutoencoderKl;
import lab.harmony.diffusion.network.ClipTextConfig;
import lab.harmony.diffusion.network.ClipTextEncoder;
import lab.harmony.diffusion.network.UNet;
import lab.harmony.diffusion.network.UNetConfig;
import lab.harmony.diffusion.network.VaeConfig;
import lab.harmony.diffusion.tensor.AdamW;
import lab.harmony.diffusion.tensor.TrainingState;
import lab.harmony.diffusion.torch.Torch;
import lab.harmony.diffusion.weights.SafetensorsWriter;
import lab.harmony.diffusion.weights.WeightsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("process")
class TrainingTest {

  private static final Set<TrainingState.Part> PARTS = AdamW.STANDARD.parts();

  private static final UNetConfig UNET = UNetConfig.small(List.of(8, 16), 1, 8, 2, 8);
  private static final ClipTextConfig TEXT = ClipTextConfig.small(20, 8, 2, 1);
  private static final VaeConfig VAE = VaeConfig.small(List.of(8, 8, 16), 1, 32);

  @TempDir Path folder;
  private NDManager manager;

  @BeforeEach
  void open() {
    manager = Torch.newManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void unetAndTextEncoderLearnOneSmallBatchTogether() {
    try (var network = EpsilonLoss.compile(UNET, TEXT, manager);
        var state = TrainingState.initialise(network.parameters(), PARTS, 1, manager)) {
      var batch = batch();
      var rule = AdamW.STANDARD.withLearningRate(1e-2).withAverageDecay(0.9);
      float first = network.step(state, rule, batch).loss();
      for (int i = 0; i < 150; i++) {
        network.step(state, rule, batch);
      }
      assertThat(first).isBetween(0.5f, 3f);
      assertThat(network.losses(state, batch).getFirst()).isLessThan(0.3f * first);
    }
  }

  @Test
  void anAutoencoderLearnsOneSmallBatch() {
    try (var network = VaeLoss.compile(VAE, 1, 1e-6, manager);
        var state = TrainingState.initialise(network.parameters(), PARTS, 1, manager)) {
      var random = new Random(3);
      var images = random(random, new Shape(2, 3, 16, 16)).tanh();
      var noise = manager.zeros(new Shape(2, 4, 4, 4));
      var rule = AdamW.STANDARD.withLearningRate(5e-3);
      float first = network.step(state, rule, images, noise).losses().get(1);
      for (int i = 0; i < 150; i++) {
        network.step(state, rule, images, noise);
      }
      assertThat(network.losses(state, images, noise).get(1)).isLessThan(0.6f * first);
    }
  }

  @Test
  void aTrainingContinuesExactlyFromItsCheckpoint() {
    try (var network = EpsilonLoss.compile(UNET, TEXT, manager);
        var state = TrainingState.initialise(network.parameters(), PARTS, 1, manager)) {
      var batch = batch();
      for (int i = 0; i < 3; i++) {
        network.step(state, AdamW.STANDARD, batch);
      }
      var file = folder.resolve("checkpoint.safetensors");
      Checkpoint.save(file, state, Map.of("seed", "1"));
      assertThat(Checkpoint.notes(file)).containsEntry("seed", "1").containsEntry("steps", "3");
      try (var continued = Checkpoint.load(file, network.parameters(), PARTS, manager)) {
        assertThat(continued.steps()).isEqualTo(3);
        for (int i = 0; i < 3; i++) {
          var there = network.step(state, AdamW.STANDARD, batch);
          var here = network.step(continued, AdamW.STANDARD, batch);
          assertThat(here.loss()).isCloseTo(there.loss(), within(1e-6f));
          assertThat(here.gradientNorm()).isCloseTo(there.gradientNorm(), within(1e-5f));
        }
      }
    }
  }

  @Test
  void aCheckpointOfAnotherNetworkIsRefused() {
    try (var network = VaeLoss.compile(VAE, 1, 1e-6, manager);
        var state = TrainingState.initialise(network.parameters(), PARTS, 1, manager);
        var other = EpsilonLoss.compile(UNET, TEXT, manager)) {
      var file = folder.resolve("checkpoint.safetensors");
      Checkpoint.save(file, state, Map.of());
      assertThatThrownBy(() -> Checkpoint.load(file, other.parameters(), PARTS, manager))
          .isInstanceOf(WeightsException.class)
          .hasMessageContaining("made by another network");
    }
  }

  @Test
  void whatWasTrainedIsACheckpointThatLoadsAndDraws() throws Exception {
    try (var network = EpsilonLoss.compile(UNET, TEXT, manager);
        var state = TrainingState.initialise(network.parameters(), PARTS, 1, manager)) {
      var average = state.average();
      write("unet", UNET.json(), "diffusion_pytorch_model", average.under("unet.").arrays());
      write("text_encoder", TEXT.json(), "model", average.under("text_encoder.").arrays());
      var batch = batch();
      try (var live = UNet.of(UNET, average.under("unet."), manager);
          var liveText = ClipTextEncoder.of(TEXT, average.under("text_encoder."), manager);
          var loaded = UNet.load(folder.resolve("unet"), manager);
          var text = ClipTextEncoder.load(folder.resolve("text_encoder"), manager)) {
        assertThat(loaded.config()).isEqualTo(UNET);
        assertThat(text.config()).isEqualTo(TEXT);
        var expected =
            live.predict(
                batch[0], batch[2], liveText.encode(rows(batch[4]), manager).lastHiddenState());
        var got =
            loaded.predict(
                batch[0], batch[2], text.encode(rows(batch[4]), manager).lastHiddenState());
        assertThat(got.toFloatArray()).containsExactly(expected.toFloatArray(), within(1e-5f));
      }
    }
  }

  private static List<int[]> rows(NDArray ids) {
    int length = (int) ids.getShape().get(1);
    var all = Arrays.stream(ids.toLongArray()).mapToInt(Math::toIntExact).toArray();
    return IntStream.range(0, all.length / length)
        .mapToObj(row -> Arrays.copyOfRange(all, row * length, (row + 1) * length))
        .toList();
  }

  @Test
  void aTrainedAutoencoderLoadsAndRefusesSizesItCannotHalve() throws Exception {
    try (var network = VaeLoss.compile(VAE, 1, 1e-6, manager);
        var state = TrainingState.initialise(network.parameters(), PARTS, 1, manager)) {
      write("vae", VAE.json(), "diffusion_pytorch_model", state.average().arrays());
      try (var vae = AutoencoderKl.load(folder.resolve("vae"), manager)) {
        assertThat(vae.config()).isEqualTo(VAE);
        var latents = vae.toLatents(manager.zeros(new Shape(1, 3, 20, 12)));
        assertThat(latents.getShape()).isEqualTo(new Shape(1, 4, 5, 3));
        assertThat(vae.toPictures(latents).getShape()).isEqualTo(new Shape(1, 3, 20, 12));
        assertThatThrownBy(() -> vae.encode(manager.zeros(new Shape(1, 3, 20, 13))))
            .hasMessageContaining("multiples of 4, got 13 x 20");
      }
    }
  }

  @Test
  void longTrainingKeepsNoArrays() {
    try (var network = EpsilonLoss.compile(UNET, TEXT, manager);
        var state = TrainingState.initialise(network.parameters(), PARTS, 1, manager)) {
      var latents = Batch.floats(manager, 2, 4, 8, 8);
      var ids = Batch.longs(manager, 2, 77);
      var rest = batch();
      int before = 0;
      for (int step = 0; step < 60; step++) {
        for (int i = 0; i < latents.floats().capacity(); i++) {
          latents.floats().put(i, (float) Math.sin(i + step));
        }
        ids.longs().put(5, step % 20);
        network.step(
            state, AdamW.STANDARD, latents.array(), rest[1], rest[2], rest[3], ids.array());
        if (step == 10) {
          before = arrays(manager);
        }
      }
      assertThat(arrays(manager)).isEqualTo(before);
    }
  }

  private static int arrays(NDManager manager) {
    return manager.getManagedArrays().size();
  }

  private void write(String part, String config, String file, Map<String, NDArray> arrays)
      throws Exception {
    SafetensorsWriter.write(
        folder.resolve(part).resolve(file + ".safetensors"),
        arrays,
        SafetensorsWriter.Precision.F32,
        Map.of());
    Files.writeString(folder.resolve(part).resolve("config.json"), config);
  }

  private NDArray[] batch() {
    var random = new Random(5);
    var ids = new long[2 * 77];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = random.nextInt(20);
    }
    return new NDArray[] {
      random(random, new Shape(2, 4, 8, 8)),
      random(random, new Shape(2, 4, 8, 8)),
      manager.create(new float[] {100, 700}),
      manager.create(new float[] {0.9f, 0.3f}),
      manager.create(ids, new Shape(2, 77))
    };
  }

  private NDArray random(Random random, Shape shape) {
    var values = new float[(int) shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return manager.create(values, shape);
  }
}
