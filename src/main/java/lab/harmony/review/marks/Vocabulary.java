package lab.harmony.review.marks;

import java.util.List;
import lab.harmony.prompts.Archetype;
import lab.harmony.prompts.Emotion;
import lab.harmony.prompts.PromptLibrary;

/// The archetypes and emotions that a score file may name.
public record Vocabulary(List<String> archetypes, List<String> emotions) {

  /// The names of the published baseline.
  public static final Vocabulary BASELINE =
      new Vocabulary(
          List.of("soft", "stoic", "energetic", "melancholic"),
          List.of("neutral", "happy", "sad", "angry"));

  public Vocabulary {
    archetypes = List.copyOf(archetypes);
    emotions = List.copyOf(emotions);
  }

  public static Vocabulary of(PromptLibrary library) {
    return new Vocabulary(
        library.archetypes().stream().map(Archetype::name).toList(),
        library.emotions().stream().map(Emotion::name).toList());
  }
}
