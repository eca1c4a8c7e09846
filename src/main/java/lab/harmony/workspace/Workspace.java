package lab.harmony.workspace;

import java.nio.file.Files;
import java.nio.file.Path;

/// The folder with a team's plain files: experiments, prompts, recipes and reports. It belongs in
/// git.
public record Workspace(Path root) {

  public Workspace {
    root = root.toAbsolutePath().normalize();
    if (!Files.isDirectory(root)) {
      throw new IllegalArgumentException(
          "the workspace must be a folder with experiments/ and prompts/ in it, but %s is not a folder"
              .formatted(root));
    }
  }

  public Path experiments() {
    return root.resolve("experiments");
  }

  public Path prompts() {
    return root.resolve("prompts");
  }

  public Path recipes() {
    return root.resolve("recipes");
  }

  public Path reports() {
    return root.resolve("reports");
  }
}
