package lab.harmony.comparison;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.harmony.runs.GenerateSpec;

/// The runs that would draw the pairs that are missing: new seeds of the same prompts for both
/// arms, by the recipes that drew them before.
///
/// @param pairs that come of it, at least as many as are needed: each prompt gets the same seeds
/// @param seeds those that are new
/// @param parts a run each
/// @param alike places of pairs that are left out, because both arms draw them by the same recipe,
///   so that new faces of the two would be the same
/// @param expected how long they take, as earlier runs of the same recipes say; empty where none
///   does
/// @param refusal why they cannot be queued; empty where they can
public record PairOrder(
    int pairs,
    int prompts,
    List<Long> seeds,
    List<Part> parts,
    List<String> alike,
    Optional<Duration> expected,
    Optional<String> refusal) {

  public PairOrder {
    seeds = List.copyOf(seeds);
    parts = List.copyOf(parts);
    alike = List.copyOf(alike);
  }

  private static final int NAMED = 4;

  /// One run, and of which arm its faces are.
  ///
  /// @param first whether the first arm gets them, or else the second
  public record Part(GenerateSpec spec, boolean first) {}

  public int faces() {
    return parts.stream().mapToInt(part -> part.spec().prompts().size()).sum();
  }

  /// What it is, in sentences.
  public String words() {
    return "%d pairs, which are %d faces: %s with %s, for both arms, with the same settings. %s%s"
        .formatted(
            pairs,
            faces(),
            prompts == 1
                ? "the one prompt of these pairs"
                : "the %d prompts of these pairs".formatted(prompts),
            seeds.size() == 1
                ? "the new seed " + seeds.getFirst()
                : "%d new seeds (%d to %d)"
                    .formatted(seeds.size(), seeds.getFirst(), seeds.getLast()),
            parts.size() == 1
                ? "They are drawn in one run of " + parts.getFirst().spec().drawnBy() + "."
                : "They are drawn in %d runs: %s."
                    .formatted(
                        parts.size(),
                        parts.stream()
                            .map(part -> part.spec().drawnBy())
                            .distinct()
                            .collect(Collectors.joining(", "))),
            leftOut());
  }

  private String leftOut() {
    if (alike.isEmpty()) {
      return "";
    }
    var more = alike.size() > NAMED ? " and %d more".formatted(alike.size() - NAMED) : "";
    return " Left out, because both arms draw it by the same recipe and new faces would be the same: %s%s."
        .formatted(String.join("; ", alike.subList(0, Math.min(NAMED, alike.size()))), more);
  }
}
