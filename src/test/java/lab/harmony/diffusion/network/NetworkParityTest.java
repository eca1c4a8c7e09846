package lab.harmony.diffusion.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import lab.harmony.diffusion.tensor.Torch;
import lab.harmony.diffusion.weights.SafetensorsFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Our networks against what the reference implementation (torch, diffusers, transformers) computed
/// with the same weights.
///
/// `-Dgoldens=FOLDER` takes other sets: a folder with `checkpoint` and `golden.safetensors`, or a
/// folder of such folders.
class NetworkParityTest {

  private static final float TOLERANCE = 1e-4f;

  static List<Path> sets() throws IOException {
    var root = Path.of(System.getProperty("goldens", "src/test/resources/goldens"));
    if (Files.exists(root.resolve("golden.safetensors"))) {
      return List.of(root);
    }
    try (var folders = Files.list(root)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("golden.safetensors")))
          .filter(NetworkParityTest::isComputedHere)
          .sorted()
          .toList();
    }
  }

  /// SDXL's UNet takes more inputs than ours.
  private static boolean isComputedHere(Path set) {
    try {
      return Files.readString(set.resolve("checkpoint/unet/config.json"))
          .contains("\"addition_embed_type\": null");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("sets")
  void theTextEncoderAgrees(Path set) {
    try (var manager = Torch.newManager();
        var encoder = ClipTextEncoder.load(set.resolve("checkpoint/text_encoder"), manager)) {
      var golden = SafetensorsFile.open(set.resolve("golden.safetensors"));
      var ids = manager.create(golden.longs("tokenizer.ids"), golden.shape("tokenizer.ids"));
      var encoding = encoder.encode(ids);
      assertAgrees(encoding.lastHiddenState(), golden, "text_encoder.last_hidden_state");
      assertAgrees(encoding.penultimate(), golden, "text_encoder.penultimate");
    }
  }

  @ParameterizedTest
  @MethodSource("sets")
  void theUNetAgreesAtEveryTimeAndSize(Path set) {
    try (var manager = Torch.newManager();
        var unet = UNet.load(set.resolve("checkpoint/unet"), manager)) {
      var golden = SafetensorsFile.open(set.resolve("golden.safetensors"));
      var context = golden.float32("unet.encoder_hidden_states", manager);
      var sample = golden.float32("unet.sample", manager);
      for (int t : new int[] {1, 500, 981}) {
        var prediction = unet.predict(sample, timesteps(manager, t, sample), context);
        assertAgrees(prediction, golden, "unet.out.t" + t);
      }
      var other = golden.float32("unet.sample.12x20", manager);
      var prediction = unet.predict(other, timesteps(manager, 500, other), context);
      assertAgrees(prediction, golden, "unet.out.12x20.t500");
    }
  }

  @ParameterizedTest
  @MethodSource("sets")
  void theAutoencoderAgreesBothWays(Path set) {
    try (var manager = Torch.newManager();
        var vae = AutoencoderKl.load(set.resolve("checkpoint/vae"), manager)) {
      var golden = SafetensorsFile.open(set.resolve("golden.safetensors"));
      var moments = vae.encode(golden.float32("vae.image", manager));
      assertAgrees(moments.mean(), golden, "vae.encode.mean");
      assertAgrees(moments.logVariance(), golden, "vae.encode.logvar");
      assertAgrees(vae.decode(golden.float32("vae.latent", manager)), golden, "vae.decode");
    }
  }

  private static NDArray timesteps(NDManager manager, int t, NDArray sample) {
    var steps = new float[(int) sample.getShape().get(0)];
    Arrays.fill(steps, t);
    return manager.create(steps, new Shape(steps.length));
  }

  private static void assertAgrees(NDArray ours, SafetensorsFile golden, String name) {
    assertThat(ours.getShape()).as(name).isEqualTo(golden.shape(name));
    var mine = ours.toFloatArray();
    var theirs = golden.floats(name);
    float worst = 0;
    for (int i = 0; i < mine.length; i++) {
      assertThat(mine[i]).as(name).isFinite();
      worst = Math.max(worst, Math.abs(mine[i] - theirs[i]));
    }
    if (Boolean.getBoolean("goldens.print")) {
      System.out.printf("%-40s largest difference %.2e%n", name, worst);
    }
    assertThat(worst).as("%s: largest difference", name).isLessThan(TOLERANCE);
  }
}
