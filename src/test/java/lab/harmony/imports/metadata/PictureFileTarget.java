package lab.harmony.imports.metadata;

import lab.harmony.imports.tools.SettingsReaders;

/// Reads any bytes as a picture with texts: PNG, JPEG or WebP.

public final class PictureFileTarget {

  private PictureFileTarget() {}

  public static void read(byte[] input) {
    try {
      SettingsReaders.settings(PictureTexts.read(input));
    } catch (UnreadableMetadata refused) {
      // It says why; anything else is a fault.
    }
  }
}
