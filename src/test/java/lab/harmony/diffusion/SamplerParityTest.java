package lab.harmony.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import java.util.List;
import lab.harmony.diffusion.sampling.Descent;
import lab.harmony.diffusion.sampling.Guidance;
import lab.harmony.diffusion.sampling.Latents;
import lab.harmony.diffusion.sampling.Sampler;
import lab.harmony.diffusion.sampling.Sampling;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The whole way against the reference: latents after each step, and the picture.
class SamplerParityTest {

  private static final int STEPS = 8;
  private static final double GUIDANCE = 7;
  private static final double LATENTS_TOLERANCE = 2e-3;
  private static final double PICTURE_TOLERANCE = 1e-3;

  private static Goldens goldens;
  private static StableDiffusion model;
  private static NDArray context;

  @BeforeAll
  static void open() {
    goldens = Goldens.open();
    model = StableDiffusion.load(goldens.checkpoint());
    context =
        model.encode(
            List.of(goldens.negativePrompt(), goldens.prompts().getFirst()), model.manager());
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @ParameterizedTest
  @CsvSource({
    "ddim, ddim",
    "euler, euler",
    "euler_trailing, euler trailing",
    "dpmpp_2m, dpm++ 2m",
    "dpmpp_2m_karras, dpm++ 2m karras"
  })
  void latentsAfterEveryStepEqualTheReferences(String golden, String name) {
    var sampler = Sampler.byName(name);
    var descent = sampler.descent(model.schedule(), STEPS);
    var timesteps = goldens.facts().getAsJsonArray("timesteps." + golden);
    for (var i = 0; i < STEPS; i++) {
      assertThat(descent.levels().get(i).timestep()).isEqualTo(timesteps.get(i).getAsDouble());
    }
    // The reference keeps Euler's latents as they are and the others' at the variance of pictures.
    var scaled = !golden.startsWith("euler");
    var result =
        run(
            sampler,
            descent,
            (done, x, sigma) -> {
              var latents = scaled ? x.times(1 / Math.sqrt(1 + sigma * sigma)) : x;
              var step = "sample.%s.step%d".formatted(golden, done - 1);
              assertThat(Goldens.distance(latents.toArray(), goldens.floats(step)))
                  .as(step)
                  .isLessThan(LATENTS_TOLERANCE);
            });
    var expected = goldens.floats("sample.%s.final_latents".formatted(golden));
    assertThat(Goldens.distance(result.toArray(), expected)).isLessThan(LATENTS_TOLERANCE);
  }

  @Test
  void thePictureEqualsTheReferences() {
    var sampler = Sampler.DPMPP_2M_KARRAS;
    var latents = run(sampler, sampler.descent(model.schedule(), STEPS), (_, _, _) -> {});
    assertThat(Goldens.distance(model.decode(latents), goldens.floats("sample.image01")))
        .isLessThan(PICTURE_TOLERANCE);
  }

  private static Latents run(Sampler sampler, Descent descent, Sampling.Watcher watcher) {
    var shape = goldens.tensors().shape("sample.initial_latents").getShape();
    var noise =
        Latents.of(
            1,
            (int) shape[1],
            (int) shape[2],
            (int) shape[3],
            goldens.floats("sample.initial_latents"));
    var denoiser = new Guidance(model.denoiser(context), List.of(GUIDANCE));
    return Sampling.run(
        sampler,
        descent,
        denoiser,
        noise,
        () -> {
          throw new AssertionError("this sampler draws no noise");
        },
        watcher);
  }
}
