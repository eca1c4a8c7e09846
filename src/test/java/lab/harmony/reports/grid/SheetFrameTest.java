package lab.harmony.reports.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class SheetFrameTest {

  private static final int RED = 0xff0000;

  @Test
  void titleAndLegendStandAroundTheWholeSheetHoweverLongTheyAre() throws IOException {
    for (int width : new int[] {40, 900}) {
      var brief = framed(width, List.of("48 pictures."));
      var long1 = framed(width, List.of("archetype down, ".repeat(60), "", "w".repeat(400)));
      for (var sheet : List.of(brief, long1)) {
        assertThat(red(sheet)).isEqualTo(width * 30L);
        assertThat(sheet.getWidth()).isGreaterThanOrEqualTo(Math.max(420, width));
      }
      assertThat(long1.getHeight()).isGreaterThan(brief.getHeight() + 2 * 18);
    }
  }

  private static BufferedImage framed(int width, List<String> legend) throws IOException {
    var image = new BufferedImage(width, 30, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < width; x++) {
      for (int y = 0; y < 30; y++) {
        image.setRGB(x, y, RED);
      }
    }
    return ImageIO.read(new ByteArrayInputStream(SheetFrame.around(image, "Faces", legend)));
  }

  private static long red(BufferedImage image) {
    var count = 0L;
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        count += (image.getRGB(x, y) & 0xffffff) == RED ? 1 : 0;
      }
    }
    return count;
  }
}
