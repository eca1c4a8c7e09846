package lab.harmony.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/// A small file by which one process tells others that something has changed: written anew each
/// time, never twice the same. It says nothing else and may be lost, so it is not forced to disk.
public record ChangeMark(Path file) {

  /// Something has changed.
  ///
  /// @throws IOException where that cannot be told
  public void change() throws IOException {
    Files.writeString(file, UUID.randomUUID().toString());
  }

  /// What stands there now, empty for nothing; another one after every change. Half of a mark is
  /// another one too.
  public String now() {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}
