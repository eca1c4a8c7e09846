package lab.harmony.notebooks.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

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

  private static PictureSheet sheet(int rows, int columns) {
    return new PictureSheet(
        IntStream.range(0, rows).mapToObj(row -> "row " + row).toList(),
        IntStream.range(0, columns).mapToObj(column -> "column " + column).toList(),
        Collections.nCopies(rows, Collections.nCopies(columns, List.of())),
        96);
  }
}
