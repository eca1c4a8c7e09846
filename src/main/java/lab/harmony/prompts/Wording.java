package lab.harmony.prompts;

import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What was asked for in words, letter by letter. Adapters that a prompt names are no words of it,
/// so that faces with and without one are of one wording.
public record Wording(String prompt, String negativePrompt) {

  private static final String BEGINS = "<l";
  private static final Pattern ADAPTER = Pattern.compile("\\s*<(?:lora|lyco):\\s*([^<>:]*)[^<>]*>");

  public static Wording of(MatrixPrompt asked) {
    return of(asked.prompt(), asked.negativePrompt());
  }

  public static Wording of(String prompt, String negativePrompt) {
    return new Wording(withoutAdapters(prompt, _ -> true), negativePrompt);
  }

  /// A prompt without some of the adapters that it names.
  ///
  /// @param which of them, by the name that the prompt says
  public static String withoutAdapters(String prompt, Predicate<String> which) {
    return prompt.contains(BEGINS)
        ? ADAPTER
            .matcher(prompt)
            .replaceAll(tag ->
                which.test(tag.group(1).strip()) ? "" : Matcher.quoteReplacement(tag.group()))
            .strip()
        : prompt.strip();
  }
}
