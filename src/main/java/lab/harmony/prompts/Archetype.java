package lab.harmony.prompts;

import java.util.Map;

/// A kind of character, for instance stoic.
///
/// @param name what experiments and scores call it
/// @param phrase what a template's `{archetype}` becomes
/// @param words what further placeholders become, by their name
public record Archetype(String name, String phrase, Map<String, String> words) {

  public Archetype {
    words = Map.copyOf(words);
  }
}
