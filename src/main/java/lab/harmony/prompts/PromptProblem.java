package lab.harmony.prompts;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import lab.harmony.yaml.YamlProblem;

/// Prompt files that cannot be used: everything that is wrong, a line for each, with the place to
/// look at: `templates.yaml, line 4: …`.
public final class PromptProblem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private PromptProblem(String message) {
    super(message);
  }

  static PromptProblem of(List<InFile> problems) {
    return new PromptProblem(
        problems.stream().map(InFile::sentence).distinct().collect(Collectors.joining("\n")));
  }

  /// A problem and the file it is in.
  record InFile(Path file, YamlProblem problem) {
    private String sentence() {
      return problem.line() == 0
          ? "%s: %s".formatted(file.getFileName(), problem.message())
          : "%s, line %d: %s".formatted(file.getFileName(), problem.line(), problem.message());
    }
  }
}
