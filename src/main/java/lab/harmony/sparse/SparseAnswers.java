package lab.harmony.sparse;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lab.harmony.stats.Answer;
import lab.harmony.stats.Interval;
import lab.harmony.stats.cells.CellRates;

/// Of each cell of a grid whether the share of perfect faces reaches a threshold, as far as the
/// faces that were judged tell: the answer is **open** while the 95 % interval of [CellRates] holds
/// the threshold, and as long as the cell has no face of its own, whatever the others say. A cell
/// that is not answered and has pictures that nobody has judged yet **waits** for them: more
/// pictures are not what is missing.
///
/// Faces of one prompt in a cell go together: m of them are worth `m / (1 + (m - 1)·ρ)`, with ρ by
/// an analysis of variance of prompts within cells, cut at 0 and 1: of G prompts in C cells and n
/// faces, `ρ = (MSB - MSW) / (MSB + (m₀ - 1)·MSW)`, `MSB = Σ m(prompt - cell)² / (G - C)`, `MSW =
/// Σ(face - prompt)² / (n - G)`, `m₀ = (n - Σ Σm²/n(cell)) / (G - C)`. Where every cell has one
/// prompt nothing is known of ρ, it is 0, and a cell speaks for its prompt alone.
///
/// W. G. Cochran, Sampling Techniques. 3rd ed. 1977, chapter 10.
///
/// @param cells in the order of their numbers
record SparseAnswers(List<AnsweredCell> cells) {

  SparseAnswers {
    cells = List.copyOf(cells);
  }

  /// What is known of a cell.
  enum Known {
    /// The share is above the threshold.
    REACHED,
    /// The share is below it.
    MISSED,
    /// More pictures would tell.
    OPEN,
    /// Pictures are there that nobody has judged.
    WAITING,
    /// All its pictures are there and tell neither.
    UNDECIDED
  }

  /// One cell.
  ///
  /// @param faces that were judged and count: none where it is an estimate from other cells
  /// @param drawn pictures that are there
  /// @param interval of its share, by all cells together
  record AnsweredCell(
      int number, int perfect, int faces, int drawn, Interval interval, Known known) {}

  /// What is there of each cell.
  ///
  /// @param drawn pictures that there are or will be
  /// @param judged of which something was said
  record CellPictures(int[] drawn, int[] judged) {}

  /// One face that was judged.
  ///
  /// @param prompt faces of one prompt go together
  record Face(int cell, Object prompt, boolean perfect) {}

  static Answer<SparseAnswers> of(
      SparseTable table, List<Face> faces, CellPictures pictures, double threshold) {
    int count = table.cells();
    var perfect = new int[count];
    var judged = new int[count];
    var clusters = new HashMap<List<Object>, int[]>();
    for (var face : faces) {
      judged[face.cell()]++;
      perfect[face.cell()] += face.perfect() ? 1 : 0;
      var cluster = clusters.computeIfAbsent(List.of(face.cell(), face.prompt()), _ -> new int[2]);
      cluster[0] += face.perfect() ? 1 : 0;
      cluster[1]++;
    }
    double alike = alike(clusters, perfect, judged);
    var reached = new double[count];
    var trials = new double[count];
    clusters.forEach((key, cluster) -> {
      int cell = (Integer) key.getFirst();
      double worth = 1 / (1 + (cluster[1] - 1) * alike);
      reached[cell] += worth * cluster[0];
      trials[cell] += worth * cluster[1];
    });
    return CellRates.of(table.cellLevels(), reached, trials)
        .map(rates ->
            new SparseAnswers(
                IntStream.range(0, count)
                    .mapToObj(cell -> {
                      var interval = rates.cells().get(cell);
                      return new AnsweredCell(
                          cell,
                          perfect[cell],
                          judged[cell],
                          pictures.drawn()[cell],
                          interval,
                          judged[cell] == 0
                              ? withoutFace(pictures, cell, table)
                              : known(interval, threshold, pictures, cell, table));
                    })
                    .toList()));
  }

  /// What others tell is no answer of a cell.
  private static Known withoutFace(CellPictures pictures, int cell, SparseTable table) {
    if (pictures.judged()[cell] < pictures.drawn()[cell]) {
      return Known.WAITING;
    }
    return pictures.drawn()[cell] == table.placesOfCell() ? Known.UNDECIDED : Known.OPEN;
  }

  private static Known known(
      Interval interval, double threshold, CellPictures pictures, int cell, SparseTable table) {
    if (interval.lower() > threshold) {
      return Known.REACHED;
    }
    return interval.upper() < threshold ? Known.MISSED : withoutFace(pictures, cell, table);
  }

  /// ρ of the faces of one prompt in a cell.
  ///
  /// @param clusters perfect faces and faces of each prompt of each cell
  private static double alike(Map<List<Object>, int[]> clusters, int[] perfect, int[] judged) {
    double between = 0;
    double within = 0;
    double squares = 0;
    int faces = 0;
    for (var one : clusters.entrySet()) {
      int cell = (Integer) one.getKey().getFirst();
      double m = one.getValue()[1];
      double mean = one.getValue()[0] / m;
      double ofCell = (double) perfect[cell] / judged[cell];
      between += m * (mean - ofCell) * (mean - ofCell);
      within += m * mean * (1 - mean);
      squares += m * m / judged[cell];
      faces += one.getValue()[1];
    }
    int prompts = clusters.size();
    int freely = prompts - (int) Arrays.stream(judged).filter(count -> count > 0).count();
    if (freely == 0 || faces == prompts) {
      return 0;
    }
    double msb = between / freely;
    double msw = within / (faces - prompts);
    double all = msb + ((faces - squares) / freely - 1) * msw;
    return all <= 0 ? 0 : Math.clamp((msb - msw) / all, 0, 1);
  }

  /// The cells that more pictures would answer.
  Set<Integer> open() {
    return cells.stream()
        .filter(cell -> cell.known() == Known.OPEN)
        .map(AnsweredCell::number)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
