package lab.harmony.diffusion.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lab.harmony.diffusion.Goldens;
import lab.harmony.diffusion.tokenizer.ClipTokenizer;
import lab.harmony.diffusion.torch.Torch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Our networks against what the reference implementation (torch, diffusers, transformers) computed
/// with the same weights.
///
/// `-Dgoldens=FOLDER` takes other sets: a folder with `checkpoint` and `golden.safetensors`, or a
/// folder of such folders.
@Tag("unit")
class NetworkParityTest {

  private static final float TOLERANCE = 1e-4f;

  static List<Goldens> sets() {
    return Goldens.all();
  }

  @ParameterizedTest
  @MethodSource("sets")
  void theTextEncodersAgree(Goldens set) {
    try (var manager = Torch.newManager();
        var encoder = ClipTextEncoder.load(set.checkpoint().resolve("text_encoder"), manager)) {
      var encoding = encoder.encode(ids(set, "tokenizer"), manager);
      assertAgrees(encoding.lastHiddenState(), set, "text_encoder.last_hidden_state");
      assertAgrees(encoding.penultimate(), set, "text_encoder.penultimate");
    }
  }

  @ParameterizedTest
  @MethodSource("sets")
  void theSecondTextEncoderAgreesWhereThereIsOne(Goldens set) {
    var folder = set.checkpoint().resolve("text_encoder_2");
    if (!set.tensors().contains("text_encoder_2.penultimate")) {
      assertThat(folder).doesNotExist();
      return;
    }
    try (var manager = Torch.newManager();
        var encoder = ClipTextEncoder.load(folder, manager)) {
      var encoding = encoder.encode(ids(set, "tokenizer_2"), manager);
      assertAgrees(encoding.penultimate(), set, "text_encoder_2.penultimate");
      assertAgrees(encoding.pooled().orElseThrow(), set, "text_encoder_2.text_embeds");
    }
  }

  /// The golden ids; a tokenizer that pads otherwise has ids of its own.
  private static List<int[]> ids(Goldens set, String tokenizer) {
    var ids = set.tensors().longs("tokenizer.ids");
    var rows = new ArrayList<int[]>();
    for (int from = 0; from < ids.length; from += 77) {
      rows.add(Arrays.stream(ids, from, from + 77).mapToInt(Math::toIntExact).toArray());
    }
    var own = ClipTokenizer.load(set.tokenizer(tokenizer));
    return tokenizer.equals("tokenizer") ? rows : set.prompts().stream().map(own::encode).toList();
  }

  @ParameterizedTest
  @MethodSource("sets")
  void theUNetAgreesAtEveryTimeAndSize(Goldens set) {
    try (var manager = Torch.newManager();
        var unet = UNet.load(set.checkpoint().resolve("unet"), manager)) {
      var golden = set.tensors();
      var condition = set.condition(manager);
      var sample = golden.float32("unet.sample", manager);
      for (int t : new int[] {1, 500, 981}) {
        var prediction = unet.predict(sample, timesteps(manager, t, sample), condition);
        assertAgrees(prediction, set, "unet.out.t" + t);
      }
      var other = golden.float32("unet.sample.12x20", manager);
      var prediction = unet.predict(other, timesteps(manager, 500, other), condition);
      assertAgrees(prediction, set, "unet.out.12x20.t500");
    }
  }

  @ParameterizedTest
  @MethodSource("sets")
  void theAutoencoderAgreesBothWays(Goldens set) {
    try (var manager = Torch.newManager();
        var vae = AutoencoderKl.load(set.checkpoint().resolve("vae"), manager)) {
      var golden = set.tensors();
      var moments = vae.encode(golden.float32("vae.image", manager));
      assertAgrees(moments.mean(), set, "vae.encode.mean");
      assertAgrees(moments.logVariance(), set, "vae.encode.logvar");
      assertAgrees(vae.decode(golden.float32("vae.latent", manager)), set, "vae.decode");
    }
  }

  private static NDArray timesteps(NDManager manager, int t, NDArray sample) {
    var steps = new float[(int) sample.getShape().get(0)];
    Arrays.fill(steps, t);
    return manager.create(steps, new Shape(steps.length));
  }

  private static void assertAgrees(NDArray ours, Goldens set, String name) {
    var golden = set.tensors();
    assertThat(ours.getShape()).as(name).isEqualTo(golden.shape(name));
    var mine = ours.toFloatArray();
    var theirs = golden.floats(name);
    float worst = 0;
    for (int i = 0; i < mine.length; i++) {
      assertThat(mine[i]).as(name).isFinite();
      worst = Math.max(worst, Math.abs(mine[i] - theirs[i]));
    }
    if (Boolean.getBoolean("goldens.print")) {
      System.out.printf("%-40s largest difference %.2e%n", name + " " + set, worst);
    }
    assertThat(worst).as("%s: largest difference", name).isLessThan(TOLERANCE);
  }
}
