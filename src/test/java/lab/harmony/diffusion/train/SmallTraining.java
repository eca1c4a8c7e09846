package lab.harmony.diffusion.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import lab.harmony.diffusion.Goldens;
import lab.harmony.diffusion.latents.SeededNoise;
import lab.harmony.diffusion.network.UNet;
import lab.harmony.diffusion.network.UNetConfig;
import lab.harmony.diffusion.sampling.schedules.NoiseSchedule;
import lab.harmony.diffusion.sampling.schedules.SchedulerConfig;
import lab.harmony.diffusion.tensor.AdamW;
import lab.harmony.diffusion.tensor.Optimiser;
import lab.harmony.diffusion.tensor.Precision;
import lab.harmony.diffusion.tensor.TrainableNetwork.Memory;
import lab.harmony.diffusion.tensor.Weights;
import lab.harmony.diffusion.torch.Torch;

/// A training on noise of a golden model, or of one with two levels that takes a fifth of the time:
/// everything but a good picture.
///
/// As a program it trains to the end from wherever it was killed, with a checkpoint at every step.
final class SmallTraining {

  static final int STEPS = 24;
  static final String MARK = "> ";
  private static final UNetConfig TINY = UNetConfig.small(List.of(16, 32), 1, 16, 2, 16);

  private SmallTraining() {}

  public static void main(String[] arguments) {
    try (var manager = Torch.newManager();
        var unet = tiny(manager);
        var training = open(Goldens.open(), unet, Path.of(arguments[0]), manager)) {
      while (!training.isDone()) {
        training.step();
        training.save();
        say(training.steps());
      }
    }
  }

  /// Prints a line that stands out from what the engine logs.
  static void say(Object line) {
    System.out.println(MARK + line);
  }

  static UNet unet(Goldens set, NDManager manager) {
    return UNet.load(set.checkpoint().resolve("unet"), manager);
  }

  /// Every kind of block once, always with the same weights, conditioned as the golden model is.
  static UNet tiny(NDManager manager) {
    var weights = Weights.initialise(UNet.compile(TINY, manager).parameters(), 1, manager);
    return UNet.of(TINY, weights, manager);
  }

  static LoraTraining open(Goldens set, UNet unet, Path folder, NDManager manager) {
    return open(set, unet, settings(AdamW.STANDARD, Memory.ENOUGH), folder, manager);
  }

  static LoraTraining open(
      Goldens set, UNet unet, LoraSettings settings, Path folder, NDManager manager) {
    return open(set, LoraNetworks.of(unet), settings, captions(set, manager), folder, manager);
  }

  static LoraTraining open(
      Goldens set,
      UNet unet,
      LoraSettings settings,
      List<LoraExample> examples,
      Path folder,
      NDManager manager) {
    var schedule = NoiseSchedule.of(SchedulerConfig.read(set.checkpoint().resolve("scheduler")));
    var data = new LoraData(examples, captions(set, manager));
    return LoraTraining.open(settings, LoraNetworks.of(unet), schedule, data, 8, folder, manager);
  }

  static LoraTraining open(
      Goldens set,
      LoraNetworks networks,
      LoraSettings settings,
      LoraCaptions captions,
      Path folder,
      NDManager manager) {
    var schedule = NoiseSchedule.of(SchedulerConfig.read(set.checkpoint().resolve("scheduler")));
    return LoraTraining.open(settings, networks, schedule, data(captions), 8, folder, manager);
  }

  static LoraSettings settings(Optimiser optimiser, Memory memory) {
    return settings(optimiser, memory, Precision.FLOAT32);
  }

  static LoraSettings settings(Optimiser optimiser, Memory memory, Precision precision) {
    var rate = new LearningRate(LearningRate.Curve.COSINE, optimiser.learningRate(), 1 / 6.0, 1);
    return settings(rate, 0, optimiser, memory, precision);
  }

  /// Text encoders at a hundredth of the UNet's rate.
  static LoraSettings withTextEncoders() {
    var rate = new LearningRate(LearningRate.Curve.CONSTANT, 1e-3, 0, 1);
    return settings(rate, 1e-5, AdamW.STANDARD, Memory.ENOUGH, Precision.FLOAT32);
  }

  private static LoraSettings settings(
      LearningRate rate,
      double textEncoderRate,
      Optimiser optimiser,
      Memory memory,
      Precision precision) {
    return new LoraSettings(
        4,
        2,
        0.1,
        EnumSet.allOf(LoraTarget.class),
        rate,
        textEncoderRate,
        12,
        2,
        2,
        optimiser,
        new SnrWeight(OptionalDouble.of(5)),
        0.05,
        new CaptionRule(0.2, true, 1),
        0.9,
        precision,
        memory,
        7);
  }

  static LoraData data(LoraCaptions captions) {
    var examples = new ArrayList<LoraExample>();
    for (int i = 0; i < 5; i++) {
      int width = i < 3 ? 16 : 24;
      var latents = new SeededNoise(i).draw(4, 16, width);
      examples.add(
          new LoraExample(
              latents,
              i % 2 == 0 ? Optional.of(latents.mirrored()) : Optional.empty(),
              i == 1 ? Optional.of(new SeededNoise(9).draw(1, 16, width)) : Optional.empty(),
              i % 2 == 0 ? "girl, happy, smile" : "girl, sad",
              1 + i % 2,
              1,
              new LoraExample.Framing(128, 8 * width, 0, 0)));
    }
    return new LoraData(examples, captions);
  }

  /// Half as much for captions without a smile, nothing for none.
  private static LoraCaptions captions(Goldens set, NDManager manager) {
    var context = set.tensors().float32("unet.encoder_hidden_states", manager).get(0);
    Optional<NDArray> pooled =
        set.tensors().contains("unet.text_embeds")
            ? Optional.of(set.tensors().float32("unet.text_embeds", manager).get(0))
            : Optional.empty();
    return (captions, owner) -> {
      var factors = new float[captions.size()];
      for (int i = 0; i < factors.length; i++) {
        factors[i] = captions.get(i).length() / 10f;
      }
      var factor = owner.create(factors, new Shape(factors.length, 1, 1));
      var arrays = new ArrayList<NDArray>();
      arrays.add(factor.mul(context));
      pooled.ifPresent(one -> arrays.add(factor.reshape(-1, 1).mul(one)));
      return arrays;
    };
  }
}
