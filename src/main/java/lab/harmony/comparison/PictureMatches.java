package lab.harmony.comparison;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lab.harmony.runs.ImageId;

/// The pictures of several arms that stand for the same: one of each arm, alike in all but what
/// decides the arms, by the rule by which [Pairing] pairs scored faces. The wording decides no arm
/// unless it was chosen by it.
///
/// @param together one of each arm, in the order of arms
/// @param inSeveral how many are in several arms, and are left out: none is held against itself
/// @param otherWords how many would stand together if they were worded alike
/// @param otherSettings how many would, if all else were alike too
/// @param alone how many others there are
/// @param example how two of those with other words differ
public record PictureMatches(
    List<List<ArmPicture>> together,
    int inSeveral,
    int otherWords,
    int otherSettings,
    int alone,
    Optional<String> example) {

  public PictureMatches {
    together = List.copyOf(together);
  }

  /// @throws IllegalArgumentException in words, if an arm has two pictures that stand for the same
  public static PictureMatches of(List<PlacedArm> all) {
    var several = inSeveral(all);
    var arms = without(all, several);
    var apart = apart(arms);
    var matched = common(arms, apart);
    var left = without(arms, matched);
    var worded = common(left, with(apart, EnumSet.of(Trait.WORDS)));
    var rest = without(left, worded);
    var drawn = common(rest, with(apart, EnumSet.of(Trait.WORDS, Trait.SETTINGS, Trait.DRAWN_BY)));
    return new PictureMatches(
        matched.stream().map(pictures -> onlyOnes(arms, pictures)).toList(),
        several.size(),
        count(worded),
        count(drawn),
        without(rest, drawn).stream().mapToInt(arm -> arm.pictures().size()).sum(),
        worded.stream().findFirst().map(PictureMatches::otherwise));
  }

  private static Set<ImageId> inSeveral(List<PlacedArm> arms) {
    var seen = new HashSet<ImageId>();
    var again = new HashSet<ImageId>();
    for (var arm : arms) {
      var own =
          arm.pictures().stream().map(picture -> picture.image().id()).collect(Collectors.toSet());
      own.stream().filter(seen::contains).forEach(again::add);
      seen.addAll(own);
    }
    return again;
  }

  /// What decides the arms: what draws and the settings where two have none in common, as with
  /// scored faces.
  private static Set<Trait> apart(List<PlacedArm> arms) {
    var deciding = EnumSet.of(Trait.DRAWN_BY, Trait.SETTINGS);
    if (arms.stream().anyMatch(arm -> arm.asked().contains(Trait.WORDS))) {
      deciding.add(Trait.WORDS);
    }
    var apart = EnumSet.noneOf(Trait.class);
    var unscored = arms.stream().map(PlacedArm::unscored).toList();
    for (int one = 0; one < unscored.size(); one++) {
      for (int other = one + 1; other < unscored.size(); other++) {
        apart.addAll(unscored.get(one).apart(unscored.get(other)));
      }
    }
    apart.retainAll(deciding);
    return apart;
  }

  private static Set<Trait> with(Set<Trait> apart, Set<Trait> more) {
    var all = EnumSet.copyOf(more);
    all.addAll(apart);
    return all;
  }

  /// What all arms have, arm by arm, in the order of the first.
  private static List<List<List<ArmPicture>>> common(List<PlacedArm> arms, Set<Trait> apart) {
    var byPlace = arms.stream().map(arm -> byPlace(arm, apart)).toList();
    return byPlace.getFirst().keySet().stream()
        .filter(place -> byPlace.stream().allMatch(arm -> arm.containsKey(place)))
        .map(place -> byPlace.stream().map(arm -> Objects.requireNonNull(arm.get(place))).toList())
        .toList();
  }

  private static Map<List<String>, List<ArmPicture>> byPlace(PlacedArm arm, Set<Trait> apart) {
    return arm.pictures().stream()
        .collect(
            Collectors.groupingBy(
                picture -> picture.place().pairKey(apart),
                LinkedHashMap::new,
                Collectors.toList()));
  }

  private static List<PlacedArm> without(List<PlacedArm> arms, List<List<List<ArmPicture>>> taken) {
    return without(
        arms,
        taken.stream()
            .flatMap(List::stream)
            .flatMap(List::stream)
            .map(picture -> picture.image().id())
            .collect(Collectors.toSet()));
  }

  private static List<PlacedArm> without(List<PlacedArm> arms, Set<ImageId> gone) {
    return arms.stream()
        .map(arm ->
            new PlacedArm(
                arm.name(),
                arm.asked(),
                arm.pictures().stream()
                    .filter(picture -> !gone.contains(picture.image().id()))
                    .toList()))
        .toList();
  }

  private static int count(List<List<List<ArmPicture>>> all) {
    return all.stream().flatMap(List::stream).mapToInt(List::size).sum();
  }

  private static List<ArmPicture> onlyOnes(List<PlacedArm> arms, List<List<ArmPicture>> all) {
    var ones = new ArrayList<ArmPicture>();
    for (int arm = 0; arm < arms.size(); arm++) {
      var own = all.get(arm);
      if (own.size() > 1) {
        throw new IllegalArgumentException(
            "%s has two pictures of %s: %s and %s. An arm needs one for each; choose its run, or run them in experiments of their own."
                .formatted(
                    arms.get(arm).name(),
                    own.getFirst().place().describe(Set.of()),
                    own.getFirst().image().id(),
                    own.get(1).image().id()));
      }
      ones.add(own.getFirst());
    }
    return List.copyOf(ones);
  }

  private static String otherwise(List<List<ArmPicture>> all) {
    var one = all.getFirst().getFirst();
    var other =
        all.stream()
            .flatMap(List::stream)
            .filter(picture -> !picture.place().words().equals(one.place().words()))
            .findFirst()
            .orElse(one);
    var words = new ArrayList<String>();
    ArmDifference.ofWords(one, other).forEach(difference -> words.add(difference.words()));
    return "%s: %s".formatted(one.place().cell(), String.join(", ", words));
  }
}
