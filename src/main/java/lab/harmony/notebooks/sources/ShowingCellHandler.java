package lab.harmony.notebooks.sources;

import java.util.List;
import java.util.Optional;
import lab.harmony.notebooks.cells.CellContext;
import lab.harmony.notebooks.cells.CellInputs;
import lab.harmony.notebooks.cells.CellProblem;
import lab.harmony.notebooks.cells.CellResult;
import lab.harmony.notebooks.cells.CellSink;
import lab.harmony.notebooks.cells.ExecutableCell;
import lab.harmony.notebooks.document.Output;

/// What cells have in common that show what runs made, with what was said about it.
///
/// @param <S> what the source of such a cell asks for
abstract class ShowingCellHandler<S extends ShowingSource> implements ExecutableCell {
  private final EvidenceFinder finder;

  ShowingCellHandler(EvidenceFinder finder) {
    this.finder = finder;
  }

  /// @throws CellProblem naming everything that is wrong, with its lines
  abstract S read(String source);

  /// What is stored of pictures, of which there are some.
  ///
  /// @throws CellProblem when there is nothing to show yet
  abstract Output output(S source, Judgements judgements);

  /// The pictures and scores are not looked for: whether there are any says the execution.
  @Override
  public final void check(CellContext cell) {
    read(cell.cell().source());
  }

  @Override
  public final CellInputs inputs(CellContext cell) {
    return finder.of(cell, read(cell.cell().source())).inputs();
  }

  @Override
  public final Optional<CellResult> execute(CellContext cell, CellSink sink) {
    var source = read(cell.cell().source());
    var evidence = finder.of(cell, source).withPictures();
    return Optional.of(
        new CellResult(evidence.basis(), List.of(output(source, evidence.judgements()))));
  }
}
