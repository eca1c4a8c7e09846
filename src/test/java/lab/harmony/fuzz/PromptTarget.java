package lab.harmony.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import lab.harmony.diffusion.prompt.Prompt;
import lab.harmony.diffusion.prompt.PromptSyntax;

/// Reads any text as a prompt, in every syntax.
public final class PromptTarget {

  private PromptTarget() {}

  public static void fuzzerTestOneInput(FuzzedDataProvider input) {
    var text = input.consumeRemainingAsString();
    for (var syntax : PromptSyntax.values()) {
      Prompt.parse(text, syntax);
    }
  }
}
