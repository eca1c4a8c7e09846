package lab.harmony.cli.notebooks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import lab.harmony.notebooks.ExperimentKind;
import lab.harmony.notebooks.Experiments;
import lab.harmony.notebooks.document.Notebook;
import lab.harmony.notebooks.document.NotebookFormat;
import lab.harmony.workspace.Found;

/// A notebook as it lies somewhere.
final class NotebookFile {

  private NotebookFile() {}

  /// @throws IllegalArgumentException naming the file and saying why it is none
  static Notebook read(Path file) {
    try {
      return switch (NotebookFormat.read(Files.readAllBytes(file))) {
        case NotebookFormat.Reading.Valid(var notebook) -> notebook;
        case NotebookFormat.Reading.Invalid(var reason) ->
            throw new IllegalArgumentException("%s: %s".formatted(file, reason));
      };
    } catch (IOException e) {
      throw new IllegalArgumentException("%s: %s".formatted(file, Found.reason(e)), e);
    }
  }

  /// The same where git gives an empty file, because both sides added it.
  static Notebook readBase(Path file) {
    try {
      return Files.exists(file) && Files.size(file) == 0 ? empty() : read(file);
    } catch (IOException e) {
      throw new IllegalArgumentException("%s: %s".formatted(file, Found.reason(e)), e);
    }
  }

  private static Notebook empty() {
    var notebook = Experiments.blank("", ExperimentKind.OTHER, "");
    return notebook.without(notebook.cells().getFirst().id());
  }
}
