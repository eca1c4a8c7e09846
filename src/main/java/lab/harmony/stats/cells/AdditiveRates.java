package lab.harmony.stats.cells;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import lab.harmony.stats.Answer;
import lab.harmony.stats.Reason;

/// Whether row and column alone tell the shares of a table, and if not, which cells stand apart.
///
/// The model without interaction is `logit p = m + a(row) + b(column)`, fitted by Newton's method
/// with a weak normal prior of the effects (precision 0.05), so that rows and columns that always
/// or never succeed have a fit. One test for the whole table: the largest score statistic of a cell
/// that has a rate of its own, `(s - n·p)² / (n·p·(1 - p)·(1 - h))` with leverage h, against those
/// of tables drawn from the fit and fitted anew; p is the share of those that are at least as
/// large, the table itself counted as one.
///
/// Only where that is at most the level a cell is named: the one that lowers the deviance, `2·Σ
/// s·ln(s/(n·p)) + (n - s)·ln((n - s)/(n·(1 - p)))`, most when it has a rate of its own, if it does
/// so by two more than every other; else it cannot be told which (in a table of two rows the two
/// cells of a column always explain the same). Then the table is tested without it, and so on, up
/// to three cells.
///
/// Less than two rows or two columns with trials: none.
///
/// P. McCullagh, J. A. Nelder, Generalized Linear Models. 2nd ed. 1989, chapter 4. A. C. Davison,
/// D. V. Hinkley, Bootstrap Methods and their Application. 1997, section 4.2.3.
///
/// @param p of the whole table
/// @param apart the cells that stand apart, the clearest first; none where it cannot be told which
public record AdditiveRates(double p, List<RateCell> apart) {

  private static final double PRECISION = 0.05;
  private static final int MOST_STEPS = 50;
  private static final double SMALL = 1e-9;
  private static final int MOST_APART = 3;

  /// A cell is named if it explains more than others by so much of the deviance.
  private static final double CLEARLY = 2;

  public AdditiveRates {
    apart = List.copyOf(apart);
  }

  /// One cell.
  ///
  /// @param expected successes by its row and column, as the other cells tell them
  public record RateCell(int row, int column, int reached, int trials, double expected) {}

  /// @param reached successes by row and column
  /// @param trials of which
  /// @param tables how many are drawn
  /// @param level at which cells are named
  public static Answer<AdditiveRates> of(
      int[][] reached, int[][] trials, int tables, double level, long seed) {
    var table = new Table(trials);
    if (table.rows < 2 || table.columns < 2) {
      return Answer.missing(Reason.TOO_FEW);
    }
    var seen = table.flat(reached);
    var out = new boolean[seen.length];
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    double whole = table.p(seen, out, tables, random);
    var apart = new ArrayList<RateCell>();
    for (double p = whole; p <= level && apart.size() < MOST_APART; ) {
      int cell = table.apart(seen, out);
      if (cell < 0) {
        break;
      }
      out[cell] = true;
      apart.add(table.cell(cell, seen, table.fit(seen, out)));
      p = table.p(seen, out, tables, random);
    }
    return Answer.of(new AdditiveRates(whole, apart));
  }

  /// The cells that have trials, and the places of their effects: the mean, rows, columns.
  private static final class Table {
    private final int rows;
    private final int columns;
    private final int[] rowOf;
    private final int[] columnOf;
    private final int[] size;
    private final int[] rowPlace;
    private final int[] columnPlace;

    Table(int[][] trials) {
      var found = new ArrayList<int[]>();
      for (int row = 0; row < trials.length; row++) {
        for (int column = 0; column < trials[row].length; column++) {
          if (trials[row][column] > 0) {
            found.add(new int[] {row, column, trials[row][column]});
          }
        }
      }
      rowOf = found.stream().mapToInt(cell -> cell[0]).toArray();
      columnOf = found.stream().mapToInt(cell -> cell[1]).toArray();
      size = found.stream().mapToInt(cell -> cell[2]).toArray();
      var usedRows = found.stream().mapToInt(cell -> cell[0]).distinct().sorted().boxed().toList();
      var usedColumns =
          found.stream().mapToInt(cell -> cell[1]).distinct().sorted().boxed().toList();
      rows = usedRows.size();
      columns = usedColumns.size();
      rowPlace = found.stream().mapToInt(cell -> 1 + usedRows.indexOf(cell[0])).toArray();
      columnPlace =
          found.stream().mapToInt(cell -> 1 + rows + usedColumns.indexOf(cell[1])).toArray();
    }

    int[] flat(int[][] reached) {
      var flat = new int[size.length];
      for (int cell = 0; cell < flat.length; cell++) {
        flat[cell] = reached[rowOf[cell]][columnOf[cell]];
        if (flat[cell] < 0 || flat[cell] > size[cell]) {
          throw new IllegalArgumentException(
              "need 0 to %d successes, got %d".formatted(size[cell], flat[cell]));
        }
      }
      return flat;
    }

    /// The share of drawn tables in which some cell is as far from row and column as here.
    double p(int[] seen, boolean[] out, int tables, RandomGenerator random) {
      var fitted = fit(seen, out);
      double largest = largest(seen, fitted, out);
      int extreme = 0;
      for (int table = 0; table < tables; table++) {
        var drawn = draw(fitted, random);
        extreme += largest(drawn, fit(drawn, out), out) >= largest - SMALL ? 1 : 0;
      }
      return (1.0 + extreme) / (1 + tables);
    }

