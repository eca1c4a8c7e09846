package lab.harmony.reports.grid;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import lab.harmony.stats.AdditiveRates;
import lab.harmony.stats.Answer;

/// A cell of a grid whose share of perfect faces is not what its row and its column say:
/// [AdditiveRates].
///
/// @param machine whether the faces were read by the machine and not scored by people
/// @param expected perfect faces by row and column alone
/// @param p adjusted for all cells of the grid
public record Interaction(
    int row, int column, boolean machine, int perfect, int faces, double expected, double p) {

  /// More rows or columns are not looked through.
  private static final int MOST = 24;

  private static final int TABLES = 999;
  private static final long SEED = 20261130;
  private static final double LEVEL = 0.05;
  private static final int PERFECT = 3;

  /// The likely ones, the clearest first: by people where they have scored faces and are asked for,
  /// else by the machine.
  static List<Interaction> of(Grid grid) {
    int rows = grid.rows().size();
    int columns = grid.columns().size();
    if (rows < 2 || columns < 2 || rows > MOST || columns > MOST) {
      return List.of();
    }
    var by = grid.layout().by();
    var people =
        by.people() && grid.counted().stream().anyMatch(picture -> picture.human().isPresent());
    if (!people && !by.machine()) {
      return List.of();
    }
    var reached = new int[rows][columns];
    var trials = new int[rows][columns];
    var inRow = IntStream.range(0, rows).mapToObj(grid::rowFaces).toList();
    for (int row = 0; row < rows; row++) {
      for (var picture : inRow.get(row)) {
        var column = grid.columnOf(picture);
        var verdict =
            (people ? picture.human() : picture.machine()).filter(said -> !said.intendedConflict());
        if (column >= 0 && verdict.isPresent()) {
          trials[row][column]++;
          reached[row][column] += verdict.get().points() == PERFECT ? 1 : 0;
        }
      }
    }
    if (Arrays.stream(trials).flatMapToInt(Arrays::stream).sum() == 0) {
      return List.of();
    }
    return AdditiveRates.of(reached, trials, TABLES, SEED)
            instanceof Answer.Found<AdditiveRates>(var rates)
        ? rates.cells().stream()
            .filter(cell -> cell.p() <= LEVEL)
            .sorted(Comparator.comparingDouble(AdditiveRates.Cell::p))
            .map(cell ->
                new Interaction(
                    cell.row(),
                    cell.column(),
                    !people,
                    cell.reached(),
                    cell.trials(),
                    cell.expected(),
                    cell.p()))
            .toList()
        : List.of();
  }

  /// What is seen, what row and column alone say, and how sure that is.
  public String sentence(Grid grid) {
    return "%s with %s: %d of %d faces perfect%s, where row and column alone say %s (p %s among all cells)"
        .formatted(
            grid.columns().get(column).label(),
            grid.rows().get(row).label(),
            perfect,
            faces,
            machine ? " by the machine" : " by people",
            String.format(Locale.ROOT, "%.1f", expected),
            String.format(Locale.ROOT, "%.3f", p));
  }

  /// The same for the border of its row or its column: what it goes together with.
  public String mark(Grid grid, boolean ofRow) {
    return "%s with %s: %d of %d perfect, %s by row and column alone"
        .formatted(
            perfect < expected ? "Fails" : "Succeeds",
            (ofRow ? grid.columns().get(column) : grid.rows().get(row)).label(),
            perfect,
            faces,
            String.format(Locale.ROOT, "%.1f", expected));
  }

  /// The marks of one row or column, if it has any.
  public static Optional<String> marks(Grid grid, List<Interaction> all, boolean ofRow, int index) {
    var words =
        all.stream()
            .filter(one -> (ofRow ? one.row() : one.column()) == index)
            .map(one -> one.mark(grid, ofRow))
            .toList();
    return words.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", words));
  }
}
