package lab.harmony.imports;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.util.Map;

/// Reads any text as the metadata of every tool.
public final class SettingsTarget {

  private SettingsTarget() {}

  public static void fuzzerTestOneInput(FuzzedDataProvider input) {
    var keyword =
        input.pickValue(
            new String[] {
              "parameters", "prompt", "invokeai_metadata", "sd-metadata", "Comment", "harmony"
            });
    try {
      SettingsReader.settings(
          Map.of("Software", "NovelAI", keyword, input.consumeRemainingAsString()));
    } catch (UnreadableMetadata refused) {
      // It says why; anything else is a fault.
    }
  }
}
