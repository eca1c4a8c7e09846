package lab.harmony.comparison.arms;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import lab.harmony.runs.images.ImageAxis;

/// Where a face stands: what was asked for, by what it was drawn, and how.
///
/// @param words the prompt without the adapters that it names, and the negative prompt
/// @param drawnBy the model and its adapters, by name, weights and content
/// @param settings all else of the recipe
public record ArmPlace(
    String archetype,
    String emotion,
    String words,
    double cfgScale,
    long seed,
    ArmParts drawnBy,
    ArmParts settings) {

  /// One whose drawer and settings are told as wholes.
  public ArmPlace(
      String archetype,
      String emotion,
      String words,
      double cfgScale,
      long seed,
      String drawnBy,
      String settings) {
    this(archetype, emotion, words, cfgScale, seed, ArmParts.of(drawnBy), ArmParts.of(settings));
  }

  /// The parts in which two arms differ, of what draws and of how it is drawn.
  ///
  /// @param weighed of what draws, those of which the weights agree in a pair all the same
  public record Parted(Set<String> drawnBy, Set<String> settings, Set<String> weighed) {}

  /// What it is in one of the traits.
  public String of(Trait trait) {
    return switch (trait) {
      case ARCHETYPE -> archetype;
      case EMOTION -> emotion;
      case WORDS -> words;
      case CFG -> ImageAxis.plain(cfgScale);
      case SEED -> Long.toString(seed);
      case DRAWN_BY -> drawnBy.toString();
      case SETTINGS -> settings.toString();
    };
  }

  public String cell() {
    return archetype + " × " + emotion;
  }

  /// What pictures that stand for the same have, where their arms differ in these traits.
  public List<String> pairKey(Set<Trait> apart) {
    return without(apart, List.of());
  }

  /// What both faces of a pair have, where the arms differ in these traits, and of what draws and
  /// the settings in these parts.
  public List<String> pairKey(Set<Trait> apart, Parted parted) {
    var key = new ArrayList<>(without(apart, List.of()));
    if (apart.contains(Trait.DRAWN_BY)) {
      key.add(drawnBy.of(parted.drawnBy(), false));
      key.add(drawnBy.weights(parted.weighed()));
    }
    if (apart.contains(Trait.SETTINGS)) {
      key.add(settings.of(parted.settings(), false));
    }
    return List.copyOf(key);
  }

  /// What all pairs of one prompt have: seeds and scales may differ.
  public List<String> promptKey(Set<Trait> apart) {
    return without(apart, List.of(Trait.SEED, Trait.CFG, Trait.DRAWN_BY, Trait.SETTINGS));
  }

  private List<String> without(Set<Trait> apart, Collection<Trait> besides) {
    return Arrays.stream(Trait.values())
        .filter(trait -> !apart.contains(trait) && !besides.contains(trait))
        .map(this::of)
        .toList();
  }

  /// In words, without what the arms differ in: `soft × happy, CFG 7, seed 42`.
  public String describe(Set<Trait> apart) {
    var words = new StringBuilder();
    for (var trait : List.of(Trait.ARCHETYPE, Trait.EMOTION, Trait.CFG, Trait.SEED)) {
      if (!apart.contains(trait)) {
        var both = trait == Trait.EMOTION && !words.isEmpty();
        words.append(words.isEmpty() ? "" : both ? " × " : ", ");
        words.append(
            switch (trait) {
              case CFG -> "CFG " + of(trait);
              case SEED -> "seed " + of(trait);
              default -> of(trait);
            });
      }
    }
    return words.toString();
  }
}
