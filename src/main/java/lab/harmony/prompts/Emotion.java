package lab.harmony.prompts;

import java.util.Map;

/// What a face should tell, for instance happy.
///
/// @param name what experiments and scores call it
/// @param phrase what a template's `{emotion}` becomes
/// @param words what further placeholders become, by their name: eyes, mouth, brows
public record Emotion(String name, String phrase, Map<String, String> words) {

  public Emotion {
    words = Map.copyOf(words);
  }
}
