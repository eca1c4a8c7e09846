package lab.harmony.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import lab.harmony.diffusion.prompt.PromptSyntax;
import lab.harmony.diffusion.sampling.methods.Sampler;
import lab.harmony.diffusion.tensor.Precision;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("process")
class StableDiffusionTest {

  private static final Path DOODLE = Path.of("src/main/resources/lab/harmony/models/doodle-anime");

  private static StableDiffusion model;

  @BeforeAll
  static void open() {
    model = StableDiffusion.load(Goldens.open().checkpoint());
  }

  @AfterAll
  static void close() {
    model.close();
  }

  private static GenerationRequest request(String prompt, double guidance, long seed) {
    return new GenerationRequest(
        prompt,
        "lowres",
        PromptSyntax.WEIGHTED,
        1,
        List.of(),
        guidance,
        seed,
        Sampler.EULER_ANCESTRAL,
        4,
        96,
        128);
  }

  @Test
  void aBatchMakesTheSamePicturesAsOneByOne() {
    var requests =
        List.of(
            request("a soft girl, happy", 7, 1),
            request("a stoic boy", 5, 2),
            request("", 1, 3),
            request("a soft girl, happy", 9, 1));
    var together = model.generate(requests, StepListener.SILENT);
    for (var i = 0; i < requests.size(); i++) {
      var alone = model.generate(requests.subList(i, i + 1), StepListener.SILENT).getFirst();
      assertThat(together.get(i).request()).isEqualTo(requests.get(i));
      assertThat(mostDifferent(together.get(i).image(), alone.image())).isLessThanOrEqualTo(1);
    }
    assertThat(mostDifferent(together.get(0).image(), together.get(3).image())).isPositive();
  }

  @Test
  void batchedLatentsDifferFromSingleOnesInTheLastDigitsOnly() {
    var requests =
        List.of(request("a", 7, 1), request("b", 5, 2), request("c", 1, 3), request("a", 9, 4));
    var together = model.latents(requests, StepListener.SILENT);
    for (var i = 0; i < requests.size(); i++) {
      var alone = model.latents(requests.subList(i, i + 1), StepListener.SILENT);
      assertThat(Goldens.distance(together.slice(i, i + 1).toArray(), alone.toArray()))
          .isLessThan(1e-4);
    }
  }

  @Test
  void theSameRequestMakesTheSamePictureAgain() {
    var requests = List.of(request("a soft girl", 7, 42));
    var first = model.generate(requests, StepListener.SILENT).getFirst().image();
    var second = model.generate(requests, StepListener.SILENT).getFirst().image();
    assertThat(mostDifferent(first, second)).isZero();
    assertThat(first.getWidth()).isEqualTo(96);
    assertThat(first.getHeight()).isEqualTo(128);
  }

  @Test
  void everyStepIsToldAndTheListenerCanEndIt() {
    var steps = new ArrayList<Integer>();
    assertThatThrownBy(() ->
            model.generate(
                List.of(request("", 7, 1)),
                (done, total) -> {
                  steps.add(done);
                  return done < 2;
                }))
        .isInstanceOf(CancellationException.class);
    assertThat(steps).containsExactly(1, 2);
  }

  @Test
  void noArrayIsLeftBehind() {
    model.generate(List.of(request("a", 7, 1)), StepListener.SILENT);
    var before = model.manager().getManagedArrays().size();
    model.generate(List.of(request("b", 7, 2), request("c", 7, 3)), StepListener.SILENT);
    assertThat(model.manager().getManagedArrays()).hasSize(before);
  }

  @Test
  void aPictureBeginsFromAnotherAndKeepsMoreOfItTheLessStrengthThereIs() {
    try (var doodle = StableDiffusion.load(DOODLE)) {
      begins(doodle);
    }
  }

  private static void begins(StableDiffusion model) {
    var first = model.generate(List.of(request("a soft girl, happy", 5, 42)), StepListener.SILENT);
    var image = first.getFirst().image();
    var distances = new ArrayList<Double>();
    for (double strength : new double[] {0.1, 0.5, 1}) {
      var steps = new ArrayList<Integer>();
      var changed =
          model.generate(
              List.of(from(image, strength)),
              (done, total) -> {
                steps.add(total);
                return true;
              });
      assertThat(steps).hasSize(Math.max(1, (int) (8 * strength)));
      distances.add(distance(image, changed.getFirst().image()));
      var again = model.generate(List.of(from(image, strength)), StepListener.SILENT);
      assertThat(mostDifferent(changed.getFirst().image(), again.getFirst().image())).isZero();
    }
    assertThat(distances).isSorted();
    assertThat(distances.getFirst()).isLessThan(distances.getLast() / 2);
  }

  @Test
  void aPictureToBeginFromHasTheSizeThatIsAskedFor() {
    var small = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    assertThatThrownBy(() -> from(small, 0.5)).hasMessageContaining("must have 96 × 128 pixels");
    assertThatThrownBy(() -> new StartPicture(small, 0)).hasMessageContaining("strength");
  }

  @Test
  void bfloat16DrawsNearlyTheSamePicture() {
    var source = ModelSource.of(Goldens.open().checkpoint()).withPrecision(Precision.BFLOAT16);
    try (var narrow = StableDiffusion.load(source)) {
      var requests = List.of(request("a soft girl", 7, 42));
      var wide = model.generate(requests, StepListener.SILENT).getFirst().image();
      var rounded = narrow.generate(requests, StepListener.SILENT).getFirst().image();
      assertThat(distance(wide, rounded)).isPositive().isLessThan(6);
    }
  }

  private static GenerationRequest from(BufferedImage image, double strength) {
    return new GenerationRequest(
        "a stoic boy",
        "",
        PromptSyntax.WEIGHTED,
        1,
        List.of(),
        5,
        7,
        Sampler.EULER,
        8,
        96,
        128,
        Optional.of(new StartPicture(image, strength)));
  }

  /// The mean difference of two pictures, in levels of 255.
  private static double distance(BufferedImage one, BufferedImage other) {
    double sum = 0;
    for (var y = 0; y < one.getHeight(); y++) {
      for (var x = 0; x < one.getWidth(); x++) {
        for (var shift = 0; shift < 24; shift += 8) {
          sum +=
              Math.abs((one.getRGB(x, y) >> shift & 0xFF) - (other.getRGB(x, y) >> shift & 0xFF));
        }
      }
    }
    return sum / (3.0 * one.getWidth() * one.getHeight());
  }

  @Test
  void saysWhichSizesAreGood() {
    var odd =
        new GenerationRequest(
            "", "", PromptSyntax.WEIGHTED, 1, List.of(), 7, 1, Sampler.DDIM, 2, 100, 128);
    assertThatThrownBy(() -> model.generate(List.of(odd), StepListener.SILENT))
        .hasMessageContaining("width must be a multiple of 8")
        .hasMessageContaining("got 100");
  }

  private static int mostDifferent(BufferedImage one, BufferedImage other) {
    var most = 0;
    for (var y = 0; y < one.getHeight(); y++) {
      for (var x = 0; x < one.getWidth(); x++) {
        for (var shift = 0; shift < 24; shift += 8) {
          var a = one.getRGB(x, y) >> shift & 0xFF;
          var b = other.getRGB(x, y) >> shift & 0xFF;
          most = Math.max(most, Math.abs(a - b));
        }
      }
    }
    return most;
  }
}
