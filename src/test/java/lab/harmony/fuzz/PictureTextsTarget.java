package lab.harmony.fuzz;

import lab.harmony.engine.PngMetadata;

/// Reads any bytes as if they were a picture with texts.
public final class PictureTextsTarget {

  private PictureTextsTarget() {}

  public static void fuzzerTestOneInput(byte[] input) {
    PngMetadata.read(input);
  }
}
