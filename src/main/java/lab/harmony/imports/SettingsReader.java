package lab.harmony.imports;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is known about one tool's metadata.
interface SettingsReader {

  /// The most telling first: what a tool writes for itself says more than what it writes for
  /// others.
  List<SettingsReader> ALL =
      List.of(new HarmonyLab(), new InvokeAi(), new ComfyUi(), new NovelAi(), new Automatic1111());

  /// The settings, if these texts hold metadata of this tool.
  ///
  /// @throws UnreadableMetadata if they do and something that is needed is missing
  Optional<PictureSettings> read(Map<String, String> texts);

  /// The settings of a picture with these texts.
  ///
  /// @throws UnreadableMetadata saying why there are none
  static PictureSettings settings(Map<String, String> texts) {
    for (var reader : ALL) {
      var settings = reader.read(texts);
      if (settings.isPresent()) {
        return settings.get();
      }
    }
    throw new UnreadableMetadata(
        "it carries no settings of Automatic1111, ComfyUI, InvokeAI, NovelAI or Harmony Lab");
  }
}
