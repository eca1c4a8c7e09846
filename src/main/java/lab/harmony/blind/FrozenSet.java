package lab.harmony.blind;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lab.harmony.runs.RunImage;

/// The pictures of a session, by what was asked for, and the size in which all of them are shown.
///
/// @param units what is rated
/// @param faces how many places of the matrix every arm has a picture of
/// @param leftOut pictures that some arm has no counterpart of
/// @param width of every picture, as raters see it
record FrozenSet(List<Unit> units, int faces, int leftOut, int width, int height) {

  private static final Comparator<Unit.Asked> ORDER =
      Comparator.comparing(Unit.Asked::archetype)
          .thenComparing(Unit.Asked::emotion)
          .thenComparingDouble(Unit.Asked::cfgScale)
          .thenComparingLong(Unit.Asked::seed);

  FrozenSet {
    units = List.copyOf(units);
  }

  /// How many prompts stand behind the faces.
  int prompts() {
    return (int) units.stream().map(unit -> unit.asked().prompt()).distinct().count();
  }

  /// @param arms the pictures of each arm
  /// @throws BlindProblem if they cannot be compared blind
  static FrozenSet of(BlindForm form, List<BlindArm> names, List<List<RunImage>> arms) {
    switch (form) {
      case CHECKLIST, POINTS -> {
        if (arms.isEmpty()) {
          throw new BlindProblem("A session needs an arm. Choose whose pictures are rated.");
        }
      }
      case PAIRS -> {
        if (arms.size() < 2) {
          throw new BlindProblem(
              "Pairs need two arms at least. Choose another arm, or the checklist.");
        }
      }
      case ORDER -> {
        if (arms.size() != form.pictures()) {
          throw new BlindProblem(
              "An order of four needs four arms, got %d. Choose as many, or pairs."
                  .formatted(arms.size()));
        }
      }
    }
    var byAsked = new ArrayList<Map<Unit.Asked, RunImage>>();
    for (int arm = 0; arm < arms.size(); arm++) {
      byAsked.add(byAsked(names.get(arm), arms.get(arm)));
    }
    var common =
        byAsked.getFirst().keySet().stream()
            .filter(asked -> byAsked.stream().allMatch(arm -> arm.containsKey(asked)))
            .sorted(ORDER)
            .toList();
    if (common.isEmpty()) {
      throw new BlindProblem(
          "The arms share no archetype, emotion, CFG and seed. Choose arms that were asked for the"
              + " same, or run the missing prompts first.");
    }
    var units = new ArrayList<Unit>();
    for (var asked : common) {
      units.addAll(units(form, asked, byAsked, units.size()));
    }
    int there = arms.stream().mapToInt(List::size).sum();
    var size =
        size(common.stream().flatMap(it -> byAsked.stream().map(arm -> arm.get(it))).toList());
    return new FrozenSet(
        units, common.size(), there - common.size() * arms.size(), size.width(), size.height());
  }

  private record Size(int width, int height) {}

  private static Map<Unit.Asked, RunImage> byAsked(BlindArm name, List<RunImage> images) {
    var found = new LinkedHashMap<Unit.Asked, RunImage>();
    for (var image : images) {
      var prompt = image.prompt();
      var asked =
          new Unit.Asked(prompt.archetype(), prompt.emotion(), prompt.cfgScale(), prompt.seed());
      var before = found.put(asked, image);
      if (before != null) {
        throw new BlindProblem(
            "%s has two pictures of %s × %s, CFG %s, seed %d: %s and %s. An arm needs one for each; run them in experiments of their own."
                .formatted(
                    name.label(),
                    asked.archetype(),
                    asked.emotion(),
                    asked.cfgScale(),
                    asked.seed(),
                    before.id(),
                    image.id()));
      }
    }
    return found;
  }

  private static List<Unit> units(
      BlindForm form, Unit.Asked asked, List<Map<Unit.Asked, RunImage>> arms, int next) {
    var shown = new ArrayList<Unit.Shown>();
    for (int arm = 0; arm < arms.size(); arm++) {
      var image = java.util.Objects.requireNonNull(arms.get(arm).get(asked));
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

  /// The smallest size: a larger picture next to a smaller one would tell the arm. All of one
  /// shape, or they could be told apart by it.
  private static Size size(List<RunImage> images) {
    var sizes =
        images.stream()
            .map(image -> new Size(image.width(), image.height()))
            .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
    var least = sizes.stream().min(Comparator.comparingInt(Size::width)).orElseThrow();
    for (var size : sizes) {
      if ((long) size.width() * least.height() != (long) size.height() * least.width()) {
        throw new BlindProblem(
            "The pictures have different shapes (%d × %d and %d × %d), by which an arm would be recognised. Choose arms of one shape."
                .formatted(least.width(), least.height(), size.width(), size.height()));
      }
    }
    return least;
  }
}
