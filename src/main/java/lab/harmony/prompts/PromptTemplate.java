package lab.harmony.prompts;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A prompt with placeholders in braces.
///
/// @param name what experiments call it; empty where it is the words of one cell
/// @param prompt the wanted picture, for instance `portrait of a {archetype} anime girl, {emotion}`
/// @param negative what the picture should not show; may be empty, may hold placeholders
public record PromptTemplate(String name, String prompt, String negative) {

  /// A filled prompt has at most about so many characters.
  private static final int LONGEST = 8_000;

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");

  /// What somebody asks for in their own words, which may have placeholders.
  static PromptTemplate inWords(String prompt, String negative) {
    for (var text : List.of(prompt, negative)) {
      if (text.length() > LONGEST) {
        throw new IllegalArgumentException(
            "a prompt has %,d characters; at most %,d are read".formatted(text.length(), LONGEST));
      }
    }
    return new PromptTemplate("", prompt, negative);
  }

  /// Whether it is nobody's but the cell's that asks for it.
  public boolean isInWords() {
    return name.isEmpty();
  }

  /// The names in braces, in the prompt and in what it should not show.
  Set<String> placeholders() {
    return Stream.of(prompt, negative)
        .flatMap(PromptTemplate::placeholders)
        .collect(Collectors.toSet());
  }

  /// The template with an archetype's and an emotion's words in place of the placeholders.
  MatrixPrompt fill(Archetype archetype, Emotion emotion, double cfgScale, long seed) {
    return new MatrixPrompt(
        archetype.name(),
        emotion.name(),
        cfgScale,
        seed,
        fill(prompt, archetype, emotion),
        fill(negative, archetype, emotion));
  }

  /// The distinct names in braces.
  static Stream<String> placeholders(String text) {
    return PLACEHOLDER.matcher(text).results().map(match -> match.group(1)).distinct();
  }

  private static String fill(String text, Archetype archetype, Emotion emotion) {
    requireShort(text, archetype, emotion);
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(match ->
            Matcher.quoteReplacement(
                word(match.group(1), archetype, emotion)
                    .orElseThrow(() ->
                        new IllegalStateException(
                            "no word \"%s\" for %s and %s"
                                .formatted(match.group(1), archetype.name(), emotion.name())))));
  }

  private static void requireShort(String text, Archetype archetype, Emotion emotion) {
    var length =
        text.length()
            + PLACEHOLDER
                .matcher(text)
                .results()
                .mapToLong(
                    match -> word(match.group(1), archetype, emotion).map(String::length).orElse(0))
                .sum();
    if (length > LONGEST) {
      throw new IllegalArgumentException(
          "the prompt for archetype \"%s\" and emotion \"%s\" would have about %,d characters; at most %,d are read"
              .formatted(archetype.name(), emotion.name(), length, LONGEST));
    }
  }

  /// What a placeholder becomes, if archetype or emotion has that word.
  static Optional<String> word(String placeholder, Archetype archetype, Emotion emotion) {
    return switch (placeholder) {
      case "archetype" -> Optional.of(archetype.phrase());
      case "emotion" -> Optional.of(emotion.phrase());
      default ->
          Optional.ofNullable(emotion.words().get(placeholder))
              .or(() -> Optional.ofNullable(archetype.words().get(placeholder)));
    };
  }
}