    /// How much a rate of its own would explain of the cell that it explains most of: the largest
    /// score statistic.
    private double largest(int[] seen, double[] rate, boolean[] out) {
      var covariance = inverse(information(rate, out));
      double largest = 0;
      for (int cell = 0; cell < seen.length; cell++) {
        double weight = size[cell] * rate[cell] * (1 - rate[cell]);
        if (!out[cell] && weight > SMALL) {
          double leverage = 0;
          var places = places(cell);
          for (int one : places) {
            for (int other : places) {
              leverage += weight * covariance[one][other];
            }
          }
          double left = seen[cell] - size[cell] * rate[cell];
          if (leverage < 1 - 1e-6) {
            largest = Math.max(largest, left * left / weight / (1 - leverage));
          }
        }
      }
      return largest;
    }

    private int[] places(int cell) {
      return new int[] {0, rowPlace[cell], columnPlace[cell]};
    }

    private double[][] information(double[] rate, boolean[] out) {
      int effects = 1 + rows + columns;
      var information = new double[effects][effects];
      for (int place = 1; place < effects; place++) {
        information[place][place] = PRECISION;
      }
      information[0][0] = SMALL;
      for (int cell = 0; cell < size.length; cell++) {
        if (!out[cell]) {
          double weight = size[cell] * rate[cell] * (1 - rate[cell]);
          var places = places(cell);
          for (int one : places) {
            for (int other : places) {
              information[one][other] += weight;
            }
          }
        }
      }
      return information;
    }

    /// The cell whose own rate explains clearly more than that of any other; -1 where none does.
    int apart(int[] seen, boolean[] out) {
      var left = new double[seen.length];
      Arrays.fill(left, Double.POSITIVE_INFINITY);
      for (int cell = 0; cell < seen.length; cell++) {
        if (!out[cell]) {
          var without = out.clone();
          without[cell] = true;
          left[cell] = deviance(seen, fit(seen, without), without);
        }
      }
      var order =
          IntStream.range(0, left.length)
              .boxed()
              .sorted(Comparator.comparingDouble(cell -> left[cell]))
              .toList();
      return left[order.get(1)] - left[order.getFirst()] >= CLEARLY ? order.getFirst() : -1;
    }

    RateCell cell(int cell, int[] seen, double[] rate) {
      return new RateCell(
          rowOf[cell], columnOf[cell], seen[cell], size[cell], size[cell] * rate[cell]);
    }

    private double deviance(int[] seen, double[] rate, boolean[] out) {
      double sum = 0;
      for (int cell = 0; cell < seen.length; cell++) {
        if (!out[cell]) {
          sum += part(seen[cell], size[cell] * rate[cell]);
          sum += part(size[cell] - seen[cell], size[cell] * (1 - rate[cell]));
        }
      }
      return 2 * sum;
    }

    private static double part(int seen, double expected) {
      return seen == 0 ? 0 : seen * Math.log(seen / Math.max(SMALL, expected));
    }

    /// The rates by row and column alone, of the cells that are not left out.
    double[] fit(int[] reached, boolean[] out) {
      int effects = 1 + rows + columns;
      var effect = new double[effects];
      var rate = rates(effect);
      for (int step = 0; step < MOST_STEPS; step++) {
        var score = new double[effects];
        for (int place = 1; place < effects; place++) {
          score[place] = -PRECISION * effect[place];
        }
        for (int cell = 0; cell < size.length; cell++) {
          if (!out[cell]) {
            for (int one : places(cell)) {
              score[one] += reached[cell] - size[cell] * rate[cell];
            }
          }
        }
        double largest = 0;
        var change = solved(information(rate, out), score);
        for (int place = 0; place < effects; place++) {
          double by = Math.max(-3, Math.min(3, change[place]));
          effect[place] += by;
          largest = Math.max(largest, Math.abs(by));
        }
        rate = rates(effect);
        if (largest < 1e-7) {
          break;
        }
      }
      return rate;
    }

    private double[] rates(double[] effect) {
      var rate = new double[size.length];
      for (int cell = 0; cell < rate.length; cell++) {
        double logit = effect[0] + effect[rowPlace[cell]] + effect[columnPlace[cell]];
        rate[cell] = 1 / (1 + Math.exp(-Math.max(-30, Math.min(30, logit))));
      }
      return rate;
    }

    int[] draw(double[] rate, RandomGenerator random) {
      var drawn = new int[size.length];
      for (int cell = 0; cell < drawn.length; cell++) {
        for (int trial = 0; trial < size[cell]; trial++) {
          drawn[cell] += random.nextDouble() < rate[cell] ? 1 : 0;
        }
      }
      return drawn;
    }
  }

  private static double[][] inverse(double[][] matrix) {
    int n = matrix.length;
    var inverse = new double[n][];
    for (int place = 0; place < n; place++) {
      var unit = new double[n];
      unit[place] = 1;
      inverse[place] =
          solved(Arrays.stream(matrix).map(double[]::clone).toArray(double[][]::new), unit);
    }
    return inverse;
  }

  /// By elimination; the matrix is positive definite.
  private static double[] solved(double[][] matrix, double[] right) {
    int n = right.length;
    for (int pivot = 0; pivot < n; pivot++) {
      for (int row = pivot + 1; row < n; row++) {
        double factor = matrix[row][pivot] / matrix[pivot][pivot];
        if (factor != 0) {
          for (int column = pivot; column < n; column++) {
            matrix[row][column] -= factor * matrix[pivot][column];
          }
          right[row] -= factor * right[pivot];
        }
      }
    }
    for (int row = n - 1; row >= 0; row--) {
      for (int column = row + 1; column < n; column++) {
        right[row] -= matrix[row][column] * right[column];
      }
      right[row] /= matrix[row][row];
    }
    return right;
  }
}
