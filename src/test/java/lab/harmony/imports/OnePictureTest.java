package lab.harmony.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import lab.harmony.diffusion.LoraStudio;
import lab.harmony.diffusion.ModelSource;
import lab.harmony.diffusion.latents.Latents;
import lab.harmony.diffusion.train.LoraExample;
import lab.harmony.engine.CroppedPicture;
import lab.harmony.imports.metadata.PictureFile;
import lab.harmony.models.FolderCatalogue;
import lab.harmony.models.ModelName;
import lab.harmony.pictures.Picture;
import lab.harmony.training.data.DataSpec;
import lab.harmony.training.data.Dataset;
import lab.harmony.training.data.Examples;
import lab.harmony.training.data.LatentCache;
import lab.harmony.workspace.DataFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One picture of each awkward kind beside a plain PNG of the pixels that it should have: import,
/// training and `--start` see no difference.
@Tag("unit")
class OnePictureTest {

  private static final Path PICTURES = Path.of("src", "test", "resources", "pictures");

  /// A JPEG that lies on its side and is called PNG; grey with alpha; CMYK; 16 bits.
  private static final List<String> KINDS =
      List.of(
          "turned-6.jpg",
          "turned.png",
          "grey-alpha.png",
          "grey-alpha-16.png",
          "cmyk.jpg",
          "ycck.jpg",
          "rgb-16.png",
          "rgba-16.png",
          "palette-transparent.png",
          "gamma.png");

  @TempDir Path folder;
  private final List<Path> awkward = new ArrayList<>();
  private final List<Path> plain = new ArrayList<>();

  @BeforeEach
  void write() throws IOException {
    Files.createDirectories(folder.resolve("awkward"));
    Files.createDirectories(folder.resolve("plain"));
    for (var kind : KINDS) {
      var name = kind.replace('.', '-') + ".png";
      var one = Files.copy(PICTURES.resolve(kind), folder.resolve("awkward").resolve(name));
      awkward.add(one);
      var other = folder.resolve("plain").resolve(name);
      ImageIO.write(Picture.read(one).pixels(), "png", other.toFile());
      assertThat(Picture.read(other).isPlain()).as(kind).isTrue();
      assertThat(Picture.read(one).isPlain()).as(kind).isFalse();
      plain.add(other);
    }
  }

  private static void assertSame(BufferedImage one, BufferedImage other, Path file) {
    assertThat(rgb(one)).as(file.toString()).isEqualTo(rgb(other));
  }

  private static int[] rgb(BufferedImage image) {
    int[] rgb = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    var all = new int[rgb.length + 1];
    all[0] = image.getWidth();
    System.arraycopy(rgb, 0, all, 1, rgb.length);
    return all;
  }

  @Test
  void anImportKeepsItsPixels() throws IOException {
    for (int i = 0; i < awkward.size(); i++) {
      var kept = Picture.of(PictureFile.read(awkward.get(i)).png());
      assertSame(kept.pixels(), Picture.read(plain.get(i)).pixels(), awkward.get(i));
    }
  }

  @Test
  void aPictureBeginsFromItsPixels() throws IOException {
    for (int i = 0; i < awkward.size(); i++) {
      assertSame(
          CroppedPicture.read(awkward.get(i), 24, 24),
          CroppedPicture.read(plain.get(i), 24, 24),
          awkward.get(i));
    }
  }

  @Test
  void aTrainingLearnsItsPixels() {
    var data = new DataFolder(folder.resolve("data"));
    var model = new FolderCatalogue(data).find(new ModelName("doodle-base")).orElseThrow();
    try (var studio = LoraStudio.open(ModelSource.of(model.folder()))) {
      var examples =
          new Examples(
              new DataSpec(folder, Optional.empty(), 1, 32, true, true, false),
              model,
              studio,
              new LatentCache(data.latents()));
      var one = examples.of(dataset(awkward), Optional.empty());
      var other = examples.of(dataset(plain), Optional.empty());
      assertThat(examples.unusable()).isEmpty();
      for (int i = 0; i < awkward.size(); i++) {
        assertThat(numbers(one.get(i))).as(KINDS.get(i)).isEqualTo(numbers(other.get(i)));
        assertThat(one.get(i).framing()).as(KINDS.get(i)).isEqualTo(other.get(i).framing());
      }
    }
  }

  private static Dataset dataset(List<Path> files) {
    return new Dataset(
        files.stream().map(file -> new Dataset.Picture(file, "a face", 1)).toList(), List.of());
  }

  private static float[] numbers(LoraExample example) {
    return Latents.stack(List.of(example.latents(), example.mirrored().orElseThrow())).toArray();
  }
}
