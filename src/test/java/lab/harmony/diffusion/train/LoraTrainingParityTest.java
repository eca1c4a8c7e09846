package lab.harmony.diffusion.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lab.harmony.diffusion.Goldens;
import lab.harmony.diffusion.lora.AdaptedNetwork;
import lab.harmony.diffusion.lora.Adapter;
import lab.harmony.diffusion.network.UNet;
import lab.harmony.diffusion.sampling.schedules.NoiseSchedule;
import lab.harmony.diffusion.sampling.schedules.SchedulerConfig;
import lab.harmony.diffusion.tensor.AdamW;
import lab.harmony.diffusion.tensor.TrainableNetwork.Memory;
import lab.harmony.diffusion.tensor.TrainingState;
import lab.harmony.diffusion.tensor.Weights;
import lab.harmony.diffusion.torch.Torch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Ten steps of training an adapter against what the reference computed.
@Tag("process")
class LoraTrainingParityTest {

  private static final int BATCH = 2;

  static Stream<Arguments> sets() {
    return Goldens.all().stream()
        .flatMap(set -> Stream.of(Memory.values()).map(memory -> Arguments.of(set, memory)));
  }

  private static <T> Map<String, T> named(Map<String, T> layers) {
    var named = new LinkedHashMap<String, T>();
    layers.forEach((name, value) -> named.put("unet." + name, value));
    return named;
  }

  @ParameterizedTest
  @MethodSource("sets")
  void tenStepsOfTrainingAgree(Goldens set, Memory memory) {
    var train = set.facts().get("train");
    var losses = train.get("losses");
    var norms = train.get("grad_norms");
    try (var manager = Torch.newManager();
        var unet = UNet.load(set.checkpoint().resolve("unet"), manager)) {
      var adapter =
          Adapter.read(
              set.folder().resolve("lora-diffusers/pytorch_lora_weights.safetensors"),
              List.of(AdaptedNetwork.of(unet)));
      var config = SchedulerConfig.read(set.checkpoint().resolve("scheduler"));
      try (var network =
              LoraLoss.compile(
                  LoraNetworks.of(unet),
                  config.prediction(),
                  named(adapter.adaptations(0)),
                  memory,
                  manager);
          var state =
              TrainingState.from(
                  Weights.of(named(adapter.matrices(0, manager).arrays())),
                  network.parameters(),
                  AdamW.STANDARD.parts(),
                  manager)) {
        var rule =
            new AdamW(
                train.get("lr").doubleValue(),
                0.9,
                0.999,
                train.get("eps").doubleValue(),
                train.get("weight_decay").doubleValue(),
                train.get("grad_clip_norm").doubleValue(),
                0);
        for (int i = 0; i < losses.size(); i++) {
          var step = network.step(state, rule, inputs(set, config, i, manager));
          var loss = losses.get(i).floatValue();
          assertThat(step.loss()).as("loss of step " + i).isCloseTo(loss, within(1e-5f * loss));
          assertThat(step.gradientNorm())
              .as("gradient norm of step " + i)
              .isCloseTo(norms.get(i).floatValue(), within(1e-4f));
        }
        compareFinalWeights(set, state);
      }
    }
  }

  private static void compareFinalWeights(Goldens set, TrainingState state) {
    int compared = 0;
    for (var name : set.tensors().names()) {
      if (name.startsWith("train.final.")) {
        var own =
            name.substring("train.final.".length())
                .replace(".lora_A.weight", ".lora_down")
                .replace(".lora_B.weight", ".lora_up");
        var array = state.weights().arrays().get("unet." + own);
        assertThat(array).as(own).isNotNull();
        assertThat(Goldens.distance(array.toFloatArray(), set.floats(name)))
            .as(own)
            .isLessThan(tolerance(set));
        compared++;
      }
    }
    assertThat(compared).isGreaterThanOrEqualTo(4);
  }

  /// A number whose gradient is about 1e-9 moves by the rounding of that gradient, for Adam divides
  /// it by its own size: one such number in the set `sdxl` comes out 1.2e-5 off.
  private static double tolerance(Goldens set) {
    return set.tensors().contains("unet.time_ids") ? 2e-5 : 1e-5;
  }

  private static NDArray[] inputs(
      Goldens set, SchedulerConfig config, int step, NDManager manager) {
    var golden = set.tensors();
    var timesteps = golden.longs("train.timesteps");
    var schedule = NoiseSchedule.of(config);
    var times = new float[BATCH];
    var signal = new float[BATCH];
    for (int i = 0; i < BATCH; i++) {
      int timestep = (int) timesteps[step * BATCH + i];
      times[i] = timestep;
      signal[i] = (float) schedule.signal(timestep);
    }
    var latents = golden.float32("train.latents", manager).get(step);
    var noise = golden.float32("train.noise", manager).get(step);
    var side = latents.getShape().get(2);
    var all = new ArrayList<NDArray>();
    all.add(latents);
    all.add(noise);
    all.add(manager.create(times));
    all.add(manager.create(signal));
    all.add(manager.ones(new Shape(BATCH)));
    all.add(manager.ones(new Shape(BATCH, 1, side, side)));
    if (golden.contains("unet.time_ids")) {
      all.add(golden.float32("unet.time_ids", manager));
    }
    all.add(golden.float32("unet.encoder_hidden_states", manager));
    if (golden.contains("unet.text_embeds")) {
      all.add(golden.float32("unet.text_embeds", manager));
    }
    return all.toArray(NDArray[]::new);
  }
}
