package lab.harmony.runs.images;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import lab.harmony.pictures.PictureBytes;
import lab.harmony.runs.RunImage;
import lab.harmony.workspace.Sha256;
import org.springframework.stereotype.Component;

/// Tells pictures that look the same from others, whichever run they are of: its name, its time and
/// its recipe stand in the file beside the picture, so that the SHA-256 of two files differs where
/// nothing differs that can be seen.
@Component
public class PictureContents {

  private static final int MOST_KEPT = 30_000;

  /// By the SHA-256 of the file.
  private final Map<String, String> known = keptLast(MOST_KEPT);

  private final Map<String, Long> amounts = keptLast(10 * MOST_KEPT);

  /// Those that were asked for last.
  private static <T> Map<String, T> keptLast(int most) {
    return Collections.synchronizedMap(
        new LinkedHashMap<>(256, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
            return size() > most;
          }
        });
  }

  /// The SHA-256 of what is shown of a picture; that of its file, where this cannot be read.
  public String of(RunImage image) {
    var before = known.get(image.sha256());
    if (before != null) {
      return before;
    }
    try {
      var content = Sha256.of(PictureBytes.of(Files.readAllBytes(image.file()))).hex();
      known.put(image.sha256(), content);
      return content;
    } catch (IOException gone) {
      return image.sha256();
    }
  }

  /// Whether two look the same. Most have one size, and another amount of data: only where that is
  /// one too the files are read whole.
  public boolean same(RunImage one, RunImage other) {
    return one.sha256().equals(other.sha256())
        || one.width() == other.width()
            && one.height() == other.height()
            && data(one) == data(other)
            && of(one).equals(of(other));
  }

  /// None where the file cannot be read: nobody knows then.
  private long data(RunImage image) {
    var before = amounts.get(image.sha256());
    if (before != null) {
      return before;
    }
    try {
      long data = PictureBytes.data(image.file());
      amounts.put(image.sha256(), data);
      return data;
    } catch (IOException gone) {
      return -1;
    }
  }
}
