package lab.harmony.blind.results.telling;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import lab.harmony.blind.results.findings.MachineBeside;
import lab.harmony.blind.results.rated.Rated;
import lab.harmony.blind.session.Unit;
import org.jspecify.annotations.Nullable;

/// By which rule a row of a closed session counts answers.
public sealed interface Counting {

  /// Those of a session that stand behind a row, what counts first, and raters in turns.
  ///
  /// @param by whose answers the row is of
  default List<RowsBehind.Behind> of(List<Rated> rated, Set<Integer> by) {
    var own = rated.stream().filter(one -> by.contains(one.rater())).toList();
    return among(rated, own).stream()
        .sorted(
            Comparator.comparing(RowsBehind.Behind::others)
                .thenComparing(one -> !one.counts())
                .thenComparingInt(one -> one.answer().position())
                .thenComparingInt(one -> one.answer().rater()))
        .toList();
  }

  /// @param rated all of the session
  /// @param own of whom the row is
  List<RowsBehind.Behind> among(List<Rated> rated, List<Rated> own);

  /// What an arm reached.
  record OfArm(int arm) implements Counting {

    @Override
    public List<RowsBehind.Behind> among(List<Rated> rated, List<Rated> own) {
      return own.stream()
          .filter(one -> one.unit().place(arm) >= 0)
          .map(one -> behind(one, Optional.empty()))
          .toList();
    }
  }

  /// Which of two arms is preferred where both are shown.
  record OfPairs(int first, int second) implements Counting {

    @Override
    public List<RowsBehind.Behind> among(List<Rated> rated, List<Rated> own) {
      return own.stream()
          .filter(one -> one.unit().place(first) >= 0 && one.unit().place(second) >= 0)
          .map(one -> behind(one, Optional.empty()))
          .toList();
    }
  }

  /// How two arms differ whose faces are judged alone: by what was asked of both.
  record OfFaces(int first, int second) implements Counting {

    private static final String NOBODY = "nobody judged both arms, so nothing is compared";
    private static final String ALONE = "nothing of the other arm at this prompt and seed counts";

    @Override
    public List<RowsBehind.Behind> among(List<Rated> rated, List<Rated> own) {
      var ofFirst = asked(own, first);
      var ofSecond = asked(own, second);
      boolean none = Collections.disjoint(raters(own, first), raters(own, second));
      return own.stream()
          .filter(one -> one.unit().place(first) >= 0 || one.unit().place(second) >= 0)
          .map(one -> {
            var others = one.unit().place(first) >= 0 ? ofSecond : ofFirst;
            var alone =
                others.contains(one.unit().asked()) ? Optional.<String>empty() : Optional.of(ALONE);
            return behind(one, none ? Optional.of(NOBODY) : alone);
          })
          .toList();
    }

    private static Set<Integer> raters(List<Rated> own, int arm) {
      return Rated.counted(own).stream()
          .filter(one -> one.unit().place(arm) >= 0)
          .map(Rated::rater)
          .collect(Collectors.toSet());
    }

    private static Set<Unit.Asked> asked(List<Rated> own, int arm) {
      return Rated.counted(Rated.firsts(own)).stream()
          .filter(one -> one.unit().place(arm) >= 0)
          .map(one -> one.unit().asked())
          .collect(Collectors.toSet());
    }
  }

  /// How strong arms are, all of them on one scale.
  record OfStrengths() implements Counting {

    @Override
    public List<RowsBehind.Behind> among(List<Rated> rated, List<Rated> own) {
      return own.stream().map(one -> behind(one, Optional.empty())).toList();
    }
  }

  /// How far raters agree.
  record OfAgreement() implements Counting {

    private static final String ALONE = "nobody else said anything of it that counts";

    @Override
    public List<RowsBehind.Behind> among(List<Rated> rated, List<Rated> own) {
      Map<Integer, Long> times =
          Rated.counted(Rated.firsts(own)).stream()
              .map(one -> one.unit().number())
              .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
      return own.stream()
          .map(one ->
              behind(
                  one,
                  times.getOrDefault(one.unit().number(), 0L) > 1
                      ? Optional.empty()
                      : Optional.of(ALONE)))
          .toList();
    }
  }

  /// How often a judge, or a single rater, says what most of the other raters say.
  ///
  /// @param answers what each gave
  /// @param people whether it is a single rater who is asked about
  record OfMachine(List<MachineBeside.Beside> answers, boolean people) implements Counting {

