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

  /// By the SHA-256 of the file: those that were asked for last.
  private final Map<String, String> known =
      Collections.synchronizedMap(
          new LinkedHashMap<>(256, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
              return size() > MOST_KEPT;
            }
          });

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

  /// Whether two look the same. Most have one size, so that it is asked for the content of both.
  public boolean same(RunImage one, RunImage other) {
    return one.sha256().equals(other.sha256())
        || one.width() == other.width()
            && one.height() == other.height()
            && of(one).equals(of(other));
  }
}
