package lab.harmony;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.imageio.ImageIO;
import lab.harmony.doodle.drawing.FaceDescription;
import lab.harmony.doodle.drawing.FaceRenderer;

/// Faces as files: many tests plant the same experiments and trainings, so each is drawn once in a
/// process.
public final class DrawnFace {

  private static final Map<FaceDescription, byte[]> DRAWN = new ConcurrentHashMap<>();

  private DrawnFace() {}

  /// The bytes of its PNG, which nobody may change.
  public static byte[] png(FaceDescription face) {
    return DRAWN.computeIfAbsent(face, DrawnFace::draw);
  }

  private static byte[] draw(FaceDescription face) {
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(FaceRenderer.draw(face), "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
