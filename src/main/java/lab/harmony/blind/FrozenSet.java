package lab.harmony.blind;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lab.harmony.blind.frozen.PictureSizes;
import lab.harmony.blind.session.AlikeArms;
import lab.harmony.blind.session.BlindForm;
import lab.harmony.blind.session.BlindProblem;
import lab.harmony.blind.session.NotRated;
import lab.harmony.blind.session.Unit;
import lab.harmony.comparison.PictureMatches;
import lab.harmony.comparison.PlacedArm;
import lab.harmony.comparison.arms.ArmDifference;
import lab.harmony.comparison.arms.ArmDifferences;
import lab.harmony.comparison.arms.ArmPicture;
import lab.harmony.comparison.arms.DrawnAs;
import lab.harmony.runs.RunImage;

/// The pictures of a session, by what was asked for, and the size in which all of them are shown.
///
/// @param units what is rated
/// @param faces how many places of the matrix every arm has a picture of
/// @param leftOut pictures that are not rated
/// @param differences what differs between arms besides what they are
/// @param alike which two are alike in all that is known
record FrozenSet(
    List<Unit> units,
    int faces,
    NotRated leftOut,
    List<ArmDifference> differences,
    List<AlikeArms> alike,
    PictureSizes sizes) {

  private static final Comparator<Unit.Asked> ORDER =
      Comparator.comparing(Unit.Asked::archetype)
          .thenComparing(Unit.Asked::emotion)
          .thenComparingDouble(asked -> asked.cfgScale().orElse(0))
          .thenComparingLong(Unit.Asked::seed);

  FrozenSet {
    units = List.copyOf(units);
    differences = List.copyOf(differences);
    alike = List.copyOf(alike);
  }

  /// How many prompts stand behind the faces.
  int prompts() {
    return (int) units.stream().map(unit -> unit.asked().prompt()).distinct().count();
  }

  /// @param content what is shown of a picture: the same of two that nothing tells apart
  /// @throws BlindProblem if they cannot be compared blind
  static FrozenSet of(BlindForm form, List<PlacedArm> arms, Function<RunImage, String> content) {
    requireNumber(form, arms.size());
    var matches = matched(arms, content);
    if (matches.together().isEmpty()) {
      throw new BlindProblem(NotRated.of(matches).nothing(arms.size()));
    }
    var byAsked = new TreeMap<Unit.Asked, List<ArmPicture>>(ORDER);
    for (var together : matches.together()) {
      var before = byAsked.put(asked(together), together);
      if (before != null) {
        throw new BlindProblem(
            PictureMatches.twice(arms.getFirst().name(), before.getFirst(), together.getFirst()));
      }
    }
    var units = new ArrayList<Unit>();
    byAsked.forEach((asked, together) -> units.addAll(units(form, asked, together, units.size())));
    return new FrozenSet(
        units,
        byAsked.size(),
        NotRated.of(matches),
        ArmDifferences.of(
            arms.stream().map(PlacedArm::name).toList(),
            matches.together().stream().map(FrozenSet::byArm).toList()),
        alike(matches.together(), arms.size()),
        PictureSizes.of(
            arms.stream().map(PlacedArm::name).toList(),
            IntStream.range(0, arms.size())
                .mapToObj(arm ->
                    matches.together().stream().map(together -> together.get(arm).image()).toList())
                .toList()));
  }

  private static PictureMatches matched(List<PlacedArm> arms, Function<RunImage, String> content) {
    try {
      return PictureMatches.of(arms, content);
    } catch (IllegalArgumentException e) {
      throw new BlindProblem(String.valueOf(e.getMessage()));
    }
  }

  /// Which two arms are alike in all that is known of them.
  private static List<AlikeArms> alike(List<List<ArmPicture>> all, int arms) {
    var alike = new ArrayList<AlikeArms>();
    for (int one = 0; one < arms; one++) {
      for (int other = one + 1; other < arms; other++) {
        var two = new AlikeArms(one, other);
        if (all.stream().allMatch(together -> two.holds(arm -> together.get(arm).place()))) {
          alike.add(two);
        }
      }
    }
    return alike;
  }

  private static Map<Integer, DrawnAs> byArm(List<ArmPicture> together) {
    return IntStream.range(0, together.size())
        .boxed()
        .collect(Collectors.toMap(arm -> arm, arm -> together.get(arm).drawn()));
  }

  private static Unit.Asked asked(List<ArmPicture> together) {
    var place = together.getFirst().place();
    boolean oneScale =
        together.stream().allMatch(picture -> picture.place().cfgScale() == place.cfgScale());
    return new Unit.Asked(
        place.archetype(),
        place.emotion(),
        oneScale ? OptionalDouble.of(place.cfgScale()) : OptionalDouble.empty(),
        place.seed());
  }

  private static void requireNumber(BlindForm form, int arms) {
    switch (form) {
      case CHECKLIST, POINTS -> {
        if (arms == 0) {
          throw new BlindProblem("A session needs an arm. Choose whose pictures are rated.");
        }
      }
      case PAIRS -> {
        if (arms < 2) {
          throw new BlindProblem(
              "Pairs need two arms at least. Choose another arm, or the checklist.");
        }
      }
      case ORDER -> {
        if (arms != form.pictures()) {
          throw new BlindProblem(
              "An order of four needs four arms, got %d. Choose as many, or pairs."
                  .formatted(arms));
        }
      }
    }
  }

  /// What has to lie there so that it can be rated, without gold.
  PreparedPictures.Wanted wanted() {
    return new PreparedPictures.Wanted(
        sizes.width(),
        sizes.height(),
        units.stream()
            .flatMap(unit -> unit.pictures().stream())
            .map(shown -> new PreparedPictures.Frozen(shown.image(), shown.sha256()))
            .distinct()
            .toList(),
        List.of());
  }

  /// Some pictures of each arm, as many of each.
  List<PreparedPictures.Frozen> ofEachArm(int most) {
    var byArm = new TreeMap<Integer, List<PreparedPictures.Frozen>>();
    units.stream()
        .flatMap(unit -> unit.pictures().stream())
        .distinct()
        .forEach(shown ->
            byArm
                .computeIfAbsent(shown.arm(), _ -> new ArrayList<>())
                .add(new PreparedPictures.Frozen(shown.image(), shown.sha256())));
    return byArm.values().stream()
        .flatMap(of ->
            IntStream.range(0, Math.min(most, of.size()))
                .mapToObj(at -> of.get(at * of.size() / Math.min(most, of.size()))))
        .toList();
  }

  private static List<Unit> units(
      BlindForm form, Unit.Asked asked, List<ArmPicture> together, int next) {
    var shown = new ArrayList<Unit.Shown>();
    for (int arm = 0; arm < together.size(); arm++) {
      var image = together.get(arm).image();
      shown.add(new Unit.Shown(arm, image.id(), image.sha256()));
    }
    return switch (form) {
      case CHECKLIST, POINTS -> numbered(next, asked, shown.stream().map(List::of).toList());
      case PAIRS -> numbered(next, asked, eachTwo(shown));
      case ORDER -> numbered(next, asked, List.of(shown));
    };
  }

  private static List<List<Unit.Shown>> eachTwo(List<Unit.Shown> shown) {
    var pairs = new ArrayList<List<Unit.Shown>>();
    for (int one = 0; one < shown.size(); one++) {
      for (int other = one + 1; other < shown.size(); other++) {
        pairs.add(List.of(shown.get(one), shown.get(other)));
      }
    }
    return pairs;
  }

  private static List<Unit> numbered(int next, Unit.Asked asked, List<List<Unit.Shown>> together) {
    return IntStream.range(0, together.size())
        .mapToObj(place -> new Unit(next + place, asked, together.get(place)))
        .toList();
  }
}
