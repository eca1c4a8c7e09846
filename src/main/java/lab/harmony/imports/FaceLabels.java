package lab.harmony.imports;

import java.util.List;
import java.util.Map;
import lab.harmony.prompts.Archetype;
import lab.harmony.prompts.Emotion;
import lab.harmony.prompts.NamedWords;
import lab.harmony.prompts.PromptLibrary;

/// Which archetype and emotion a picture was meant to show.
///
/// A list of labels decides; otherwise the one archetype and the one emotion of the prompt library
/// that the file name has as words, or else the prompt. None, or more than one, is `unknown`.
final class FaceLabels {

  private final List<String> archetypes;
  private final List<String> emotions;
  private final Map<String, Label> listed;

  /// What a picture was meant to show.
  record Label(String archetype, String emotion) {}

  /// @param listed labels by file name
  FaceLabels(PromptLibrary library, Map<String, Label> listed) {
    this.archetypes = library.archetypes().stream().map(Archetype::name).toList();
    this.emotions = library.emotions().stream().map(Emotion::name).toList();
    this.listed = Map.copyOf(listed);
  }

  Label of(String fileName, String prompt) {
    var label = listed.get(fileName);
    if (label != null) {
      return label;
    }
    return new Label(
        NamedWords.one(archetypes, fileName, prompt), NamedWords.one(emotions, fileName, prompt));
  }
}
