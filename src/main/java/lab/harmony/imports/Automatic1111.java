package lab.harmony.imports;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.harmony.engine.PngMetadata;

/// The `parameters` text that Stable Diffusion web UI (Automatic1111), Forge, SD.Next and others
/// write: the prompt, `Negative prompt: …`, and a last line of settings.
final class Automatic1111 implements SettingsReader {

  private static final String NEGATIVE = "Negative prompt:";

  @Override
  public Optional<PictureSettings> read(Map<String, String> texts) {
    var text = texts.get(PngMetadata.PARAMETERS);
    if (text == null) {
      return Optional.empty();
    }
    var lines = new ArrayList<>(text.strip().lines().toList());
    if (lines.isEmpty()) {
      throw new UnreadableMetadata("its text \"parameters\" is empty");
    }
    var settings = SettingsLine.read(lines.getLast());
    // Fewer pairs may as well be words of the prompt.
    if (settings.size() < 3) {
      throw new UnreadableMetadata(
          "its text \"parameters\" does not end in a line of settings like \"Steps: 20, Sampler: Euler a, …\"");
    }
    lines.removeLast();
    return Optional.of(settings(lines, settings));
  }

  private static PictureSettings settings(List<String> lines, Map<String, String> settings) {
    var prompt = new ArrayList<String>();
    var negative = new ArrayList<String>();
    var here = prompt;
    for (var line : lines) {
      var words = line.strip();
      if (words.startsWith(NEGATIVE)) {
        here = negative;
        words = words.substring(NEGATIVE.length()).strip();
      }
      here.add(words);
    }
    var hash = settings.getOrDefault("Model hash", "");
    return new PictureSettings(
        tool(settings.getOrDefault("Version", "")),
        String.join("\n", prompt).strip(),
        String.join("\n", negative).strip(),
        seed(needed(settings, "Seed")),
        number("CFG scale", needed(settings, "CFG scale")),
        Numbers.steps(number("Steps", needed(settings, "Steps"))),
        SamplerNames.of(
            needed(settings, "Sampler"), settings.getOrDefault("Schedule type", "Automatic")),
        settings.getOrDefault("Model", hash.isEmpty() ? "unknown" : hash),
        hash);
  }

  private static String tool(String version) {
    return version.isEmpty() ? "Automatic1111" : "Automatic1111 " + version;
  }

  private static String needed(Map<String, String> settings, String name) {
    var value = settings.get(name);
    if (value == null || value.isBlank()) {
      throw new UnreadableMetadata("its settings have no \"%s\"".formatted(name));
    }
    return value;
  }

  private static long seed(String text) {
    if (!text.matches("-?\\d{1,40}")) {
      throw new UnreadableMetadata("its seed should be a whole number");
    }
    return Numbers.seed(new BigInteger(text));
  }

  private static double number(String name, String text) {
    if (!text.matches("\\d{1,9}(\\.\\d{1,17})?")) {
      throw new UnreadableMetadata("its \"%s\" should be a number".formatted(name));
    }
    return Double.parseDouble(text);
  }
}
