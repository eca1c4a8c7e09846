package lab.harmony.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.Shape;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import lab.harmony.diffusion.latents.Latents;
import lab.harmony.diffusion.latents.SeededNoise;
import lab.harmony.diffusion.torch.Torch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class TilesTest {

  private static final Path DOODLE = Path.of("src/main/resources/lab/harmony/models/doodle-anime");

  @ParameterizedTest
  @CsvSource({"5, 5", "8, 8", "9, 8", "30, 17", "8, 40", "23, 23"})
  void whatEachPixelDependsOnAloneComesOutAsIfDecodedWhole(int height, int width) {
    var latents = new SeededNoise(1).draw(4, height, width);
    var tiled = new Tiles(8, 3).decode(latents, 2, TilesTest::doubled);
    assertThat(tiled).containsExactly(doubled(latents), within(1e-5f));
  }

  @Test
  void piecesOfDifferentBrightnessMeetWithoutASeam() {
    // Every piece is decoded to its own brightness: the worst that could meet.
    var count = new int[1];
    var width = 40;
    var picture =
        new Tiles(16, 8)
            .decode(
                new SeededNoise(1).draw(4, 16, width),
                1,
                piece -> {
                  var planes = new float[3 * piece.height() * piece.width()];
                  Arrays.fill(planes, count[0]++);
                  return planes;
                });
    for (int x = 1; x < width; x++) {
      assertThat(Math.abs(picture[x] - picture[x - 1])).isLessThan(0.25f);
    }
    assertThat(count[0]).isGreaterThan(3);
  }

  @Test
  void aLargePictureIsDecodedInTilesThatLookLikeTheWhole() {
    try (var manager = Torch.newManager();
        var parts = ModelParts.load(ModelSource.of(DOODLE), manager)) {
      var image = new BufferedImage(256, 192, BufferedImage.TYPE_INT_RGB);
      var pen = image.createGraphics();
      pen.setColor(Color.PINK);
      pen.fillOval(20, 20, 150, 150);
      pen.setColor(Color.BLUE);
      pen.fillRect(150, 60, 90, 70);
      pen.dispose();
      var encoded =
          parts.vae().toLatents(manager.create(Planes.planes(image), new Shape(1, 3, 192, 256)));
      int height = (int) encoded.getShape().get(2);
      int width = (int) encoded.getShape().get(3);
      var latents = Latents.of(1, 4, height, width, encoded.toFloatArray());
      var decoder = new PictureDecoder(parts.vae(), manager);
      var whole = decoder.decode(latents);
      var tiled =
          new Tiles(height / 2, height / 8)
              .decode(latents, parts.vae().config().factor(), decoder::decode);
      var planes = Planes.planes(image);
      for (int i = 0; i < planes.length; i++) {
        planes[i] = planes[i] / 2 + 0.5f;
      }
      assertThat(distance(tiled, planes)).isLessThan(1.5 * distance(whole, planes));
    }
  }

  private static double distance(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += Math.abs(one[i] - other[i]);
    }
    return sum / one.length;
  }

  /// Three planes, each latent as 2 × 2 pixels.
  private static float[] doubled(Latents latents) {
    int height = latents.height();
    int width = latents.width();
    var values = latents.toArray();
    var planes = new float[3 * 4 * height * width];
    for (int i = 0; i < planes.length; i++) {
      int plane = i / (4 * height * width);
      int y = i / (2 * width) % (2 * height);
      int x = i % (2 * width);
      planes[i] = values[(plane * height + y / 2) * width + x / 2];
    }
    return planes;
  }
}
