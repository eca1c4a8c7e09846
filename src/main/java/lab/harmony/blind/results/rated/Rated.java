package lab.harmony.blind.results.rated;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import lab.harmony.stats.Proportion;

/// One judgement that counts.
///
/// @param rater from 0
/// @param position in the rater's order, from 0
/// @param again whether the rater was shown it before
/// @param sides the places of the unit's pictures from left to right
public record Rated(
    int rater,
    int position,
    boolean again,
    RatedUnit unit,
    List<Integer> sides,
    Judgement judgement,
    boolean intendedConflict,
    int milliseconds) {

  public Rated {
    sides = List.copyOf(sides);
  }

  /// The same by another number of the rater.
  public Rated by(int number) {
    return new Rated(
        number, position, again, unit, sides, judgement, intendedConflict, milliseconds);
  }

  /// Whether it counts among those that succeed or fail.
  boolean counts() {
    return !cannotTell() && !intendedConflict;
  }

  public boolean cannotTell() {
    return judgement instanceof Judgement.CannotTell;
  }

  /// The points of a face; empty where something else was asked.
  public OptionalInt points() {
    return switch (judgement) {
      case Judgement.Items(var checklist) -> OptionalInt.of(checklist.points());
      case Judgement.Points(int points) -> OptionalInt.of(points);
      case Judgement.CannotTell _, Judgement.Preference _, Judgement.Order _ -> OptionalInt.empty();
    };
  }

  /// 1 where the first of two arms is preferred, -1 where the second is, 0 where neither; empty
  /// where nothing is said of these two.
  public Optional<Integer> preference(int first, int second) {
    int one = unit.place(first);
    int other = unit.place(second);
    if (one < 0 || other < 0) {
      return Optional.empty();
    }
    return switch (judgement) {
      case Judgement.Preference(var better) ->
          Optional.of(
              switch (better) {
                case FIRST -> one < other ? 1 : -1;
                case SECOND -> one < other ? -1 : 1;
                case EQUAL, BOTH_BAD -> 0;
              });
      case Judgement.Order order -> Optional.of(order.above(one, other));
      case Judgement.CannotTell _, Judgement.Items _, Judgement.Points _ -> Optional.empty();
    };
  }

  /// The judgement as one of a few, whatever lay on which side.
  public int category() {
    return switch (judgement) {
      case Judgement.CannotTell _ -> -1;
      case Judgement.Items _, Judgement.Points _ -> points().orElseThrow();
      case Judgement.Preference(var better) -> better.ordinal();
      case Judgement.Order order -> {
        int code = 0;
        for (int place = 0; place < unit.pictures().size(); place++) {
          code = code * unit.pictures().size() + order.group(place);
        }
        yield code;
      }
    };
  }

  /// In how much of what two judgements of one unit say they say the same: of orders each two faces
  /// count for themselves, else all of it at once.
  public Proportion same(Rated other) {
    if (judgement instanceof Judgement.Order mine
        && other.judgement instanceof Judgement.Order theirs) {
      var same =
          unit.eachTwo((one, next) -> mine.above(one, next) == theirs.above(one, next) ? 1 : 0);
      return new Proportion(same.stream().mapToInt(Integer::intValue).sum(), same.size());
    }
    return new Proportion(category() == other.category() ? 1 : 0, 1);
  }

  /// Of each two faces of which one is preferred, how often it is the one that lay before the
  /// other; empty where faces are judged alone.
  public Optional<Proportion> leftPreferred() {
    return switch (judgement) {
      case Judgement.Preference(var better) ->
          Optional.of(
              switch (better) {
                case FIRST -> new Proportion(sides.getFirst() == 0 ? 1 : 0, 1);
                case SECOND -> new Proportion(sides.getFirst() == 1 ? 1 : 0, 1);
                case EQUAL, BOTH_BAD -> new Proportion(0, 0);
              });
      case Judgement.Order order -> {
        var signs =
            unit.eachTwo((one, next) -> order.above(sides.get(one), sides.get(next))).stream()
                .filter(sign -> sign != 0)
                .toList();
        yield Optional.of(
            new Proportion((int) signs.stream().filter(sign -> sign > 0).count(), signs.size()));
      }
      case Judgement.CannotTell _, Judgement.Items _, Judgement.Points _ -> Optional.empty();
    };
  }

  /// Those that succeed or fail.
  public static List<Rated> counted(List<Rated> all) {
    return all.stream().filter(Rated::counts).toList();
  }

  public static List<Rated> firsts(List<Rated> all) {
    return all.stream()
        .filter(one -> !one.again)
        .sorted(Comparator.comparingInt(one -> one.unit.number()))
        .toList();
  }
}
