package lab.harmony.reports.grid;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.harmony.reports.grid.facts.GridPicture;
import lab.harmony.review.marks.PromptPlace;
import lab.harmony.stats.Answer;
import lab.harmony.stats.cells.AdditiveRates;

/// Whether the share of perfect faces in a grid depends on row and column together, and which cells
/// stand apart: [AdditiveRates] over all rows and columns at the step of the bar, whatever is
/// hidden.
///
/// Faces that go together count once: of each prompt and seed in a cell one face, and where most
/// cells hold several prompts one of each prompt.
///
/// @param machine whether the faces were read by the machine and not scored by people
/// @param p of the whole grid, for one look
/// @param apart the cells that can be named, the clearest first
/// @param looked whether the grid was small enough to be looked through
public record Interactions(boolean machine, double p, List<Apart> apart, boolean looked) {

  /// Nothing can be said, or nothing is there.
  public static final Interactions NONE = new Interactions(false, 1, List.of());

  /// Grids of more rows or columns are not looked through.
  public static final int MOST = 12;

  private static final Interactions TOO_LARGE = new Interactions(false, 1, List.of(), false);

  private static final int TABLES = 999;
  private static final long SEED = 20261130;

  /// Grids are looked at again and again, so a likely one is one in a hundred.
  private static final double LEVEL = 0.01;

  private static final int PERFECT = 3;

  private static final Comparator<GridPicture> FIRST =
      Comparator.comparingDouble((GridPicture picture) -> picture.position().cfgScale())
          .thenComparingLong(picture -> picture.position().seed())
          .thenComparing(GridPicture::createdAt)
          .thenComparing(picture -> picture.id().toString());

  public Interactions {
    apart = List.copyOf(apart);
  }

  Interactions(boolean machine, double p, List<Apart> apart) {
    this(machine, p, apart, true);
  }

  /// A cell that its row and its column do not tell.
  ///
  /// @param expected perfect faces, as the other cells let expect
  public record Apart(GridLine row, GridLine column, int perfect, int faces, double expected) {

    private String numbers() {
      return "%d of %d perfect, %s than the %s that the other cells let expect"
          .formatted(
              perfect,
              faces,
              perfect < expected ? "fewer" : "more",
              String.format(Locale.ROOT, "%.1f", expected));
    }
  }

  static Interactions of(Grid grid) {
    return of(grid, TABLES);
  }

  static Interactions of(Grid grid, int tables) {
    var human = judged(grid, false);
    var machine = judged(grid, true);
    var by = grid.layout().by();
    var byMachine = by.machine() && (!by.people() || machine.size() > human.size());
    return of(grid, byMachine, byMachine ? machine : human, tables);
  }

  private static List<GridPicture> judged(Grid grid, boolean machine) {
    return grid.counted().stream()
        .filter(picture ->
            (machine ? picture.machine() : picture.human())
                .filter(said -> !said.intendedConflict())
                .isPresent())
        .toList();
  }

  /// By the numbers of a row and a column among all that there are.
  private record Place(int row, int column) {}

  private static Interactions of(Grid grid, boolean machine, List<GridPicture> faces, int tables) {
    var plan = grid.plan();
    var rows = faces.stream().map(plan::rowOf).distinct().toList();
    var columns = faces.stream().map(plan::columnOf).distinct().toList();
    if (rows.size() < 2 || columns.size() < 2) {
      return NONE;
    }
    if (rows.size() > MOST || columns.size() > MOST) {
      return TOO_LARGE;
    }
    var cells =
        faces.stream()
            .collect(
                Collectors.groupingBy(face ->
                    new Place(
                        rows.indexOf(plan.rowOf(face)), columns.indexOf(plan.columnOf(face)))));
    return of(
        machine,
        cells,
        rows.stream().map(plan::row).toList(),
        columns.stream().map(plan::column).toList(),
        tables);
  }

  private static Interactions of(
      boolean machine,
      Map<Place, List<GridPicture>> cells,
      List<GridLine> rows,
      List<GridLine> columns,
      int tables) {
    var reached = new int[rows.size()][columns.size()];
    var trials = new int[rows.size()][columns.size()];
    var several =
        2 * cells.values().stream().filter(Interactions::hasSeveralPrompts).count() > cells.size();
    cells.forEach((place, faces) -> {
      for (var face : apart(faces, several)) {
        var said = Objects.requireNonNull((machine ? face.machine() : face.human()).orElse(null));
        trials[place.row()][place.column()]++;
        reached[place.row()][place.column()] += said.points() == PERFECT ? 1 : 0;
      }
    });
    return AdditiveRates.of(reached, trials, tables, LEVEL, SEED)
            instanceof Answer.Found<AdditiveRates>(var found)
        ? new Interactions(
            machine,
            found.p(),
            found.apart().stream()
                .map(cell ->
                    new Apart(
                        rows.get(cell.row()),
                        columns.get(cell.column()),
                        cell.reached(),
                        cell.trials(),
                        cell.expected()))
                .toList())
        : NONE;
  }

  private static boolean hasSeveralPrompts(List<GridPicture> faces) {
    return faces.stream().map(face -> face.position().prompt()).distinct().count() > 1;
  }

  /// One face of those that go together.
  private static List<GridPicture> apart(List<GridPicture> faces, boolean byPrompt) {
    record Together(PromptPlace prompt, long seed) {}
    var seen = new HashSet<Together>();
    return faces.stream()
        .sorted(FIRST)
        .filter(face ->
            seen.add(new Together(face.position().prompt(), byPrompt ? 0 : face.position().seed())))
        .toList();
  }

  /// Whether there is something to say.
  public boolean likely() {
    return p <= LEVEL;
  }

  /// What is seen, and how sure that is.
  public String sentence() {
    var who = machine ? "read by the machine" : "scored by people";
    var rest =
        "faces %s, one of each prompt and seed; p %s for one look at this grid"
            .formatted(who, String.format(Locale.ROOT, "%.3f", p));
    return apart.isEmpty()
        ? "Whether a face is perfect depends on row and column together, and no single cell explains it (%s)."
            .formatted(rest)
        : "Not by row and column alone: %s (%s)."
            .formatted(
                apart.stream()
                    .map(cell ->
                        "%s with %s, %s"
                            .formatted(cell.column().label(), cell.row().label(), cell.numbers()))
                    .collect(Collectors.joining("; ")),
                rest);
  }

  /// What is remarkable about a row or a column.
  public Optional<String> mark(GridLine line) {
    var words =
        apart.stream()
            .filter(cell -> cell.row().equals(line) || cell.column().equals(line))
            .map(cell ->
                "with %s: %s"
                    .formatted(
                        (cell.row().equals(line) ? cell.column() : cell.row()).label(),
                        cell.numbers()))
            .toList();
    return words.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", words));
  }
}