    private static final String NOT_READ = "the judge has not read it";
    private static final String NO_MAJORITY = "no more than half of the others say one thing of it";

    public OfMachine {
      answers = List.copyOf(answers);
    }

    @Override
    public List<RowsBehind.Behind> among(List<Rated> rated, List<Rated> own) {
      var beside =
          answers.stream()
              .collect(
                  Collectors.toMap(one -> List.of(one.rater(), one.unit()), Function.identity()));
      return own.stream()
          .map(one -> of(one, beside.get(List.of(one.rater(), one.unit().number()))))
          .toList();
    }

    private RowsBehind.Behind of(Rated one, MachineBeside.@Nullable Beside beside) {
      if (one.again() || beside == null) {
        return behind(one, Optional.empty());
      }
      if (!beside.read() || beside.people().trials() == 0) {
        return behind(one, Optional.of(beside.read() ? NO_MAJORITY : NOT_READ));
      }
      var said = people ? beside.people() : beside.machine();
      return new RowsBehind.Behind(
          one,
          true,
          false,
          "%s says what most of the others say in %d of %d"
              .formatted(people ? "this rater" : "the judge", said.successes(), said.trials()));
    }
  }

  /// What an arm reached by those faces that a judge has read, too.
  ///
  /// @param read units by number
  record OfArmRead(int arm, Set<Integer> read) implements Counting {

    public OfArmRead {
      read = Set.copyOf(read);
    }

    @Override
    public List<RowsBehind.Behind> among(List<Rated> rated, List<Rated> own) {
      return own.stream()
          .filter(one -> one.unit().place(arm) >= 0)
          .map(one ->
              behind(
                  one,
                  one.again() || read.contains(one.unit().number())
                      ? Optional.empty()
                      : Optional.of(OfMachine.NOT_READ)))
          .toList();
    }
  }

  /// How somebody rates: all that they said, and what others said of the same.
  record OfRater() implements Counting {

    @Override
    public List<RowsBehind.Behind> among(List<Rated> rated, List<Rated> own) {
      var first = new HashMap<List<Integer>, Rated>();
      own.stream()
          .filter(one -> !one.again())
          .forEach(one -> first.put(List.of(one.rater(), one.unit().number()), one));
      var behind = new ArrayList<RowsBehind.Behind>();
      var mine = new HashSet<Integer>();
      for (var one : own) {
        var before = first.get(List.of(one.rater(), one.unit().number()));
        if (!one.again() && !one.cannotTell()) {
          mine.add(one.unit().number());
        }
        behind.add(new RowsBehind.Behind(one, true, false, steady(one, before)));
      }
      var who = own.stream().map(Rated::rater).collect(Collectors.toSet());
      rated.stream()
          .filter(one -> !who.contains(one.rater()) && mine.contains(one.unit().number()))
          .filter(one -> !one.again() && !one.cannotTell())
          .forEach(one ->
              behind.add(
                  new RowsBehind.Behind(
                      one, true, true, "by another, of the same: for \"Same as others\" alone")));
      return behind;
    }

    private static String steady(Rated one, @Nullable Rated before) {
      if (!one.again()) {
        return one.cannotTell() ? "cannot tell: for answers and seconds alone" : "";
      }
      var left = one.leftPreferred().filter(it -> it.trials() > 0).isPresent();
      if (before != null && !before.cannotTell() && !one.cannotTell()) {
        return "shown again: for \"Same again\", answers%s".formatted(seconds(left));
      }
      return "shown again, and not judged both times: for answers%s%s"
          .formatted(seconds(left), left ? "" : " alone");
    }

    private static String seconds(boolean left) {
      return left ? ", seconds and \"Left preferred\"" : " and seconds";
    }
  }

  /// @param otherwise why this row does not count what counts elsewhere
  private static RowsBehind.Behind behind(Rated one, Optional<String> otherwise) {
    if (one.again()) {
      return new RowsBehind.Behind(one, false, false, "shown again: for steadiness alone");
    }
    if (one.cannotTell()) {
      return new RowsBehind.Behind(one, false, false, "cannot tell");
    }
    if (one.intendedConflict()) {
      return new RowsBehind.Behind(one, false, false, "intended conflict: for neither side");
    }
    return new RowsBehind.Behind(one, otherwise.isEmpty(), false, otherwise.orElse(""));
  }
}
