package lab.harmony.notebooks.sources;

import java.util.List;
import java.util.Map;
import lab.harmony.notebooks.cells.Basis;
import lab.harmony.notebooks.cells.CellContext;
import lab.harmony.notebooks.cells.CellInputs;
import lab.harmony.notebooks.cells.CellProblem;

/// What a cell that shows pictures or scores has before it: the run cells from which the pictures
/// come, and what was said about them.
record Evidence(ShowingSource source, List<CellContext> runCells, Judgements judgements) {

  Basis basis() {
    return new Basis(
        Map.of(
            Basis.SETTINGS, source.facts(),
            Basis.PICTURES,
                ScopePictures.facts(
                    judgements.pictures().stream().map(JudgedPicture::image).toList()),
            Basis.SCORES, judgements.facts()),
        () -> FormerInputs.of(this));
  }

  CellInputs inputs() {
    return new CellInputs(basis(), runCells);
  }

  /// Itself when it has pictures.
  ///
  /// @throws CellProblem why there are none, by the run cells that were looked at
  Evidence withPictures() {
    if (judgements.pictures().isEmpty()) {
      var cells = runCells.stream().map(CellContext::label).toList();
      throw CellProblem.nothing(
          cells.isEmpty()
              ? "There are no pictures to show yet, because there is no run cell to look at. Add"
                  + " one and execute it."
              : "There are no pictures to show yet. Execute a run cell first: %s."
                  .formatted(String.join(", ", cells)));
    }
    return this;
  }
}
