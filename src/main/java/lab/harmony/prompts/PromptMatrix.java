package lab.harmony.prompts;

import java.util.List;

/// Archetypes × emotions × CFG scales × seeds, each with its prompt, in that order.
public record PromptMatrix(List<MatrixPrompt> prompts) {

  public PromptMatrix {
    prompts = List.copyOf(prompts);
  }

  public int size() {
    return prompts.size();
  }
}
