package lab.harmony.reports.grid.facts;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.prompts.MatrixSpec;
import lab.harmony.prompts.PromptLibrary;
import lab.harmony.prompts.PromptProblem;
import lab.harmony.prompts.WorkspacePrompts;

/// Finds the template of the prompt library that has a wording.
final class PromptTemplates {

  private final Optional<PromptLibrary> library;
  private final Map<MatrixPrompt, String> known = new HashMap<>();

  PromptTemplates(WorkspacePrompts prompts) {
    library = load(prompts);
  }

  private static Optional<PromptLibrary> load(WorkspacePrompts prompts) {
    try {
      return Optional.of(prompts.library());
    } catch (PromptProblem _) {
      return Optional.empty();
    }
  }

  /// Its name, or nothing where no template says exactly this any more.
  String of(MatrixPrompt prompt) {
    return known.computeIfAbsent(
        new MatrixPrompt(
            prompt.archetype(), prompt.emotion(), 1, 0, prompt.prompt(), prompt.negativePrompt()),
        wording ->
            library.stream()
                .flatMap(each -> each.templates().stream())
                .filter(template -> says(template.name(), wording))
                .map(template -> template.name())
                .findFirst()
                .orElse(""));
  }

  private boolean says(String template, MatrixPrompt wording) {
    try {
      return library
          .orElseThrow()
          .matrix(
              new MatrixSpec(
                  template,
                  List.of(wording.archetype()),
                  List.of(wording.emotion()),
                  List.of(1.0),
                  List.of(0L)))
          .prompts()
          .contains(wording);
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
