package lab.harmony.stats.agreement;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntBinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.stats.Answer;
import lab.harmony.stats.ConfidenceLevel;
import lab.harmony.stats.Interval;
import lab.harmony.stats.Reason;

/// How far two raters agree beyond chance, from a table of how often they gave which two labels.
///
/// `κ = 1 - Σ w·o / Σ w·e`, o the observed and e = row · column / n the expected counts, with the
/// weight of a disagreement of the i-th and j-th category 1 (plain), |i - j| (linear) or (i - j)²
/// (quadratic). Perfect: 1; as by chance: 0. Nothing but one label: there is no κ, because no
/// disagreement could come by chance.
///
/// J. Cohen, A coefficient of agreement for nominal scales. Educational and Psychological
/// Measurement 20 (1960), 37-46; Weighted kappa. Psychological Bulletin 70 (1968), 213-220. The
/// standard error: J. L. Fleiss, J. Cohen, B. S. Everitt, Large sample standard errors of kappa and
/// weighted kappa. Psychological Bulletin 72 (1969), 323-327.
public final class CohenKappa {

  /// What two raters said of one thing.
  public record Pair(Object first, Object second) {}

  private final int[][] table;
  private final long[] rows;
  private final long[] columns;
  private final long n;

  /// @param table how often the first rater gave the label of the row, the second of the column
  CohenKappa(int[][] table) {
    this.table = table;
    this.rows = new long[table.length];
    this.columns = new long[table.length];
    long all = 0;
    for (int row = 0; row < table.length; row++) {
      for (int column = 0; column < table.length; column++) {
        rows[row] += table[row][column];
        columns[column] += table[row][column];
        all += table[row][column];
      }
    }
    this.n = all;
  }

  /// @param categories all labels, for weighted kappa in their order
  public static CohenKappa of(List<Pair> pairs, List<?> categories) {
    var table = new int[categories.size()][categories.size()];
    for (var pair : pairs) {
      int row = categories.indexOf(pair.first());
      int column = categories.indexOf(pair.second());
      if (row < 0 || column < 0) {
        throw new IllegalArgumentException("need labels of %s, got %s".formatted(categories, pair));
      }
      table[row][column]++;
    }
    return new CohenKappa(table);
  }

  /// Kappa with an interval that knows that all pairs of a prompt go together.
  ///
  /// @param interval [PromptInterval]; missing where kappa is, and where there would be none
  ///   without one of the prompts
  public record Clustered(Answer<Double> kappa, Answer<Interval> interval, int prompts) {}

  /// @param prompts the pairs of each
  public static Clustered ofPrompts(List<List<Pair>> prompts, ConfidenceLevel level) {
    var pairs = prompts.stream().flatMap(List::stream).toList();
    var labels =
        pairs.stream().flatMap(pair -> Stream.of(pair.first(), pair.second())).distinct().toList();
    var all = of(pairs, labels);
    var kappa = all.kappa();
    var without = new double[prompts.size()];
    for (int left = 0; left < without.length && kappa.found().isPresent(); left++) {
      var others = all.without(of(prompts.get(left), labels)).kappa();
      if (others.found().isEmpty()) {
        return new Clustered(kappa, Answer.missing(Reason.ONE_CLUSTER_DECIDES), prompts.size());
      }
      without[left] = others.orElseThrow();
    }
    return new Clustered(
        kappa,
        switch (kappa) {
          case Answer.Found<Double>(var value) ->
              PromptInterval.where(
                  PromptInterval.student(value, without, level),
                  prompts.size(),
                  varied(prompts, pairs),
                  (int)
                      prompts.stream()
                          .filter(prompt ->
                              prompt.stream().anyMatch(pair -> !pair.first().equals(pair.second())))
                          .count());
          case Answer.Missing<Double>(var reason) -> Answer.missing(reason);
        },
        prompts.size());
  }

