package lab.harmony;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The smallest library of prompts there is: a training that draws them has one face to draw for
/// each CFG scale.
public final class FewPrompts {

  private FewPrompts() {}

  public static Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("archetypes.yaml"), "soft:\n  phrase: soft\n");
    Files.writeString(folder.resolve("emotions.yaml"), "happy:\n  phrase: happy\n");
    Files.writeString(
        folder.resolve("templates.yaml"),
        "short:\n  prompt: \"{archetype} anime girl, {emotion}\"\n  negative: \"\"\n");
    return folder;
  }
}
