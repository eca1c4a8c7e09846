package lab.harmony.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;
import lab.harmony.diffusion.LoraStudio;
import lab.harmony.diffusion.ModelSource;
import lab.harmony.diffusion.train.LoraExample;
import lab.harmony.doodle.drawing.DoodleArchetype;
import lab.harmony.doodle.drawing.DoodleEmotion;
import lab.harmony.doodle.drawing.FaceDescription;
import lab.harmony.doodle.drawing.FaceRenderer;
import lab.harmony.models.FolderCatalogue;
import lab.harmony.models.Model;
import lab.harmony.models.ModelName;
import lab.harmony.workspace.DataFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class ExamplesTest {

  @TempDir Path folder;
  private Model model;
  private LoraStudio studio;
  private LatentCache cache;

  @BeforeEach
  void open() {
    var data = new DataFolder(folder.resolve("data"));
    model = new FolderCatalogue(data).find(new ModelName("doodle-base")).orElseThrow();
    studio = LoraStudio.open(ModelSource.of(model.folder()));
    cache = new LatentCache(data.latents());
  }

  @AfterEach
  void close() {
    studio.close();
  }

  private Dataset.Picture picture(String name, int width, int height) throws IOException {
    var face = FaceDescription.coherent(DoodleArchetype.SOFT, DoodleEmotion.HAPPY, new Random(1));
    var canvas = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var graphics = canvas.createGraphics();
    graphics.drawImage(FaceRenderer.draw(face), 0, 0, width, height, null);
    graphics.setColor(Color.RED);
    graphics.fillRect(0, 0, width / 8, height);
    graphics.dispose();
    var file = folder.resolve(name);
    ImageIO.write(canvas, "png", file.toFile());
    return new Dataset.Picture(file, "happy", 2);
  }

  private Examples examples(boolean buckets, boolean mirror, boolean masks) {
    var spec =
        new DataSpec(folder, Optional.empty(), 0.5, model.nativeSize(), buckets, mirror, masks);
    return new Examples(spec, model, studio, cache);
  }

  private static Dataset dataset(Dataset.Picture... pictures) {
    return new Dataset(List.of(pictures), List.of());
  }

  @Test
  void aPictureIsEncodedOnceAndAgainWhenAnythingItDependsOnChanges() throws IOException {
    var picture = picture("a.png", 128, 128);
    var first = examples(true, false, false);
    var encoded = first.of(dataset(picture), Optional.empty()).getFirst();
    assertThat(first.encoded()).isEqualTo(1);

    var second = examples(true, true, false);
    var again = second.of(dataset(picture), Optional.empty()).getFirst();
    assertThat(second.encoded()).as("the mirrored one is new").isEqualTo(1);
    assertThat(again.latents().toArray()).isEqualTo(encoded.latents().toArray());
    assertThat(again.mirrored().orElseThrow().toArray()).isNotEqualTo(again.latents().toArray());

    var kept = new LatentCache(folder.resolve("data/latents"));
    try (var files = Files.list(kept.folder())) {
      for (var file : files.toList()) {
        Files.write(file, new byte[] {1, 2, 3});
      }
    }
    var third = examples(true, false, false);
    assertThat(third.of(dataset(picture), Optional.empty()).getFirst().latents().toArray())
        .as("a damaged encoding is made anew")
        .isEqualTo(encoded.latents().toArray());

    var other = new Model(model.name(), model.folder(), "0".repeat(64), "", model.nativeSize());
    var spec = new DataSpec(folder, Optional.empty(), 1, model.nativeSize(), true, false, false);
    var fourth = new Examples(spec, other, studio, cache);
    fourth.of(dataset(picture), Optional.empty());
    assertThat(fourth.encoded()).as("another autoencoder").isEqualTo(1);
  }

  @Test
  void picturesKeepTheirProportionsUnlessTheyAreToBeSquare() throws IOException {
    var tall = picture("tall.png", 200, 400);
    var bucketed = examples(true, false, false).of(dataset(tall), Optional.empty()).getFirst();
    assertThat(bucketed.latents().height()).isGreaterThan(bucketed.latents().width());
    assertThat(bucketed.framing().height()).isEqualTo(400);
    var square = examples(false, false, false).of(dataset(tall), Optional.empty()).getFirst();
    assertThat(square.latents().height()).isEqualTo(square.latents().width());
    // 128 × 256 is scaled to cover 128 × 128.
    assertThat(square.framing()).isEqualTo(new LoraExample.Framing(400, 200, 64, 0));
  }

  @Test
  void aMaskBesideThePictureWeighsEachPlaceAndIsNoPictureItself() throws IOException {
    var picture = picture("face.png", 128, 128);
    var mask = new BufferedImage(128, 128, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 128; y++) {
      for (int x = 64; x < 128; x++) {
        mask.setRGB(x, y, 0xFFFFFF);
      }
    }
    ImageIO.write(mask, "png", folder.resolve("face-masklabel.png").toFile());
    var example = examples(true, false, true).of(dataset(picture), Optional.empty()).getFirst();
    var values = example.mask().orElseThrow();
    assertThat(values.width()).isEqualTo(example.latents().width());
    var row = values.toArray();
    assertThat(row[0]).isZero();
    assertThat(row[values.width() - 1]).isEqualTo(1);
    assertThat(values.mirrored().toArray()[0]).isEqualTo(1);
    assertThat(Dataset.isPicture(folder.resolve("face-masklabel.png"))).isFalse();
    assertThat(
            examples(true, false, false).of(dataset(picture), Optional.empty()).getFirst().mask())
        .isEmpty();
  }

  @Test
  void anEpochHasAsManyRegularisationPicturesAsPictures() throws IOException {
    var pictures = dataset(picture("a.png", 128, 128), picture("b.png", 128, 128));
    var others =
        dataset(picture("x.png", 128, 128), picture("y.png", 128, 128), picture("z.png", 128, 128));
    var all = examples(true, false, false).of(pictures, Optional.of(others));
    assertThat(all).extracting(LoraExample::weight).containsExactly(1.0, 1.0, 0.5, 0.5, 0.5);
    assertThat(all).extracting(LoraExample::repeats).containsExactly(2, 2, 2, 1, 1);
  }

  @Test
  void aFileThatIsNoPictureIsNamed() throws IOException {
    var file = Files.write(folder.resolve("no.png"), new byte[] {1, 2, 3});
    var dataset = dataset(new Dataset.Picture(file, "happy", 1));
    assertThatThrownBy(() -> examples(true, false, false).of(dataset, Optional.empty()))
        .isInstanceOf(TrainingProblem.class)
        .hasMessageContaining("no.png")
        .hasMessageContaining("is no picture");
  }

  @Test
  void onePictureThatCannotBeReadIsLeftOutAndNamed() throws IOException {
    var good = picture("a.png", 128, 128);
    var cut = folder.resolve("cut.png");
    Files.write(cut, Arrays.copyOf(Files.readAllBytes(good.file()), 300));
    var examples = examples(true, false, false);
    var all =
        examples.of(
            dataset(new Dataset.Picture(cut, "sad", 1), good),
            Optional.of(dataset(new Dataset.Picture(cut, "sad", 1), good)));
    assertThat(all).extracting(LoraExample::caption).containsExactly("happy", "happy");
    assertThat(examples.unusable()).extracting(Dataset.Unusable::file).containsExactly(cut, cut);
    assertThat(examples.unusable().getFirst().reason()).startsWith("is damaged");
  }

  @Test
  void aPictureThatLiesOnItsSideKeepsItsUprightProportions() throws IOException {
    var turned = folder.resolve("turned.jpg");
    Files.copy(Path.of("src/test/resources/pictures/turned-6.jpg"), turned); // 48 × 32 as stored
    var example =
        examples(true, false, false)
            .of(dataset(new Dataset.Picture(turned, "happy", 1)), Optional.empty())
            .getFirst();
    assertThat(example.framing().height()).isEqualTo(48);
    assertThat(example.framing().width()).isEqualTo(32);
    assertThat(example.latents().height()).isGreaterThan(example.latents().width());
  }
}
