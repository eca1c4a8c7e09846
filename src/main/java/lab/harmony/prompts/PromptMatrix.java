package lab.harmony.prompts;

import java.util.List;

/// Archetypes × emotions × CFG scales × seeds, each with its prompt, in that order.
public record PromptMatrix(List<MatrixPrompt> prompts) {

  /// A matrix has at most so many prompts.
  public static final int MOST = 10_000;

  public PromptMatrix {
    prompts = List.copyOf(prompts);
  }

  public int size() {
    return prompts.size();
  }

  /// Counts before anything is made.
  ///
  /// @throws IllegalArgumentException when there would be more than [#MOST]
  static void requireFew(List<PromptPlaces> places, long cfgScales, long seeds) {
    // Each factor comes from a text of at most a million characters, so that this cannot overflow.
    var count = places.stream().mapToLong(PromptPlaces::size).sum() * cfgScales * seeds;
    if (count > MOST || count < 0) {
      throw new IllegalArgumentException(
          "this asks for %,d pictures (%s × CFG scales %,d × seeds %,d); one run makes at most %,d. Ask for fewer, or divide them among several cells"
              .formatted(count, words(places), cfgScales, seeds, MOST));
    }
  }

  private static String words(List<PromptPlaces> places) {
    var one = places.getFirst();
    return places.size() == 1
        ? "archetypes %,d × emotions %,d".formatted(one.archetypes().size(), one.emotions().size())
        : "%,d prompts with %,d archetypes and emotions together"
            .formatted(places.size(), places.stream().mapToLong(PromptPlaces::size).sum());
  }
}
