package lab.harmony.diffusion.weights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/// What tells a file from a changed one without reading it.
record WeightsVersion(long size, FileTime changed) {

  static WeightsVersion of(Path path) throws IOException {
    var attributes = Files.readAttributes(path, BasicFileAttributes.class);
    return new WeightsVersion(attributes.size(), attributes.lastModifiedTime());
  }

  /// @throws WeightsException if `path` is another version now, or gone
  void requireUnchanged(Path path) {
    try {
      var now = of(path);
      if (!now.equals(this)) {
        throw new WeightsException(
            "%s was changed while it was in use: it had %d bytes of %s, now %d of %s; open it again"
                .formatted(path, size, changed, now.size, now.changed));
      }
    } catch (IOException e) {
      throw new WeightsException(
          "%s was taken away while it was in use; put it back and open it again".formatted(path),
          e);
    }
  }
}
