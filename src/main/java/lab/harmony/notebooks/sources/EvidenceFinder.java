package lab.harmony.notebooks.sources;

import lab.harmony.notebooks.cells.CellContext;
import lab.harmony.notebooks.cells.CellProblem;
import org.springframework.stereotype.Component;

/// Gathers what a scores, chart or grid cell shows.
@Component
class EvidenceFinder {
  private final ScopePictures pictures;
  private final PictureJudgements judgements;

  EvidenceFinder(ScopePictures pictures, PictureJudgements judgements) {
    this.pictures = pictures;
    this.judgements = judgements;
  }

  /// @throws CellProblem when the source names a cell or an experiment that is not there
  Evidence of(CellContext cell, ShowingSource source) {
    var runCells = pictures.runCells(cell.experiment(), cell.notebook(), source.scope());
    return new Evidence(
        source, runCells, judgements.ofRuns(source.judge(), ScopePictures.runs(runCells)));
  }
}
