package lab.harmony.comparison;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.comparison.arms.Arm;
import lab.harmony.comparison.arms.ArmFace;
import lab.harmony.comparison.arms.ArmJudge;
import lab.harmony.comparison.arms.ArmPlace;
import lab.harmony.comparison.arms.ArmScore.IntendedConflict;
import lab.harmony.comparison.arms.ArmScore.Points;
import lab.harmony.comparison.arms.ArmScore.Unscored;
import lab.harmony.comparison.arms.Trait;
import lab.harmony.comparison.counted.CountedPair;

/// The faces of two arms, two by two: those that are the same in all but what decides the arms.
/// Every face of both arms is in a pair or among those left out, with the reason.
///
/// @param apart what decides the arms
/// @param parted the parts of what draws and of the settings that do
/// @param pairs both faces scored, in the order of the first arm
/// @param leftOut faces that are in no pair that counts
public record Pairing(
    Set<Trait> apart, ArmPlace.Parted parted, List<FacePair> pairs, List<Unpaired> leftOut) {

  public Pairing {
    pairs = List.copyOf(pairs);
    leftOut = List.copyOf(leftOut);
  }

  /// @throws IllegalArgumentException if the arms were scored by different judges
  public static Pairing of(Arm first, Arm second) {
    return of(first, second, (_, _) -> false);
  }

  /// @param alike whether two faces look the same, so that their pair says nothing, whoever scored
  ///   it
  /// @throws IllegalArgumentException if the arms were scored by different judges
  static Pairing of(Arm first, Arm second, BiPredicate<ArmFace, ArmFace> alike) {
    if (!first.judge().equals(second.judge())) {
      throw new IllegalArgumentException(
          "need two arms scored by one judge, got %s and %s"
              .formatted(first.judge().words(), second.judge().words()));
    }
    var inBoth = new HashSet<>(sources(first));
    inBoth.retainAll(sources(second));
    var one = first.without(inBoth);
    var other = second.without(inBoth);
    var shared = first.faces().stream().filter(face -> inBoth.contains(face.source())).toList();
    var sorted = new ArrayList<Pairing>();
    for (var parted : one.parted(other)) {
      sorted.add(sorted(new Sorting(one, other, parted, alike), shared));
      if (!sorted.getLast().isEmpty()) {
        return sorted.getLast();
      }
    }
    return sorted.getFirst();
  }

  private static Pairing sorted(Sorting sorting, List<ArmFace> shared) {
    sorting.leaveOut(Unpaired.Why.IN_BOTH, "both", shared);
    return sorting.sorted();
  }

  /// Whether no two faces came together, scored or not.
  private boolean isEmpty() {
    return pairs.isEmpty()
        && leftOut.stream()
            .noneMatch(left ->
                left.why() == Unpaired.Why.NOT_SCORED
                    || left.why() == Unpaired.Why.ALIKE
                    || left.why() == Unpaired.Why.INTENDED_CONFLICT
                    || left.why() == Unpaired.Why.SEVERAL_WAYS);
  }

  private static Set<String> sources(Arm arm) {
    return arm.faces().stream().map(ArmFace::source).collect(Collectors.toSet());
  }

  /// How many pairs there are of which this judge has not scored both faces.
  int notScored() {
    return pairs(Unpaired.Why.NOT_SCORED);
  }

  /// How many pairs are left out for a reason.
  int pairs(Unpaired.Why why) {
    return leftOut.stream()
            .filter(left -> left.why() == why)
            .mapToInt(left -> left.faces().size())
            .sum()
        / 2;
  }

  /// Whether pairs came after others could be looked at: seeds of one place were drawn by several
  /// runs, or people have not scored all pairs yet.
  boolean inRounds(ArmJudge judge) {
    boolean goesOn =
        !(judge instanceof ArmJudge.Machine)
            && leftOut.stream().anyMatch(left -> left.why() == Unpaired.Why.NOT_SCORED);
    return goesOn
        || pairs.stream().collect(Collectors.groupingBy(this::placeWithoutSeed)).values().stream()
            .anyMatch(seeds ->
                batches(seeds, FacePair::first) > 1 || batches(seeds, FacePair::second) > 1);
  }

  private static long batches(List<FacePair> pairs, Function<FacePair, ArmFace> face) {
    return pairs.stream().map(face).map(ArmFace::batch).distinct().count();
  }

  /// The place of a pair, whatever its seed.
  List<String> placeWithoutSeed(FacePair pair) {
    var without = new HashSet<>(apartIn(pair));
    without.add(Trait.SEED);
    return pair.first().place().pairKey(without, parted);
  }

  /// What decides the arms, but for the wording where the two faces share it.
  private Set<Trait> apartIn(FacePair pair) {
    return pair.first().place().words().equals(pair.second().place().words())
        ? Arm.exceptWords(apart)
        : apart;
  }

  /// The pairs by prompt: the seeds of a prompt, and its scales, stand together.
  public List<List<FacePair>> byPrompt() {
    return pairs.stream()
        .collect(
            Collectors.groupingBy(
                pair -> pair.first().place().promptKey(apartIn(pair)),
                LinkedHashMap::new,
                Collectors.toList()))
        .values()
        .stream()
        .toList();
  }

  /// What counts of the pairs, by prompt as [#byPrompt()].
  List<List<CountedPair>> counted() {
    var known = known();
    return byPrompt().stream()
        .map(prompt ->
            prompt.stream()
                .map(pair ->
                    new CountedPair(
                        pair.firstPoints(),
                        pair.secondPoints(),
                        Objects.requireNonNull(known.get(pair))))
                .toList())
        .toList();
  }

  /// The place of each pair in the order in which both faces of each were scored.
  Map<FacePair, Integer> known() {
    var known = new IdentityHashMap<FacePair, Integer>();
    pairs.stream().sorted(FacePair.AS_KNOWN).forEach(pair -> known.put(pair, known.size()));
    return known;
  }

  private static final class Sorting {
    private final Arm first;
    private final Arm second;
    private final Set<Trait> apart;
    private final ArmPlace.Parted parted;
    private final BiPredicate<ArmFace, ArmFace> alike;
    private final Set<String> sharing;
    private final List<FacePair> pairs = new ArrayList<>();
    private final List<Unpaired> leftOut = new ArrayList<>();
    private final List<ArmFace> notScored = new ArrayList<>();
    private final List<ArmFace> conflicts = new ArrayList<>();
    private final List<ArmFace> severalWays = new ArrayList<>();
    private final List<ArmFace> same = new ArrayList<>();

    Sorting(Arm first, Arm second, ArmPlace.Parted parted, BiPredicate<ArmFace, ArmFace> alike) {
      this.parted = parted;
      this.alike = alike;
      this.first = first;
      this.second = second;
      this.apart = first.apart(second);
      this.sharing = first.cellsSharingWords(second);
    }

    Pairing sorted() {
      var onesPlaces = places(first);
      var othersPlaces = places(second);
      var onesWays = inSeveralWays(onesPlaces);
      var othersWays = inSeveralWays(othersPlaces);
      var ones = byPlace(first, onesPlaces);
      var others = byPlace(second, othersPlaces);
      ones.forEach((place, face) -> {
        var other = others.get(place);
        if (other != null && onesWays.contains(place) && othersWays.contains(place)) {
          Stream.of(face, other).forEach(severalWays::add);
        } else if (other != null) {
          sort(face, other);
        }
      });
      leaveOut(Unpaired.Why.NO_PARTNER, first.name(), without(ones, others));
      leaveOut(Unpaired.Why.NO_PARTNER, second.name(), without(others, ones));
      leaveOut(Unpaired.Why.SEVERAL_WAYS, "both", severalWays);
      leaveOut(Unpaired.Why.ALIKE, "both", same);
      leaveOut(Unpaired.Why.NOT_SCORED, "both", notScored);
      leaveOut(Unpaired.Why.INTENDED_CONFLICT, "both", conflicts);
      return new Pairing(apart, parted, pairs, leftOut);
    }

    /// Cells of which both arms have a wording are paired by it, whatever other cells are like.
    private Set<Trait> apartAt(ArmPlace place) {
      return sharing.contains(place.cell())
              && !apart.contains(Trait.ARCHETYPE)
              && !apart.contains(Trait.EMOTION)
          ? Arm.exceptWords(apart)
          : apart;
    }

    /// One face for each place: a scored one before others, then the one named first.
    private Map<List<String>, ArmFace> byPlace(Arm arm, Map<List<String>, List<ArmFace>> all) {
      var order =
          Comparator.comparing((ArmFace face) -> face.score() instanceof Unscored)
              .thenComparing(ArmFace.BY_SOURCE);
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

    private Map<List<String>, List<ArmFace>> places(Arm arm) {
      return arm.faces().stream()
          .collect(
              Collectors.groupingBy(
                  face -> face.place().pairKey(apartAt(face.place()), parted),
                  LinkedHashMap::new,
                  Collectors.toList()));
    }

    /// The places at which an arm has faces that differ in what draws or in the settings. Where the
    /// other arm has such faces too, any pair of them could differ in more than the arms do.
    private static Set<List<String>> inSeveralWays(Map<List<String>, List<ArmFace>> places) {
      return places.entrySet().stream()
          .filter(place ->
              place.getValue().stream()
                      .map(face -> List.of(face.place().drawnBy(), face.place().settings()))
                      .distinct()
                      .count()
                  > 1)
          .map(Map.Entry::getKey)
          .collect(Collectors.toSet());
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
      } else if (alike.test(one, other)) {
        Stream.of(one, other).forEach(same::add);
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
