package lab.harmony.engine;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import lab.harmony.engine.EngineRequest.ModelFolder;
import lab.harmony.vision.FaceReading;
import lab.harmony.vision.PartEmotion;
import lab.harmony.vision.PartsClassifier;

/// The classifier that reads eyes, mouth and brows of finished pictures.
record Judge(ModelFolder folder, PartsClassifier classifier) implements AutoCloseable {

  static Judge load(ModelFolder folder) {
    try {
      return new Judge(folder, PartsClassifier.load(folder.folder()));
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  List<EngineEvent.FaceReading> read(List<BufferedImage> pictures) {
    return classifier.read(pictures).stream().map(Judge::reading).toList();
  }

  private static EngineEvent.FaceReading reading(FaceReading face) {
    return new EngineEvent.FaceReading(part(face.eyes()), part(face.mouth()), part(face.brows()));
  }

  private static EngineEvent.PartReading part(PartEmotion part) {
    return new EngineEvent.PartReading(part.emotion(), part.probability());
  }

  @Override
  public void close() {
    classifier.close();
  }
}
