package lab.harmony.notebooks.cells;

import java.util.List;
import java.util.Optional;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellKind;
import lab.harmony.notebooks.results.Rendering;
import lab.harmony.notebooks.results.Renderings;
import lab.harmony.notebooks.results.ResultNumbers;
import lab.harmony.notebooks.results.ToldNumbers;

/// All that the lab knows of one kind of cell. A kind is one bean of this type, found by its
/// [CellKind]; one that the lab executes is an [ExecutableCell]. Nothing else has to know of it:
/// menus, the page, `./lab run`, reports and exports ask [CellHandlers].
public interface CellHandler {

  CellKind kind();

  /// What people call it, as it stands in menus: `Run`.
  String label();

  /// Whether people can add cells of this kind; those of other tools they cannot.
  default boolean offered() {
    return true;
  }

  /// What the source of a new cell begins with.
  default String starter() {
    return "";
  }

  /// What the source is written in, for the editor: `markdown`, `yaml`, `java` or `text`.
  String language();

  /// The cell in a few words, for the outline of its notebook; empty where it is not listed.
  default String outline(Cell cell) {
    return label();
  }

  /// What a cell shows: the same for the page, a report and an export, from what stands in the file
  /// alone.
  default List<Rendering> render(Cell cell) {
    return Renderings.of(cell);
  }

  /// What the cells of this kind say only together, in the order of one notebook; a report has it
  /// behind the last of them.
  default List<Rendering> together(List<Cell> cells) {
    return List.of();
  }

  /// What its stored result counts, for those who cite numbers; empty where there is nothing.
  default Optional<ResultNumbers> numbers(Cell cell) {
    return ResultNumbers.of(cell);
  }

  /// The numbers that its stored result tells outright, for those who cite them; where there are
  /// some, nothing is counted from its parts.
  default List<ToldNumbers> told(Cell cell) {
    return List.of();
  }
}
