package lab.harmony.diffusion.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import lab.harmony.diffusion.latents.Latents;
import lab.harmony.diffusion.latents.SeededNoise;
import lab.harmony.diffusion.sampling.schedules.NoiseSchedule;

/// Draws what a step needs for each picture, and makes the arrays of it that [LoraLoss] takes.
///
/// @param factor how many pixels become one latent along each side
/// @param sized whether the UNet is told sizes
record LoraInputs(
    LoraSettings settings,
    NoiseSchedule schedule,
    LoraCaptions captions,
    int factor,
    boolean sized) {

  /// One picture as a step sees it.
  ///
  /// @param latents as they are or mirrored
  record Drawn(LoraExample example, Latents latents, Latents noise, int timestep, String caption) {}

  /// Equal random numbers draw the same.
  List<Drawn> draw(List<LoraExample> batch, SplittableRandom random) {
    var drawn = new ArrayList<Drawn>();
    for (var example : batch) {
      int timestep = random.nextInt(schedule.timesteps());
      var noise = noise(example.latents(), random);
      var caption = settings.captions().apply(example.caption(), random);
      var latents = example.mirrored().filter(_ -> random.nextBoolean()).orElse(example.latents());
      drawn.add(new Drawn(example, latents, noise, timestep, caption));
    }
    return drawn;
  }

  private Latents noise(Latents like, SplittableRandom random) {
    var noise =
        new SeededNoise(random.nextLong()).draw(like.channels(), like.height(), like.width());
    if (settings.noiseOffset() == 0) {
      return noise;
    }
    var values = noise.toArray();
    int plane = like.height() * like.width();
    for (int c = 0; c < like.channels(); c++) {
      var offset = (float) (settings.noiseOffset() * random.nextGaussian());
      for (int i = 0; i < plane; i++) {
        values[c * plane + i] += offset;
      }
    }
    return Latents.of(1, like.channels(), like.height(), like.width(), values);
  }

  NDArray[] arrays(List<Drawn> drawn, NDManager scope) {
    int size = drawn.size();
    var times = new float[size];
    var signals = new float[size];
    var weights = new float[size];
    var sizes = new float[6 * size];
    var prediction = schedule.config().prediction();
    for (int i = 0; i < size; i++) {
      var one = drawn.get(i);
      double signal = schedule.signal(one.timestep());
      times[i] = one.timestep();
      signals[i] = (float) signal;
      weights[i] = (float) (one.example().weight() * settings.snr().of(prediction, signal));
      System.arraycopy(sizes(one), 0, sizes, 6 * i, 6);
    }
    var inputs = new ArrayList<NDArray>();
    inputs.add(array(Latents.stack(drawn.stream().map(Drawn::latents).toList()), scope));
    inputs.add(array(Latents.stack(drawn.stream().map(Drawn::noise).toList()), scope));
    inputs.add(scope.create(times));
    inputs.add(scope.create(signals));
    inputs.add(scope.create(weights));
    inputs.add(array(Latents.stack(drawn.stream().map(LoraInputs::mask).toList()), scope));
    if (sized) {
      inputs.add(scope.create(sizes, new Shape(size, 6)));
    }
    inputs.addAll(captions.inputs(drawn.stream().map(Drawn::caption).toList(), scope));
    return inputs.toArray(NDArray[]::new);
  }

  private float[] sizes(Drawn one) {
    var framing = one.example().framing();
    var latents = one.latents();
    return new float[] {
      framing.height(),
      framing.width(),
      framing.top(),
      framing.left(),
      latents.height() * factor,
      latents.width() * factor
    };
  }

  private static Latents mask(Drawn one) {
    return one.example()
        .mask()
        .map(mask -> one.latents() == one.example().latents() ? mask : mask.mirrored())
        .orElseGet(() -> ones(one.latents().height(), one.latents().width()));
  }

  private static Latents ones(int height, int width) {
    var values = new float[height * width];
    Arrays.fill(values, 1);
    return Latents.of(1, 1, height, width, values);
  }

  private static NDArray array(Latents latents, NDManager scope) {
    return scope.create(
        latents.toArray(),
        new Shape(latents.batch(), latents.channels(), latents.height(), latents.width()));
  }
}
