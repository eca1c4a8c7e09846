package lab.harmony.diffusion.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import lab.harmony.diffusion.Goldens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Pictures that are normally distributed with deviation 1 have an ideal denoiser, `x / (1 + σ²)`,
/// and a path that can be written down: x(σ) is x at the start times `√((1 + σ²) / (1 +
/// σ_start²))`.
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
      now = sampler.step(IDEAL, now, new NoiseLevel(sigmas.get(i), 0), sigmas.get(i + 1), NO_NOISE);
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
    "DPM++ 2M Karras, 3.4, 4.6"
  })
  void twiceTheStepsDivideTheErrorByTwoToTheOrder(String name, double least, double most) {
    var sampler = Sampler.byName(name);
    assertThat(error(sampler, 16) / error(sampler, 32)).isBetween(least, most);
    assertThat(error(sampler, 32) / error(sampler, 64)).isBetween(least, most);
  }

  @Test
  void freshNoiseRestoresTheVarianceThatAnAncestralStepTakesAway() {
    var random = new SeededNoise(1);
    var count = 4096;
    var x = Latents.of(1, 1, 1, count, random.draw(count)).times(SCHEDULE.largestSigma());
    var result =
        Sampling.run(
            Sampler.EULER_ANCESTRAL,
            Sampler.EULER_ANCESTRAL.descent(SCHEDULE, 200),
            IDEAL,
            x.times(1 / SCHEDULE.largestSigma()),
            () -> random.draw(1, 1, count),
            (_, _, _) -> {});
    var square = 0.0;
    for (var value : result.toArray()) {
      square += value * value;
    }
    assertThat(square / count).isCloseTo(1, within(0.1));
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
              (_, _) -> picture,
              noise.draw(1, 4, 4),
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
    var guided = new Guidance(both, List.of(2.0, 0.5));
    var x = Latents.of(2, 1, 1, 1, new float[2]);
    assertThat(guided.denoise(x, new NoiseLevel(1, 0)).toArray()).containsExactly(5, 4);
  }
}
