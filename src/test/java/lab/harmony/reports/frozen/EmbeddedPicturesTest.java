package lab.harmony.reports.frozen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import lab.harmony.pictures.Picture;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.prompts.MatrixSpec;
import lab.harmony.prompts.PromptLibrary;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunImage;
import lab.harmony.workspace.Sha256;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class EmbeddedPicturesTest {

  private static final Path PICTURES = Path.of("src", "test", "resources", "pictures");

  /// Browsers would lay transparency on the page's ground, apply gamma and profiles, and round 16
  /// bits and CMYK in their own way.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "turned-6.jpg", "jpeg-called.png", "grey-alpha.png", "grey-alpha-16.png", "cmyk.jpg",
        "ycck.jpg", "rgb-16.png", "rgba.png", "palette-transparent.png", "gamma.png",
        "profile.png", "turned.png", "moving.png", "lossless.webp", "rgb.png"
      })
  void aReportCarriesThePixelsThatTheOthersSee(String name) throws IOException {
    var file = PICTURES.resolve(name);
    var expected = Picture.read(file).pixels();
    var uri = new EmbeddedPictures(1).of(image(file));
    assertThat(uri).startsWith("data:image/png;base64,");
    var content = Base64.getDecoder().decode(uri.substring(uri.indexOf(',') + 1));
    assertThat(Picture.of(content).isPlain()).isTrue();
    var shown = ImageIO.read(new ByteArrayInputStream(content));
    assertThat(shown.getWidth()).isEqualTo(expected.getWidth());
    for (int y = 0; y < expected.getHeight(); y++) {
      for (int x = 0; x < expected.getWidth(); x++) {
        assertThat(shown.getRGB(x, y)).as("%d, %d", x, y).isEqualTo(expected.getRGB(x, y));
      }
    }
  }

  @Test
  void hundredsOfPicturesMakeAPageThatAPhoneCanLoad() throws IOException {
    Path file;
    try (var files = Files.walk(Path.of("experiments", "baseline", "runs"))) {
      file = files.filter(it -> it.toString().endsWith(".png")).findFirst().orElseThrow();
    }
    assertThat(new EmbeddedPictures(48).of(image(file))).startsWith("data:image/png;base64,");
    var one = new EmbeddedPictures(240).of(image(file));
    assertThat(one).startsWith("data:image/jpeg;base64,");
    assertThat(240 * one.length()).isLessThan(4_000_000);
  }

  private static RunImage image(Path file) throws IOException {
    var picture = Picture.read(file);
    return new RunImage(
        new ImageId(new RunId("r260101-000000-abcde"), 0),
        "an-experiment",
        "a model",
        prompt(),
        "face.png",
        file,
        Sha256.of(Files.readAllBytes(file)).hex(),
        picture.width(),
        picture.height(),
        Instant.EPOCH,
        Optional.empty());
  }

  private static MatrixPrompt prompt() {
    var library = PromptLibrary.load(Path.of("prompts"));
    return library
        .matrix(
            new MatrixSpec(
                library.templates().getFirst().name(),
                List.of("soft"),
                List.of("happy"),
                List.of(7.0),
                List.of(42L)))
        .prompts()
        .getFirst();
  }
}
