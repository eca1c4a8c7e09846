package lab.harmony.runs.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import lab.harmony.pictures.Picture;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunImage;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.Sha256;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class ThumbnailsTest {
  private static final Path PICTURES = Path.of("src", "test", "resources", "pictures");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "turned.png",
        "grey-alpha.png",
        "grey-alpha-16.png",
        "rgb-16.png",
        "rgba-16.png",
        "palette-transparent.png",
        "gamma.png"
      })
  void aPictureIsShownLargeWithThePixelsThatItsThumbnailIsMadeOf(String name) throws IOException {
    var image = image(PICTURES.resolve(name));
    var thumbnails = new Thumbnails(new DataFolder(folder));

    var whole = thumbnails.whole(image);

    assertThat(whole).startsWith(folder);
    assertThat(Picture.read(whole).isPlain()).isTrue();
    assertThat(rgb(whole)).isEqualTo(rgb(image.file()));
    assertThat(thumbnails.whole(image)).isEqualTo(whole);
    assertThat(thumbnails.file(image, 256)).as("no larger than asked for").isEqualTo(whole);
  }

  @Test
  void aPlainPictureIsShownAsItsOwnFile() throws IOException {
    var plain =
        Files.write(
            folder.resolve("plain.png"),
            Files.readAllBytes(
                new Thumbnails(new DataFolder(folder))
                    .whole(image(PICTURES.resolve("grey-alpha.png")))));

    assertThat(new Thumbnails(new DataFolder(folder)).whole(image(plain))).isEqualTo(plain);
  }

  private static int[] rgb(Path file) throws IOException {
    var pixels = Picture.read(file).pixels();
    return pixels.getRGB(0, 0, pixels.getWidth(), pixels.getHeight(), null, 0, pixels.getWidth());
  }

  private static RunImage image(Path file) throws IOException {
    var picture = Picture.read(file);
    return new RunImage(
        new ImageId(new RunId("r260101-000000-aaaaa"), 0),
        "baseline",
        "doodle-base",
        new MatrixPrompt("energetic", "happy", 7, 42, "a face", ""),
        file.getFileName().toString(),
        file,
        Sha256.of(file).hex(),
        picture.width(),
        picture.height(),
        Instant.EPOCH,
        Optional.empty());
  }
}