  private CohenKappa without(CohenKappa some) {
    var rest = new int[table.length][table.length];
    for (int row = 0; row < table.length; row++) {
      for (int column = 0; column < table.length; column++) {
        rest[row][column] = table[row][column] - some.table[row][column];
      }
    }
    return new CohenKappa(rest);
  }

  private static int varied(List<List<Pair>> prompts, List<Pair> pairs) {
    var most =
        pairs.stream()
            .flatMap(pair -> Stream.of(pair.first(), pair.second()))
            .collect(Collectors.groupingBy(label -> label, Collectors.counting()))
            .entrySet()
            .stream()
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey);
    return (int)
        prompts.stream()
            .filter(prompt ->
                prompt.stream()
                    .flatMap(pair -> Stream.of(pair.first(), pair.second()))
                    .anyMatch(label -> !most.equals(Optional.of(label))))
            .count();
  }

  public long n() {
    return n;
  }

  /// The share of equal labels.
  public Answer<Double> observedAgreement() {
    return n == 0 ? Answer.missing(Reason.NO_PAIRS) : Answer.of(same() / (double) n);
  }

  public Answer<Double> kappa() {
    return weighted((i, j) -> i == j ? 0 : 1);
  }

  public Answer<Double> linear() {
    return weighted((i, j) -> Math.abs(i - j));
  }

  public Answer<Double> quadratic() {
    return weighted((i, j) -> (i - j) * (i - j));
  }

  private Answer<Double> weighted(IntBinaryOperator weight) {
    double observed = 0;
    double expected = 0;
    for (int i = 0; i < table.length; i++) {
      for (int j = 0; j < table.length; j++) {
        double disagreement = weight.applyAsInt(i, j);
        observed += disagreement * table[i][j];
        expected += disagreement * rows[i] * columns[j];
      }
    }
    if (n == 0) {
      return Answer.missing(Reason.NO_PAIRS);
    }
    return expected == 0
        ? Answer.missing(Reason.NO_VARIATION)
        : Answer.of(1 - n * observed / expected);
  }

  private long same() {
    long same = 0;
    for (int i = 0; i < table.length; i++) {
      same += table[i][i];
    }
    return same;
  }

  /// The large-sample standard error of the plain kappa. In whole numbers, so that where it is 0 it
  /// is exactly 0: with `Q = n² - Σ row·column`, `E = n² - n·same`, `√(n·[Σ n_ii·(nQ - (row +
  /// column)·E)² + E²·Σ n_ij·(column_i + row_j)²] - (n²·(n² - E) - n²·(n² - Q) - (n² - Q)·E)²) /
  /// (√n·Q²)`.
  public Answer<Double> standardError() {
    var kappa = kappa();
    if (kappa instanceof Answer.Missing<Double>(var reason)) {
      return Answer.missing(reason);
    }
    var count = BigInteger.valueOf(n);
    var square = count.pow(2);
    var chance = BigInteger.ZERO;
    for (int i = 0; i < table.length; i++) {
      chance = chance.add(BigInteger.valueOf(rows[i]).multiply(BigInteger.valueOf(columns[i])));
    }
    var q = square.subtract(chance);
    var e = square.subtract(count.multiply(BigInteger.valueOf(same())));
    var sum = BigInteger.ZERO;
    for (int i = 0; i < table.length; i++) {
      for (int j = 0; j < table.length; j++) {
        var factor =
            i == j
                ? count.multiply(q).subtract(BigInteger.valueOf(rows[i] + columns[i]).multiply(e))
                : e.multiply(BigInteger.valueOf(columns[i] + rows[j]));
        sum = sum.add(BigInteger.valueOf(table[i][j]).multiply(factor.pow(2)));
      }
    }
    var last = square.multiply(q.subtract(e)).subtract(chance.multiply(e));
    var variance = count.multiply(sum).subtract(last.pow(2));
    double root = Math.sqrt(variance.doubleValue()) / q.pow(2).doubleValue();
    return Answer.of(root / Math.sqrt(n));
  }
}
