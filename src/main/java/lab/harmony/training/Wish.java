package lab.harmony.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import lab.harmony.workspace.AtomicFiles;

/// What a training that runs is asked to do, by a file of that name in its folder. It does so after
/// its step.
public enum Wish {
  /// Keep the state and end.
  STOP,
  /// Keep the state and write the adapter as it is.
  SAVE,
  /// Draw and judge the fixed prompts.
  SAMPLE;

  /// @param folder of the training
  void make(Path folder) {
    AtomicFiles.write(file(folder), "");
  }

  /// Whether somebody wished so since this was asked last.
  boolean take(Path folder) {
    try {
      return Files.deleteIfExists(file(folder));
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be removed".formatted(file(folder)), e);
    }
  }

  boolean isMade(Path folder) {
    return Files.exists(file(folder));
  }

  static void forgetAll(Path folder) {
    for (var wish : values()) {
      wish.take(folder);
    }
  }

  private Path file(Path folder) {
    return folder.resolve(name().toLowerCase(Locale.ROOT));
  }
}
