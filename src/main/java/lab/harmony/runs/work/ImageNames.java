package lab.harmony.runs.work;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.runs.GenerateSpec;

/// The file names of a run's pictures: `energetic_angry_cfg7_seed42.png`.
final class ImageNames {

  private ImageNames() {}

  /// One name for each prompt, all different, the same for the same prompts in every run.
  static List<String> of(GenerateSpec spec) {
    var names = new ArrayList<String>();
    var taken = new HashSet<String>();
    for (var prompt : spec.prompts()) {
      var name = name(prompt);
      for (int copy = 2; !taken.add(name); copy++) {
        name = "%s_%d".formatted(name(prompt), copy);
      }
      names.add(name + ".png");
    }
    return names;
  }

  private static String name(MatrixPrompt prompt) {
    var cfgScale = new BigDecimal(String.valueOf(prompt.cfgScale())).stripTrailingZeros();
    return "%s_%s_cfg%s_seed%d"
        .formatted(
            safe(prompt.archetype()),
            safe(prompt.emotion()),
            cfgScale.toPlainString(),
            prompt.seed());
  }

  /// Letters, digits and dashes: what every file system and every spreadsheet takes.
  private static String safe(String word) {
    var safe = word.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return safe.length() <= 60 ? safe : safe.substring(0, 60);
  }
}
