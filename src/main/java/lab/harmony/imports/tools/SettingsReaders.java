package lab.harmony.imports.tools;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lab.harmony.imports.comfy.ComfyUi;
import lab.harmony.imports.metadata.PictureTexts;
import lab.harmony.imports.metadata.UnreadableMetadata;
import lab.harmony.imports.settings.PictureSettings;
import lab.harmony.imports.settings.SettingsReader;

/// What every tool's metadata says of how a picture was made: the one list of the tools that are
/// known.
public final class SettingsReaders {

  /// The most telling first: what a tool writes for itself says more than what it writes for
  /// others.
  private static final List<SettingsReader> ALL =
      List.of(
          new OwnPictures(),
          new InvokeAi(),
          new InvokeAi2(),
          new SwarmUi(),
          new ComfyUi(),
          new NovelAi(),
          new Fooocus(),
          new DrawThings(),
          new EasyDiffusion(),
          new Automatic1111());

  /// Texts that say how a picture was made, whichever tool wrote them.
  private static final Set<String> TELLING =
      Set.of("parameters", "prompt", "invokeai_metadata", "sd-metadata", "Comment", "harmony");

  private SettingsReaders() {}

  /// The settings of a picture with these texts.
  ///
  /// @throws UnreadableMetadata saying why there are none
  public static PictureSettings settings(Map<String, String> texts) {
    return settings(new PictureTexts(new LinkedHashMap<>(texts), Map.of()));
  }

  /// The settings of a picture with these texts: of the first tool that tells all, else of the
  /// first that tells something. What one text lacks does not hide another.
  ///
  /// @throws UnreadableMetadata saying for each text why there are none
  public static PictureSettings settings(PictureTexts picture) {
    var incomplete = new ArrayList<PictureSettings>();
    var reasons = new LinkedHashSet<String>();
    for (var reader : ALL) {
      try {
        var settings = reader.read(picture.texts());
        if (settings.isPresent() && settings.get().notKnown().isEmpty()) {
          return settings.get();
        }
        settings.ifPresent(incomplete::add);
      } catch (UnreadableMetadata e) {
        reasons.add(String.valueOf(e.getMessage()));
      }
    }
    if (!incomplete.isEmpty()) {
      return incomplete.getFirst();
    }
    picture
        .unreadable()
        .forEach((keyword, reason) -> {
          if (TELLING.contains(keyword) || reasons.isEmpty()) {
            reasons.add("its text \"%s\" cannot be read: %s".formatted(keyword, reason));
          }
        });
    if (reasons.isEmpty() && picture.texts().containsKey("workflow")) {
      reasons.add(
          "it carries ComfyUI's drawing of a graph (\"workflow\") without the graph that ran"
              + " (\"prompt\")");
    }
    throw new UnreadableMetadata(
        reasons.isEmpty()
            ? "it carries no settings of Automatic1111, ComfyUI, InvokeAI, NovelAI, Fooocus,"
                + " SwarmUI, Draw Things, Easy Diffusion or Harmony Lab"
            : String.join("; ", reasons));
  }
}
