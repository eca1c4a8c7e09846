package lab.harmony.engine;

import java.awt.image.BufferedImage;
import java.util.List;
import lab.harmony.engine.EngineRequest.ModelFolder;

/// What reads eyes, mouth and brows of finished pictures.
interface Judge extends AutoCloseable {

  /// Opens the judge in this folder.
  static Judge load(ModelFolder folder) {
    throw new IllegalArgumentException(
        "the judge \"%s\" is of a kind that this version cannot read".formatted(folder.name()));
  }

  ModelFolder folder();

  List<EngineEvent.FaceReading> read(List<BufferedImage> pictures);

  @Override
  void close();
}
