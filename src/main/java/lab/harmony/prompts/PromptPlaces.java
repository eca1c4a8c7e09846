package lab.harmony.prompts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/// A prompt and what it is filled with.
///
/// A template of the library is filled with all archetypes and emotions. Somebody's own words are,
/// as far as they have placeholders for it; else they are one prompt, whose archetype and emotion
/// are those that the words name, or the only one that is asked for, or `unknown`.
record PromptPlaces(PromptTemplate template, List<Archetype> archetypes, List<Emotion> emotions) {

  PromptPlaces {
    archetypes = List.copyOf(archetypes);
    emotions = List.copyOf(emotions);
  }

  /// @param archetypes those that are asked for
  /// @param emotions those that are asked for
  static PromptPlaces of(
      PromptLibrary library,
      PromptTemplate template,
      List<Archetype> archetypes,
      List<Emotion> emotions) {
    if (!template.isInWords()) {
      return new PromptPlaces(template, archetypes, emotions);
    }
    Predicate<String> ofEmotion =
        word ->
            word.equals("emotion")
                || library.emotions().stream()
                    .allMatch(emotion -> emotion.words().containsKey(word));
    var placeholders = template.placeholders();
    return new PromptPlaces(
        template,
        placeholders.stream().anyMatch(ofEmotion.negate())
            ? archetypes
            : List.of(
                new Archetype(
                    one(library.archetypes(), archetypes, Archetype::name, template),
                    "",
                    Map.of())),
        placeholders.stream().anyMatch(ofEmotion)
            ? emotions
            : List.of(
                new Emotion(
                    one(library.emotions(), emotions, Emotion::name, template), "", Map.of())));
  }

  private static <T> String one(
      List<T> all, List<T> asked, Function<T, String> nameOf, PromptTemplate template) {
    var named = NamedWords.one(all.stream().map(nameOf).toList(), template.prompt());
    return named.equals(NamedWords.UNKNOWN) && asked.size() == 1
        ? nameOf.apply(asked.getFirst())
        : named;
  }

  /// @throws IllegalArgumentException where archetypes or emotions are asked for that no prompt
  ///   says
  static void requireUsed(MatrixSpec spec, List<PromptPlaces> all) {
    requireUsed(
        "archetype",
        spec.archetypes(),
        all,
        one -> one.archetypes().stream().map(Archetype::name).toList());
    requireUsed(
        "emotion",
        spec.emotions(),
        all,
        one -> one.emotions().stream().map(Emotion::name).toList());
  }

  private static void requireUsed(
      String kind,
      List<String> asked,
      List<PromptPlaces> all,
      Function<PromptPlaces, List<String>> names) {
    var idle = new ArrayList<>(asked);
    all.forEach(one -> idle.removeAll(names.apply(one)));
    if (!idle.isEmpty()) {
      throw new IllegalArgumentException(
          "\"%1$ss\" asks for %2$s, and no prompt says that; write {%1$s} where it belongs, or remove it"
              .formatted(kind, String.join(", ", idle)));
    }
  }

  int size() {
    return archetypes.size() * emotions.size();
  }
}
