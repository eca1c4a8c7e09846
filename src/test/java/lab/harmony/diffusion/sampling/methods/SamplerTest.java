package lab.harmony.diffusion.sampling.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.harmony.diffusion.Goldens;
import lab.harmony.diffusion.latents.Latents;
import lab.harmony.diffusion.latents.SeededNoise;
import lab.harmony.diffusion.sampling.Guidance;
import lab.harmony.diffusion.sampling.Sampling;
import lab.harmony.diffusion.sampling.schedules.Denoiser;
import lab.harmony.diffusion.sampling.schedules.NoiseLevel;
import lab.harmony.diffusion.sampling.schedules.NoiseSchedule;
import lab.harmony.diffusion.sampling.schedules.SchedulerConfig;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Pictures that are normally distributed with deviation 1 have an ideal denoiser, `x / (1 + σ²)`,
/// and a path that can be written down: x(σ) is x at the start times `√((1 + σ²) / (1 +
/// σ_start²))`.
@Tag("unit")
class SamplerTest {

  private static final NoiseSchedule SCHEDULE =
      NoiseSchedule.of(SchedulerConfig.STABLE_DIFFUSION_1);
  private static final Denoiser IDEAL =
      (x, level) -> x.times(1 / (1 + level.sigma() * level.sigma()));
  private static final Latents ONES = Latents.of(1, 1, 1, 2, new float[] {1, -0.5f});
  private static final Supplier<Latents> NO_NOISE =
      () -> {
        throw new AssertionError("this sampler draws no noise");
      };

  static List<Sampler> samplers() {
    return Stream.concat(
            Sampler.ALL.stream(),
            Stream.of("Euler a SGM uniform", "LMS Karras", "DPM++ 2M exponential", "UniPC Karras")
                .map(Sampler::byName))
        .toList();
  }

  @Test
  void theScheduleHasTheKnownEnds() {
    assertThat(SCHEDULE.smallestSigma()).isCloseTo(0.029167, within(1e-6));
    assertThat(SCHEDULE.largestSigma()).isCloseTo(14.614641, within(1e-4));
    assertThat(SCHEDULE.timestep(SCHEDULE.sigma(523))).isCloseTo(523, within(1e-9));
  }

  /// Error of the steps between two sigmas, against the exact path.
  private static double error(Sampler sampler, int steps) {
    var from = Math.log(5);
    var to = Math.log(0.1);
    var sigmas = new ArrayList<Double>();
    for (var i = 0; i <= steps; i++) {
      sigmas.add(Math.exp(from + (to - from) * i / steps));
    }
    var now = Progress.start(ONES);
    for (var i = 0; i < steps; i++) {
      now =
          sampler.step(
              IDEAL,
              now,
              new Step(new NoiseLevel(sigmas.get(i), 0), sigmas.get(i + 1), SCHEDULE, NO_NOISE));
    }
    return Math.abs(now.x().toArray()[0] - Math.sqrt((1 + 0.1 * 0.1) / (1 + 5.0 * 5.0)));
  }

  @ParameterizedTest
  @CsvSource({
    "DDIM, 1.8, 2.2",
    "Euler, 1.8, 2.2",
    "DPM++ 2M, 3.4, 4.6",
    "UniPC, 3.2, 9",
    "LMS, 3.4, 20",
    "Heun, 3.4, 4.6",
    "DPM++ 2M Karras, 3.4, 4.6"
  })
  void twiceTheStepsDivideTheErrorByTwoToTheOrder(String name, double least, double most) {
    var sampler = Sampler.byName(name);
    assertThat(error(sampler, 16) / error(sampler, 32)).isBetween(least, most);
    assertThat(error(sampler, 32) / error(sampler, 64)).isBetween(least, most);
  }

  /// Pictures with mean 0.5 and deviation 0.8: their ideal denoiser draws x towards the mean.
  private static final double MEAN = 0.5;

  private static final double DEVIATION = 0.8;

  private static Denoiser ideal(int count) {
    var values = new float[count];
    Arrays.fill(values, (float) MEAN);
    var mean = Latents.of(1, 1, 1, count, values);
    return (x, level) -> {
      var noise = level.sigma() * level.sigma();
      var data = DEVIATION * DEVIATION;
      return x.times(data / (data + noise)).plus(noise / (data + noise), mean);
    };
  }

