package lab.harmony.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Which cells of a table of shares are not told by their row and their column alone.
///
/// The model without interaction is `logit p = m + a(row) + b(column)`, fitted by Newton's method
/// with a weak normal prior of the effects (precision 0.05), so that rows and columns that always
/// or never succeed have a fit. The residual of a cell is Pearson's, `(s - n·p) / √(n·p·(1 - p))`.
/// Its p is the share of tables drawn from the fitted model, each fitted anew, of which the largest
/// residual, without its sign, is at least that of the cell; the table itself counts as one. Among
/// all cells together a false mark comes at most as often as the level (Westfall and Young's single
/// step of the largest statistic).
///
/// Less than two rows or two columns with trials: none.
///
/// P. McCullagh, J. A. Nelder, Generalized Linear Models. 2nd ed. 1989, chapter 4. P. H. Westfall,
/// S. S. Young, Resampling-Based Multiple Testing. 1993, chapter 2.
///
/// @param cells those with trials, row by row
public record AdditiveRates(List<Cell> cells) {

  private static final double PRECISION = 0.05;
  private static final int MOST_STEPS = 50;
  private static final double SMALL = 1e-9;

  public AdditiveRates {
    cells = List.copyOf(cells);
  }

  /// One cell.
  ///
  /// @param expected successes by row and column alone
  /// @param p adjusted for all cells of the table
  public record Cell(
      int row, int column, int reached, int trials, double expected, double residual, double p) {}

  /// @param reached successes by row and column
  /// @param trials of which
  /// @param tables how many are drawn
  public static Answer<AdditiveRates> of(int[][] reached, int[][] trials, int tables, long seed) {
    var table = new Table(trials);
    if (table.rows < 2 || table.columns < 2) {
      return Answer.missing(Reason.TOO_FEW);
    }
    var seen = table.flat(reached);
    var fitted = table.fit(seen);
    var residuals = table.residuals(seen, fitted);
    var extremes = new int[residuals.length];
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    for (int drawn = 0; drawn < tables; drawn++) {
      double largest = table.largest(table.draw(fitted, random));
      for (int cell = 0; cell < extremes.length; cell++) {
        if (largest >= Math.abs(residuals[cell]) - SMALL) {
          extremes[cell]++;
        }
      }
    }
    var cells = new ArrayList<Cell>();
    for (int cell = 0; cell < seen.length; cell++) {
      cells.add(
          new Cell(
              table.rowOf[cell],
              table.columnOf[cell],
              seen[cell],
              table.size[cell],
              table.size[cell] * fitted[cell],
              residuals[cell],
              (1.0 + extremes[cell]) / (1 + tables)));
    }
    return Answer.of(new AdditiveRates(cells));
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

    /// The rates by row and column alone.
    double[] fit(int[] reached) {
      int effects = 1 + rows + columns;
      var effect = new double[effects];
      var rate = rates(effect);
      for (int step = 0; step < MOST_STEPS; step++) {
        var information = new double[effects][effects];
        var score = new double[effects];
        for (int place = 1; place < effects; place++) {
          information[place][place] = PRECISION;
          score[place] = -PRECISION * effect[place];
        }
        for (int cell = 0; cell < size.length; cell++) {
          double weight = size[cell] * rate[cell] * (1 - rate[cell]);
          double left = reached[cell] - size[cell] * rate[cell];
          var places = new int[] {0, rowPlace[cell], columnPlace[cell]};
          for (int one : places) {
            score[one] += left;
            for (int other : places) {
              information[one][other] += weight;
            }
          }
        }
        information[0][0] += SMALL;
        double largest = 0;
        var change = solved(information, score);
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

    double[] residuals(int[] reached, double[] rate) {
      var residuals = new double[size.length];
      for (int cell = 0; cell < residuals.length; cell++) {
        double variance = size[cell] * rate[cell] * (1 - rate[cell]);
        residuals[cell] =
            variance < SMALL ? 0 : (reached[cell] - size[cell] * rate[cell]) / Math.sqrt(variance);
      }
      return residuals;
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

    double largest(int[] reached) {
      double largest = 0;
      for (double residual : residuals(reached, fit(reached))) {
        largest = Math.max(largest, Math.abs(residual));
      }
      return largest;
    }
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
