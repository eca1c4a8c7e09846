package lab.harmony.comparison;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.comparison.arms.ArmDifferences;
import lab.harmony.comparison.arms.ArmPicture;
import lab.harmony.comparison.arms.Trait;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunImage;

/// The pictures of several arms that stand for the same: one of each arm, with the same words and
/// the same seed, and the same CFG scale where that does not decide the arms. What else they differ
/// in is for [ArmDifferences] to tell. Where an arm has several for the same, those that were drawn
/// as one of each other arm was are taken.
///
/// @param together one of each arm, in the order of arms
/// @param leftOut how many are not among these, by reason
/// @param example how two differ of those that are worded otherwise
/// @param twins the names of each two arms that have the same picture somewhere
public record PictureMatches(
    List<List<ArmPicture>> together,
    Map<Why, Integer> leftOut,
    Optional<String> example,
    Set<List<String>> twins) {

  /// Why a picture stands with none of another arm.
  public enum Why {
    /// Two arms have the same picture there, whatever their files are called.
    ALIKE,
    OTHER_WORDS,
    OTHER_SETTINGS,
    ALONE
  }

  public PictureMatches {
    together = List.copyOf(together);
    leftOut = Map.copyOf(leftOut);
    twins = Collections.unmodifiableSet(new LinkedHashSet<>(twins));
  }

  public int leftOut(Why why) {
    return leftOut.getOrDefault(why, 0);
  }

  /// @param content what is shown of a picture: the same of two that nothing tells apart
  /// @throws IllegalArgumentException in words, if an arm has two pictures that stand for the same,
  ///   or two arms have pictures in common
  public static PictureMatches of(List<PlacedArm> arms, Function<RunImage, String> content) {
    requireNoneInTwo(arms);
    return new Matching(arms, content).matched();
  }

  private static void requireNoneInTwo(List<PlacedArm> arms) {
    for (int first = 0; first < arms.size(); first++) {
      var own = ids(arms.get(first)).collect(Collectors.toSet());
      for (var other : arms.subList(first + 1, arms.size())) {
        var shared = ids(other).filter(own::contains).toList();
        if (!shared.isEmpty()) {
          throw new IllegalArgumentException(
              "%s and %s have %s in common: %d of the %d of the one, %d of the %d of the other, such as %s. A picture cannot be held against itself. Choose arms of which none has a picture of another."
                  .formatted(
                      arms.get(first).name(),
                      other.name(),
                      shared.size() == 1 ? "1 picture" : shared.size() + " pictures",
                      shared.size(),
                      own.size(),
                      shared.size(),
                      other.pictures().size(),
                      shared.getFirst()));
        }
      }
    }
  }

  private static Stream<ImageId> ids(PlacedArm arm) {
    return arm.pictures().stream().map(picture -> picture.image().id());
  }

  private static final class Matching {
    private final List<PlacedArm> arms;
    private final Function<RunImage, String> content;
    private final Set<Trait> apart;
    private final Map<Why, Integer> leftOut = new LinkedHashMap<>();
    private final Set<List<String>> twins = new LinkedHashSet<>();
    private Optional<String> example = Optional.empty();

    Matching(List<PlacedArm> arms, Function<RunImage, String> content) {
      this.arms = arms;
      this.content = content;
      apart = EnumSet.of(Trait.DRAWN_BY, Trait.SETTINGS);
      if (scaleDecides()) {
        apart.add(Trait.CFG);
      }
    }

    PictureMatches matched() {
      var byPlace = arms.stream().map(arm -> byPlace(arm, apart)).toList();
      var together = new ArrayList<List<ArmPicture>>();
      var standing = new HashSet<List<String>>();
      for (var place : byPlace.getFirst().keySet()) {
        if (byPlace.stream().allMatch(arm -> arm.containsKey(place))) {
          standing.add(place);
          var all = byPlace.stream().map(arm -> Objects.requireNonNull(arm.get(place))).toList();
          var ones = one(all);
          count(Why.OTHER_SETTINGS, all.stream().mapToInt(List::size).sum() - ones.size());
          var alike = alike(ones);
          if (!alike.isEmpty()) {
            count(Why.ALIKE, ones.size());
            twins.addAll(alike);
          } else {
            together.add(ones);
          }
        }
      }
      leaveOthers(standing);
      return new PictureMatches(together, leftOut, example, twins);
    }

    private void leaveOthers(Set<List<String>> standing) {
      var without = EnumSet.copyOf(apart);
      without.add(Trait.WORDS);
      var asked = arms.stream().map(arm -> byPlace(arm, without)).toList();
      for (var arm : arms) {
        for (var picture : arm.pictures()) {
          if (standing.contains(picture.place().pairKey(apart))) {
            continue;
          }
          var place = picture.place().pairKey(without);
          if (asked.stream().allMatch(one -> one.containsKey(place))) {
            count(Why.OTHER_WORDS, 1);
            example =
                example.or(() ->
                    otherwise(
                        asked.stream()
                            .flatMap(one -> Objects.requireNonNull(one.get(place)).stream())
                            .toList()));
          } else {
            count(Why.ALONE, 1);
          }
        }
      }
    }

    private void count(Why why, int pictures) {
      if (pictures > 0) {
        leftOut.merge(why, pictures, Integer::sum);
      }
    }

    /// As with scored faces: where each arm has one scale, and not all the same.
    private boolean scaleDecides() {
      var scales =
          arms.stream()
              .map(arm ->
                  arm.pictures().stream()
                      .map(picture -> picture.place().cfgScale())
                      .collect(Collectors.toSet()))
              .toList();
      return scales.stream().allMatch(own -> own.size() == 1)
          && scales.stream().distinct().count() > 1;
    }

    private static Map<List<String>, List<ArmPicture>> byPlace(PlacedArm arm, Set<Trait> apart) {
      return arm.pictures().stream()
          .collect(
              Collectors.groupingBy(
                  picture -> picture.place().pairKey(apart),
                  LinkedHashMap::new,
                  Collectors.toList()));
    }

    /// One of each arm: the only one, or, where no arm has two that were drawn alike, the only one
    /// that was drawn as one of each other was.
    private List<ArmPicture> one(List<List<ArmPicture>> all) {
      if (all.stream().allMatch(own -> own.size() == 1)) {
        return all.stream().map(List::getFirst).toList();
      }
      var same =
          all.getFirst().stream()
              .map(picture -> picture.place().settings())
              .distinct()
              .map(settings ->
                  all.stream()
                      .map(own ->
                          own.stream()
                              .filter(picture -> picture.place().settings().equals(settings))
                              .toList())
                      .toList())
              .filter(found -> found.stream().allMatch(own -> own.size() == 1))
              .toList();
      if (arms.size() > 1
          && same.size() == 1
          && all.stream().noneMatch(Matching::hasSettingsTwice)) {
        return same.getFirst().stream().map(List::getFirst).toList();
      }
      for (int arm = 0; arm < all.size(); arm++) {
        if (all.get(arm).size() > 1) {
          throw new IllegalArgumentException(
              twice(arms.get(arm).name(), all.get(arm).getFirst(), all.get(arm).get(1)));
        }
      }
      throw new IllegalStateException();
    }

    private static boolean hasSettingsTwice(List<ArmPicture> own) {
      return own.stream().map(picture -> picture.place().settings()).distinct().count()
          < own.size();
    }

    /// The names of each two arms that have the same picture there.
    private List<List<String>> alike(List<ArmPicture> ones) {
      var contents = ones.stream().map(picture -> content.apply(picture.image())).toList();
      var alike = new ArrayList<List<String>>();
      for (int one = 0; one < contents.size(); one++) {
        for (int other = one + 1; other < contents.size(); other++) {
          if (contents.get(one).equals(contents.get(other))) {
            alike.add(List.of(arms.get(one).name(), arms.get(other).name()));
          }
        }
      }
      return alike;
    }

    private static Optional<String> otherwise(Collection<ArmPicture> all) {
      var one = all.iterator().next();
      return all.stream()
          .filter(picture -> !picture.place().words().equals(one.place().words()))
          .findFirst()
          .map(other ->
              "%s: %s"
                  .formatted(
                      one.place().cell(),
                      ArmDifferences.words(one.drawn(), other.drawn()).stream()
                          .filter(
                              words -> Stream.of("wording", "negative").anyMatch(words::startsWith))
                          .collect(Collectors.joining(", "))));
    }
  }

  /// In words, that an arm has two pictures that stand for the same, and what to do.
  public static String twice(String arm, ArmPicture one, ArmPicture other) {
    var differ = ArmDifferences.words(one.drawn(), other.drawn());
    return "%s has two pictures of %s: %s and %s%s. An arm needs one for each: choose a run, or a part of an experiment, as its arm."
        .formatted(
            arm,
            one.place().describe(Set.of()),
            one.image().id(),
            other.image().id(),
            differ.isEmpty() ? "" : ", which differ in " + String.join(", ", differ));
  }
}
