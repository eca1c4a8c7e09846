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

  private record Sized(FaceDescription face, int width, int height) {}

  private static final Map<Sized, byte[]> DRAWN = new ConcurrentHashMap<>();

  private DrawnFace() {}

  /// The bytes of its PNG, which nobody may change.
  public static byte[] png(FaceDescription face) {
    return png(face, FaceRenderer.SIZE, FaceRenderer.SIZE);
  }

  /// The same in another size.
  public static byte[] png(FaceDescription face, int width, int height) {
    return DRAWN.computeIfAbsent(new Sized(face, width, height), DrawnFace::draw);
  }

  private static byte[] draw(Sized drawn) {
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(FaceRenderer.draw(drawn.face(), drawn.width(), drawn.height()), "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
