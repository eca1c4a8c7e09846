package lab.harmony.imports.tools;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import lab.harmony.imports.metadata.UnreadableMetadata;

/// Reads any text as the metadata of every tool; the first byte says under which name it stands.
public final class SettingsTarget {

  private static final List<String> KEYWORDS =
      List.of("parameters", "prompt", "invokeai_metadata", "sd-metadata", "Comment", "harmony");

  private SettingsTarget() {}

  /// The input that is read as `text` under `keyword`.
  public static String input(String keyword, String text) {
    return (char) KEYWORDS.indexOf(keyword) + text;
  }

  public static void read(byte[] input) {
    if (input.length == 0) {
      return;
    }
    var keyword = KEYWORDS.get((input[0] & 0xff) % KEYWORDS.size());
    var text = new String(input, 1, input.length - 1, UTF_8);
    try {
      SettingsReaders.settings(Map.of("Software", "NovelAI", keyword, text));
    } catch (UnreadableMetadata refused) {
      // It says why; anything else is a fault.
    }
  }
}