  /// The mean of n numbers is off by 4 standard errors, s/√n, once in 16,000 times, and their
  /// deviation by 4 s/√(2n); the rest of the bound is for steps that are not infinitely small.
  @ParameterizedTest
  @ValueSource(strings = {"Euler a", "DPM++ SDE", "DPM++ 2M SDE", "DPM++ 2M SDE Karras"})
  void freshNoiseLeavesTheDistributionOfThePicturesAsItIs(String name) {
    var sampler = Sampler.byName(name);
    var random = new SeededNoise(1);
    var count = 16_384;
    var descent = sampler.descent(SCHEDULE, 200);
    var result =
        Sampling.run(
                sampler,
                descent,
                SCHEDULE,
                ideal(count),
                descent.start(random.draw(1, 1, count)),
                () -> random.draw(1, 1, count),
                (_, _, _) -> {})
            .toArray();
    var mean = IntStream.range(0, count).mapToDouble(i -> result[i]).average().orElseThrow();
    var variance =
        IntStream.range(0, count)
            .mapToDouble(i -> (result[i] - mean) * (result[i] - mean))
            .average()
            .orElseThrow();
    var error = DEVIATION / Math.sqrt(count);
    assertThat(mean).isCloseTo(MEAN, within(4 * error + 0.01));
    assertThat(Math.sqrt(variance)).isCloseTo(DEVIATION, within(4 * error / Math.sqrt(2) + 0.02));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DDIM",
        "PLMS",
        "LMS",
        "Euler trailing",
        "Heun",
        "DPM++ 2M",
        "UniPC",
        "LMS Karras"
      })
  void withManyStepsASamplerWithoutNoiseGoesTheExactWay(String name) {
    var sampler = Sampler.byName(name);
    var descent = sampler.descent(SCHEDULE, 500);
    var x = descent.start(new SeededNoise(3).draw(1, 4, 4));
    var result =
        Sampling.run(sampler, descent, SCHEDULE, ideal(16), flat(x), NO_NOISE, (_, _, _) -> {})
            .times(Math.sqrt(1 + descent.last() * descent.last()))
            .toArray();
    var from = descent.levels().getFirst().sigma();
    var shrink = Math.sqrt(variance(descent.last()) / variance(from));
    for (var i = 0; i < result.length; i++) {
      var exact = MEAN + (x.toArray()[i] - MEAN) * shrink;
      assertThat((double) result[i]).isCloseTo(exact, within(0.02));
    }
  }

  private static double variance(double sigma) {
    return DEVIATION * DEVIATION + sigma * sigma;
  }

  private static Latents flat(Latents x) {
    return Latents.of(1, 1, 1, 16, x.toArray());
  }

  @Test
  void aConsistentEstimateAtTheCleanEndIsWhatCameIn() {
    var x = Latents.of(1, 1, 1, 2, new float[] {3, -1});
    var other = Latents.of(1, 1, 1, 2, new float[] {9, 9});
    assertThat(LatentConsistency.consistent(x, other, new NoiseLevel(0, 0)).toArray())
        .containsExactly(3, -1);
    var noisy = LatentConsistency.consistent(x, other, new NoiseLevel(14.6, 999)).toArray();
    assertThat(noisy[0]).isCloseTo(9, within(1e-4f));
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void aWeakChangeKeepsThePictureAndTheFullWayForgetsIt(Sampler sampler) {
    var picture = Latents.of(1, 1, 4, 4, new SeededNoise(5).draw(16));
    var other = new SeededNoise(8).draw(1, 4, 4);
    var whole = sampler.descent(SCHEDULE, 50);
    assertThat(whole.lastPart(1)).isEqualTo(whole);
    assertThat(whole.lastPart(0.2).steps()).isBetween(10, 11);
    assertThat(changed(sampler, whole.lastPart(0.1), picture, other))
        .isLessThan(changed(sampler, whole, picture, other) / 2);
    assertThatThrownBy(() -> whole.lastPart(0)).hasMessageContaining("strength");
  }

  /// How far the picture is from where it was, when it is drawn towards another.
  private static double changed(Sampler sampler, Descent descent, Latents picture, Latents other) {
    var noise = new SeededNoise(6);
    // Near the end only fine things change: the estimate stays where the latents are.
    Denoiser model =
        (x, level) -> {
          var share = Math.min(1, level.sigma() / 5);
          return x.times(1 - share).plus(share, other);
        };
    var result =
        Sampling.run(
            sampler,
            descent,
            SCHEDULE,
            model,
            descent.start(picture, noise.draw(1, 4, 4).times(0.1)),
            () -> noise.draw(1, 4, 4).times(0.1),
            (_, _, _) -> {});
    return Goldens.distance(result.toArray(), picture.toArray());
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void everySamplerFindsTheOnePictureThatThereIs(Sampler sampler) {
    var picture = Latents.of(1, 1, 4, 4, new SeededNoise(5).draw(16));
    var noise = new SeededNoise(6);
    for (var steps : new int[] {2, 7, 25, 999, 1000}) {
      var result =
          Sampling.run(
              sampler,
              sampler.descent(SCHEDULE, steps),
              SCHEDULE,
              (_, _) -> picture,
              sampler.descent(SCHEDULE, steps).start(noise.draw(1, 4, 4)),
              () -> noise.draw(1, 4, 4),
              (_, _, _) -> {});
      assertThat(Goldens.distance(result.toArray(), picture.toArray()))
          .as("%s, %d steps", sampler.displayName(), steps)
          .isLessThan(0.15);
    }
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void levelsFallAndTheirNumberIsTheOneAskedFor(Sampler sampler) {
    var descent = sampler.descent(SCHEDULE, 28);
    assertThat(descent.levels().stream().distinct()).hasSize(28);
    for (var i = 0; i < descent.steps(); i++) {
      assertThat(descent.next(i)).isLessThanOrEqualTo(descent.levels().get(i).sigma());
    }
    assertThatThrownBy(() -> sampler.descent(SCHEDULE, 0))
        .hasMessageContaining("between 1 and 1000");
    assertThatThrownBy(() -> sampler.descent(SCHEDULE, 1001)).hasMessageContaining("got 1001");
  }

  @ParameterizedTest
  @CsvSource({
    "dpmpp_2m_karras, DPM++ 2M Karras",
    "DPM++ 2M karras, DPM++ 2M Karras",
    "dpm++ 2m, DPM++ 2M",
    "euler_ancestral, Euler a",
    "Euler A, Euler a",
    "ddim, DDIM",
    "pndm, PLMS",
    "euler_a_sgm_uniform, Euler a SGM Uniform",
    "lms karras, LMS Karras"
  })
  void aSamplerIsFoundByTheNamesInUse(String name, String displayName) {
    assertThat(Sampler.byName(name).displayName()).isEqualTo(displayName);
  }

  @Test
  void anUnknownNameIsAnsweredWithTheKnownOnes() {
    assertThatThrownBy(() -> Sampler.byName("ddpm"))
        .hasMessageContaining("ddpm")
        .hasMessageContaining("DPM++ 2M Karras, DPM++ 2M, Euler, Euler trailing, Euler a, ");
  }

  @ParameterizedTest
  @CsvSource({"DDIM Karras", "PLMS exponential", "DPM++ 2M Karras exponential"})
  void aSamplerWithAScheduleOfItsOwnTakesNoOther(String name) {
    assertThatThrownBy(() -> Sampler.byName(name)).hasMessageContaining("schedule of its own");
  }

  @Test
  void guidanceGoesFromTheNegativeEstimateTowardsThePositive() {
    Denoiser both = (x, _) -> Latents.of(4, 1, 1, 1, new float[] {1, 2, 3, 6});
    var guided = new Guidance(both, List.of(Guidance.Picture.of(2), Guidance.Picture.of(0.5)));
    var x = Latents.of(2, 1, 1, 1, new float[2]);
    assertThat(guided.denoise(x, new NoiseLevel(1, 0)).toArray()).containsExactly(5, 4);
  }

  @Test
  void severalPromptsOfAPictureAddUpByTheirWeights() {
    Denoiser rows = (x, _) -> Latents.of(5, 1, 1, 1, new float[] {1, 2, 3, 5, 6});
    var pictures = List.of(new Guidance.Picture(2, List.of(1.0, 0.5)), Guidance.Picture.of(0.5));
    var x = Latents.of(2, 1, 1, 1, new float[2]);
    assertThat(new Guidance(rows, pictures).denoise(x, new NoiseLevel(1, 0)).toArray())
        .containsExactly(1 + 2 * 2 + 1 * 4, 4);
  }
}
