package lab.harmony.prompts;

import java.nio.file.Path;

/// A prompt file that cannot be used, with the place to look at: `templates.yaml, line 4: …`.
public final class PromptProblem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PromptProblem(Path file, int line, String message) {
    super("%s, line %d: %s".formatted(file.getFileName(), line, message));
  }
}
