package lab.harmony.reports.grid;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.reports.grid.axes.GridAxis;
import lab.harmony.reports.grid.facts.GridArmFacts;
import lab.harmony.reports.grid.facts.GridFact;
import lab.harmony.reports.grid.facts.GridPicture;
import lab.harmony.runs.images.ImageAxis;

/// The arms that the pictures of a grid are by the values of one fact: exactly what the grid shows
/// at the step of its bar, filters aside, for pictures that were chosen by their verdicts would
/// tell nothing.
///
/// @param fact by whose values they are told apart
/// @param where the values of facts by which each arm is chosen; empty where arms cannot say what
///   the grid shows
/// @param unsaid the axes of which the grid shows some values; empty where others are the reason,
///   or none is
/// @param several in what an arm has several pictures of one prompt and seed, which raters cannot
///   be shown
public record GridArms(
    GridFact fact, List<Map<String, String>> where, List<GridFact> unsaid, List<GridFact> several) {

  /// More values of an axis than these are compared by naming them.
  private static final int MOST = 24;

  /// What raters are told, what is another face, and what are other words.
  private static final Set<String> TOLD =
      Set.of("archetype", "emotion", "seed", "wording", "template", "negative");

  public GridArms {
    where = List.copyOf(where);
    unsaid = List.copyOf(unsaid);
    several = List.copyOf(several);
  }

  /// Whether arms can say exactly what the grid shows.
  public boolean exact() {
    return !where.isEmpty();
  }

  /// Whether raters are not told the fact, and it changes neither the words nor the face.
  public boolean unknownToRaters() {
    return !isTold(fact);
  }

  /// Whether each arm has one picture of each prompt and seed at most.
  public boolean ratedBlind() {
    return exact() && unknownToRaters() && several.isEmpty();
  }

  private static boolean isTold(GridFact fact) {
    return TOLD.contains(fact.text()) || fact.text().startsWith("phrase.");
  }

  /// By each axis, and by what the prompt matrix varies, that has several values in what is shown.
  static List<GridArms> of(Grid grid) {
    return new Finding(grid).all();
  }

  private static final class Finding {
    private final Grid grid;
    private final List<GridFact> facts;
    private final List<GridPicture> shown;
    private final Map<String, String> chosen = new LinkedHashMap<>();
    private final List<GridPicture> known;

    Finding(Grid grid) {
      this.grid = grid;
      facts = grid.offered().stream().filter(GridArmFacts::choosesArms).toList();
      shown = grid.standing().stream().filter(grid.isChosen(grid.axes().chosen())).toList();
      grid.axes().chosen().stream()
          .filter(axis -> axis.only().size() == 1)
          .forEach(axis -> choose(axis.fact(), axis.only().getFirst()));
      grid.bar().forEach(step -> choose(step.axis().fact(), step.value()));
      known = with(chosen, grid.known());
    }

    private void choose(GridFact fact, String value) {
      if (GridArmFacts.choosesArms(fact)) {
        chosen.put(fact.text(), value);
      }
    }

    private String of(GridFact fact, GridPicture picture) {
      return grid.axis(fact).of(picture);
    }

    private List<GridPicture> with(Map<String, String> where, Collection<GridPicture> some) {
      var wanted = new LinkedHashMap<GridFact, String>();
      where.forEach((text, value) -> wanted.put(GridFact.parse(text), value));
      return some.stream()
          .filter(picture ->
              wanted.entrySet().stream()
                  .allMatch(one -> of(one.getKey(), picture).equals(one.getValue())))
          .toList();
    }

    List<GridArms> all() {
      return Stream.concat(
              Stream.of(ImageAxis.values()).map(GridFact::of), grid.axes().facts().stream())
          .distinct()
          .filter(GridArmFacts::choosesArms)
          .flatMap(fact -> by(fact).stream())
          .toList();
    }

    private List<GridArms> by(GridFact fact) {
      var arms =
          shown.stream()
              .collect(
                  Collectors.groupingBy(
                      picture -> of(fact, picture), LinkedHashMap::new, Collectors.toList()));
      if (arms.size() < 2 || arms.size() > MOST) {
        return List.of();
      }
      var there = known.stream().collect(Collectors.groupingBy(picture -> of(fact, picture)));
      var where = new ArrayList<Map<String, String>>();
      var exact = true;
      for (var value : grid.values(fact)) {
        var own = arms.get(value);
        if (own != null) {
          var narrowed = narrowed(fact, value, own, there.getOrDefault(value, List.of()));
          exact &= !narrowed.isEmpty();
          where.add(narrowed);
        }
      }
      return List.of(
          new GridArms(
              fact,
              exact ? where : List.of(),
              exact ? List.of() : partly(),
              exact ? several(fact, arms.values()) : List.of()));
    }

    /// By what exactly these are chosen among all that an arm would have: no more facts than it
    /// takes. Empty where none do.
    private Map<String, String> narrowed(
        GridFact fact, String value, List<GridPicture> own, List<GridPicture> candidates) {
      var where = new LinkedHashMap<>(chosen);
      where.put(fact.text(), value);
      var left = candidates;
      for (var other : facts) {
        if (left.size() == own.size()) {
          break;
        }
        var values = own.stream().map(picture -> of(other, picture)).distinct().toList();
        if (values.size() == 1) {
          var fewer =
              left.stream().filter(one -> of(other, one).equals(values.getFirst())).toList();
          if (fewer.size() < left.size()) {
            where.put(other.text(), values.getFirst());
            left = fewer;
          }
        }
      }
      return left.size() == own.size() ? where : Map.of();
    }

    /// The axes of which several values are chosen, and not all.
    private List<GridFact> partly() {
      return grid.axes().chosen().stream()
          .filter(axis -> axis.only().size() > 1)
          .map(GridAxis::fact)
          .filter(GridArmFacts::choosesArms)
          .toList();
    }

    /// In what pictures differ that stand for the same in one arm.
    private List<GridFact> several(GridFact fact, Collection<List<GridPicture>> arms) {
      record Asked(
          String archetype,
          String emotion,
          double cfgScale,
          long seed,
          String words,
          String negative) {}
      var scale = fact.equals(GridFact.of(ImageAxis.CFG));
      var found = new LinkedHashSet<GridFact>();
      for (var arm : arms) {
        var first = new LinkedHashMap<Asked, GridPicture>();
        for (var picture : arm) {
          var at = picture.position();
          var asked =
              new Asked(
                  at.archetype(),
                  at.emotion(),
                  scale ? 0 : at.cfgScale(),
                  at.seed(),
                  picture.settings().prompt(),
                  picture.settings().negativePrompt());
          var before = first.putIfAbsent(asked, picture);
          if (before != null) {
            differing(before, picture).forEach(found::add);
          }
        }
      }
      return List.copyOf(found);
    }

    /// The run tells any two apart that nothing else does.
    private List<GridFact> differing(GridPicture one, GridPicture other) {
      var differing =
          facts.stream().filter(fact -> !of(fact, one).equals(of(fact, other))).toList();
      var axes = new HashSet<>(grid.axes().facts());
      var named = differing.stream().filter(axes::contains).toList();
      return !named.isEmpty() ? named : differing.stream().limit(1).toList();
    }
  }
}
