package lab.harmony.notebooks.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunImage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class PictureSheetTest {

  @Test
  void whatDoesNotFitOnASheetIsCountedAtItsEndAndNotCutOff() {
    var small = sheet(3, 2);
    assertThat(small.size().fits()).isTrue();
    assertThat(small.draw().getHeight()).isEqualTo(small.size().height());

    var tall = sheet(2_000, 1);
    assertThat(tall.size().fits()).isFalse();
    assertThat(tall.size().height()).isGreaterThan(PictureSheet.LARGEST);
    var drawn = tall.draw();
    assertThat(drawn.getHeight()).isLessThanOrEqualTo(PictureSheet.LARGEST);
    var words = 0;
    for (int x = 0; x < drawn.getWidth(); x++) {
      for (int y = drawn.getHeight() - 22; y < drawn.getHeight(); y++) {
        words += (drawn.getRGB(x, y) & 0xff) < 0x80 ? 1 : 0;
      }
    }
    assertThat(words).as("ink of the words below the last row").isPositive();
  }

  @Test
  void aPlaceWithoutAPictureStaysEmptyAndTheNextOneIsWhereItBelongs(@TempDir Path folder)
      throws IOException {
    var file = folder.resolve("red.png");
    var red = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    for (int at = 0; at < 64; at++) {
      red.setRGB(at % 8, at / 8, 0xff0000);
    }
    ImageIO.write(red, "png", file.toFile());
    var image =
        new RunImage(
            new ImageId(new RunId("r261120-200000-sheet"), 0),
            "sheet",
            "m",
            new MatrixPrompt("soft", "happy", 7, 1, "a girl", ""),
            "red.png",
            file,
            "0".repeat(64),
            8,
            8,
            Instant.EPOCH,
            Optional.empty());
    var cell = List.of(Optional.<RunImage>empty(), Optional.of(image));

    var drawn =
        new PictureSheet(List.of("row"), List.of("column"), List.of(List.of(cell)), 40).draw();

    int left = 96;
    int middle = 22 + 20;
    assertThat(drawn.getRGB(left + 20, middle) & 0xffffff).as("empty").isEqualTo(0xeeeff2);
    assertThat(drawn.getRGB(left + 41 + 20, middle) & 0xffffff).as("its face").isEqualTo(0xff0000);
  }

  private static PictureSheet sheet(int rows, int columns) {
    return new PictureSheet(
        IntStream.range(0, rows).mapToObj(row -> "row " + row).toList(),
        IntStream.range(0, columns).mapToObj(column -> "column " + column).toList(),
        Collections.nCopies(rows, Collections.nCopies(columns, List.of())),
        96);
  }
}
