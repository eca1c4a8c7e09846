package lab.harmony.comparison;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.comparison.ArmScore.IntendedConflict;
import lab.harmony.comparison.ArmScore.Points;
import lab.harmony.comparison.ArmScore.Unscored;

/// The faces of two arms, two by two: those that are the same in all but what decides the arms.
/// Every face of both arms is in a pair or among those left out, with the reason.
///
/// @param apart what decides the arms
/// @param pairs both faces scored, in the order of the first arm
/// @param leftOut faces that are in no pair that counts
public record Pairing(Set<Trait> apart, List<FacePair> pairs, List<Unpaired> leftOut) {

  public Pairing {
    pairs = List.copyOf(pairs);
    leftOut = List.copyOf(leftOut);
  }

  /// @throws IllegalArgumentException if the arms were scored by different judges
  public static Pairing of(Arm first, Arm second) {
    if (!first.judge().equals(second.judge())) {
      throw new IllegalArgumentException(
          "need two arms scored by one judge, got %s and %s"
              .formatted(first.judge().words(), second.judge().words()));
    }
    var apart = first.apart(second);
    return new Sorting(first, second, apart).sorted();
  }

  /// The pairs by prompt: the seeds of a prompt, and its scales, stand together.
  public List<List<FacePair>> byPrompt() {
    return pairs.stream()
        .collect(
            Collectors.groupingBy(
                pair -> pair.first().place().promptKey(apart),
                LinkedHashMap::new,
                Collectors.toList()))
        .values()
        .stream()
        .toList();
  }

  private static final class Sorting {
    private final Arm first;
    private final Arm second;
    private final Set<Trait> apart;
    private final List<FacePair> pairs = new ArrayList<>();
    private final List<Unpaired> leftOut = new ArrayList<>();
    private final List<ArmFace> notScored = new ArrayList<>();
    private final List<ArmFace> conflicts = new ArrayList<>();

    Sorting(Arm first, Arm second, Set<Trait> apart) {
      this.first = first;
      this.second = second;
      this.apart = apart;
    }

    Pairing sorted() {
      var ones = byPlace(first);
      var others = byPlace(second);
      ones.forEach((place, face) -> {
        var other = others.get(place);
        if (other != null) {
          sort(face, other);
        }
      });
      leaveOut(Unpaired.Why.NO_PARTNER, first.name(), without(ones, others));
      leaveOut(Unpaired.Why.NO_PARTNER, second.name(), without(others, ones));
      leaveOut(Unpaired.Why.NOT_SCORED, "both", notScored);
      leaveOut(Unpaired.Why.INTENDED_CONFLICT, "both", conflicts);
      return new Pairing(apart, pairs, leftOut);
    }

    /// One face for each place: a scored one before others, then the one named first.
    private Map<List<String>, ArmFace> byPlace(Arm arm) {
      var order =
          Comparator.comparing((ArmFace face) -> face.score() instanceof Unscored)
              .thenComparing(ArmFace::source);
      var all =
          arm.faces().stream()
              .collect(
                  Collectors.groupingBy(
                      face -> face.place().pairKey(apart),
                      LinkedHashMap::new,
                      Collectors.toList()));
      var chosen = new LinkedHashMap<List<String>, ArmFace>();
      var again = new ArrayList<ArmFace>();
      all.forEach((place, faces) -> {
        faces.sort(order);
        chosen.put(place, faces.getFirst());
        again.addAll(faces.subList(1, faces.size()));
      });
      leaveOut(Unpaired.Why.AGAIN, arm.name(), again);
      return chosen;
    }

    private static List<ArmFace> without(
        Map<List<String>, ArmFace> ones, Map<List<String>, ArmFace> others) {
      return ones.entrySet().stream()
          .filter(one -> !others.containsKey(one.getKey()))
          .map(one -> Objects.requireNonNull(one.getValue()))
          .toList();
    }

    private void sort(ArmFace one, ArmFace other) {
      var scores = List.of(one.score(), other.score());
      if (scores.stream().anyMatch(IntendedConflict.class::isInstance)) {
        Stream.of(one, other).forEach(conflicts::add);
      } else if (scores.stream().allMatch(Points.class::isInstance)) {
        pairs.add(new FacePair(one, other));
      } else {
        Stream.of(one, other).forEach(notScored::add);
      }
    }

    private void leaveOut(Unpaired.Why why, String arm, List<ArmFace> faces) {
      if (!faces.isEmpty()) {
        leftOut.add(new Unpaired(why, arm, faces));
      }
    }
  }
}
