package lab.harmony.prompts;

import java.util.regex.Pattern;

/// What was asked for in words, letter by letter. Adapters that a prompt names are no words of it,
/// so that faces with and without one are of one wording.
public record Wording(String prompt, String negativePrompt) {

  private static final Pattern ADAPTER = Pattern.compile("\\s*<lora:[^<>]*>");

  public static Wording of(MatrixPrompt asked) {
    return of(asked.prompt(), asked.negativePrompt());
  }

  public static Wording of(String prompt, String negativePrompt) {
    var words = prompt.contains("<lora:") ? ADAPTER.matcher(prompt).replaceAll("") : prompt;
    return new Wording(words.strip(), negativePrompt);
  }
}
