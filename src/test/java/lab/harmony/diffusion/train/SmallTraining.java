package lab.harmony.diffusion.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import lab.harmony.diffusion.Goldens;
import lab.harmony.diffusion.network.UNet;
import lab.harmony.diffusion.sampling.NoiseSchedule;
import lab.harmony.diffusion.sampling.SchedulerConfig;
import lab.harmony.diffusion.sampling.SeededNoise;
import lab.harmony.diffusion.tensor.AdamW;
import lab.harmony.diffusion.tensor.Torch;

/// A training of a golden model on noise: everything but a good picture.
///
/// As a program it trains to the end from wherever it was killed, with a checkpoint at every step.
final class SmallTraining {

  static final int STEPS = 24;

  private SmallTraining() {}

  public static void main(String[] arguments) {
    try (var manager = Torch.newManager();
        var unet = unet(Goldens.open(), manager);
        var training = open(Goldens.open(), unet, Path.of(arguments[0]), manager)) {
      while (!training.isDone()) {
        training.step();
        training.save();
        System.out.println(training.steps());
      }
    }
  }

  static UNet unet(Goldens set, NDManager manager) {
    return UNet.load(set.checkpoint().resolve("unet"), manager);
  }

  static LoraTraining open(Goldens set, UNet unet, Path folder, NDManager manager) {
    var schedule = NoiseSchedule.of(SchedulerConfig.read(set.checkpoint().resolve("scheduler")));
    return LoraTraining.open(settings(), unet, schedule, data(set, manager), 8, folder, manager);
  }

  static LoraSettings settings() {
    return new LoraSettings(
        4,
        2,
        EnumSet.allOf(LoraTarget.class),
        new LearningRate(LearningRate.Curve.COSINE, 1e-3, 4, STEPS, 1),
        2,
        AdamW.STANDARD,
        new SnrWeight(OptionalDouble.of(5)),
        0.05,
        0.2,
        0.9,
        7);
  }

  private static LoraData data(Goldens set, NDManager manager) {
    var examples = new ArrayList<LoraExample>();
    for (int i = 0; i < 5; i++) {
      int width = i < 3 ? 16 : 24;
      examples.add(new LoraExample(new SeededNoise(i).draw(4, 16, width), i % 2, 1 + i % 2, 1));
    }
    var contexts = set.tensors().float32("unet.encoder_hidden_states", manager);
    var captions = List.of(contexts.get(0), contexts.get(1), contexts.get(0).mul(0.5f));
    Optional<List<NDArray>> pooled =
        set.tensors().contains("unet.text_embeds")
            ? Optional.of(pooled(set.tensors().float32("unet.text_embeds", manager)))
            : Optional.empty();
    return new LoraData(examples, captions, pooled, 2);
  }

  private static List<NDArray> pooled(NDArray embeddings) {
    return List.of(embeddings.get(0), embeddings.get(1), embeddings.get(0));
  }
}
