package lab.harmony.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import lab.harmony.diffusion.latents.Latents;
import lab.harmony.diffusion.prompt.PromptSyntax;
import lab.harmony.diffusion.sampling.Guidance;
import lab.harmony.diffusion.sampling.Sampling;
import lab.harmony.diffusion.sampling.methods.Descent;
import lab.harmony.diffusion.sampling.methods.Sampler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The whole way against the reference: latents after each step, and the picture.
@Tag("process")
class SamplerParityTest {

  private static final int STEPS = 8;
  private static final double GUIDANCE = 7;
  private static final double LATENTS_TOLERANCE = 2e-3;
  private static final double PICTURE_TOLERANCE = 1e-4;

  private record Golden(String name, Sampler sampler) {}

  private static final List<Golden> SAMPLERS =
      List.of(
          new Golden("ddim", Sampler.DDIM),
          new Golden("euler", Sampler.EULER),
          new Golden("euler_trailing", Sampler.EULER_TRAILING),
          new Golden("pndm", Sampler.PLMS),
          // The goldens of these three were made with the schedulers' own spacing.
          new Golden("lms", Sampler.byName("LMS linspace")),
          new Golden("unipc", Sampler.byName("UniPC linspace")),
          new Golden("dpmpp_2m", Sampler.byName("DPM++ 2M linspace")),
          new Golden("dpmpp_2m_karras", Sampler.DPMPP_2M_KARRAS));

  private StableDiffusion model;

  static List<Goldens> sets() {
    return Goldens.all();
  }

  static Stream<Arguments> samplers() {
    return sets().stream()
        .flatMap(set -> SAMPLERS.stream().map(sampler -> Arguments.of(set, sampler)));
  }

  @AfterEach
  void close() {
    model.close();
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void latentsAfterEveryStepEqualTheReferences(Goldens goldens, Golden golden) {
    model = StableDiffusion.load(goldens.checkpoint());
    var descent = golden.sampler().descent(model.schedule(), STEPS);
    var timesteps = goldens.facts().get("timesteps." + golden.name());
    assertThat(descent.steps()).isEqualTo(timesteps.size());
    for (var i = 0; i < descent.steps(); i++) {
      assertThat(descent.levels().get(i).timestep())
          .isCloseTo(timesteps.get(i).doubleValue(), within(1e-4)); // theirs are float32
    }
    // The reference keeps the latents of Euler and LMS as they are and the others' at the variance
    // of pictures.
    var scaled = !golden.name().startsWith("euler") && !golden.name().equals("lms");
    var result =
        run(
            goldens,
            golden.sampler(),
            descent,
            (done, x, sigma) -> {
              var latents = scaled ? x.times(1 / Math.sqrt(1 + sigma * sigma)) : x;
              var step = "sample.%s.step%d".formatted(golden.name(), done - 1);
              assertThat(Goldens.distance(latents.toArray(), goldens.floats(step)))
                  .as(step)
                  .isLessThan(LATENTS_TOLERANCE);
            });
    var expected = goldens.floats("sample.%s.final_latents".formatted(golden.name()));
    assertThat(Goldens.distance(result.toArray(), expected)).isLessThan(LATENTS_TOLERANCE);
  }

  @ParameterizedTest
  @MethodSource("sets")
  void thePictureEqualsTheReferences(Goldens goldens) {
    model = StableDiffusion.load(goldens.checkpoint());
    var sampler = Sampler.DPMPP_2M_KARRAS;
    var latents = run(goldens, sampler, sampler.descent(model.schedule(), STEPS), (_, _, _) -> {});
    assertThat(Goldens.distance(model.decode(latents), goldens.floats("sample.image01")))
        .isLessThan(PICTURE_TOLERANCE);
  }

  private Latents run(Goldens goldens, Sampler sampler, Descent descent, Sampling.Watcher watcher) {
    var shape = goldens.tensors().shape("sample.initial_latents").getShape();
    var noise =
        Latents.of(
            1,
            (int) shape[1],
            (int) shape[2],
            (int) shape[3],
            goldens.floats("sample.initial_latents"));
    var request =
        new GenerationRequest(
            goldens.prompts().getFirst(),
            goldens.negativePrompt(),
            PromptSyntax.PLAIN,
            1,
            List.of(),
            GUIDANCE,
            0,
            sampler,
            STEPS,
            128,
            128);
    var script = PromptScript.of(List.of(request), descent.steps(), model.texts(), model.manager());
    var denoiser = new Guidance(model.denoiser(script.rows(0, model.manager())), script.pictures());
    return Sampling.run(
        sampler,
        descent,
        model.schedule(),
        denoiser,
        descent.start(noise),
        () -> {
          throw new AssertionError("this sampler draws no noise");
        },
        watcher);
  }
}
