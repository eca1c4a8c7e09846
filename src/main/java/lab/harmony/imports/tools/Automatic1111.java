package lab.harmony.imports.tools;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.harmony.engine.PngMetadata;
import lab.harmony.imports.metadata.PictureTexts;
import lab.harmony.imports.metadata.UnreadableMetadata;
import lab.harmony.imports.settings.Numbers;
import lab.harmony.imports.settings.PictureJson;
import lab.harmony.imports.settings.PictureSettings;
import lab.harmony.imports.settings.SamplerNames;
import lab.harmony.imports.settings.SettingsReader;

/// The `parameters` text that Stable Diffusion web UI (Automatic1111), Forge, SD.Next and others
/// write: the prompt, `Negative prompt: …`, and a line of settings.
final class Automatic1111 implements SettingsReader {

  private static final List<String> PLACES =
      List.of(
          PngMetadata.PARAMETERS,
          PictureTexts.USER_COMMENT,
          PictureTexts.COMMENT,
          PictureTexts.DESCRIPTION);

  @Override
  public Optional<PictureSettings> read(Map<String, String> texts) {
    Optional<UnreadableMetadata> first = Optional.empty();
    for (var place : PLACES) {
      var text = texts.get(place);
      if (text == null || !(place.equals(PngMetadata.PARAMETERS) || text.contains("Steps:"))) {
        continue;
      }
      try {
        if (text.stripLeading().startsWith("{")) {
          // Whose it is, another reader knows; here it can only be damaged.
          PictureJson.object("its text \"%s\"".formatted(place), text);
          throw new UnreadableMetadata(
              "its text \"%s\" holds JSON of a tool that is not known here".formatted(place));
        }
        return Optional.of(settings(ParametersText.of(place, text)));
      } catch (UnreadableMetadata e) {
        first = first.or(() -> Optional.of(e));
      }
    }
    if (first.isPresent()) {
      throw first.get();
    }
    return Optional.empty();
  }

  private static PictureSettings settings(ParametersText text) {
    var settings = text.settings();
    var hash = settings.getOrDefault("Model hash", "");
    return new PictureSettings(
        tool(settings),
        text.prompt(),
        text.negative(),
        seed(needed(settings, "Seed")),
        number("CFG scale", needed(settings, "CFG scale")),
        Numbers.steps(number("Steps", needed(settings, "Steps"))),
        SamplerNames.of(
            needed(settings, "Sampler"), settings.getOrDefault("Schedule type", "Automatic")),
        settings.getOrDefault("Model", hash.isEmpty() ? "unknown" : hash),
        hash);
  }

  /// Others who write this text, such as save nodes of ComfyUI, give their own name as version.
  private static String tool(Map<String, String> settings) {
    var version = settings.getOrDefault("Version", "");
    if (settings.containsKey("App")) {
      return (settings.get("App") + " " + version).strip();
    }
    return version.matches("[A-Z][A-Za-z].*") ? version : ("Automatic1111 " + version).strip();
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
