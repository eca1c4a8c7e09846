package lab.harmony.notebooks;

import lab.harmony.notebooks.CellSource.Looking;
import org.springframework.stereotype.Component;

/// Gathers what a scores, chart or grid cell shows.
@Component
class Looks {
  private final Pictures pictures;
  private final Judges judges;

  Looks(Pictures pictures, Judges judges) {
    this.pictures = pictures;
    this.judges = judges;
  }

  /// @throws CellProblem naming the line and what was expected
  Look of(ExperimentSlug experiment, Notebook notebook, Cell cell) {
    return switch (CellSource.read(cell.kind(), cell.source())) {
      case Looking source -> {
        var origins = pictures.origins(experiment, notebook, source.scope());
        yield new Look(source, origins, judges.judge(source.judge(), pictures.of(origins)));
      }
      case CellSource.Running _ ->
          throw new IllegalArgumentException("a run cell makes pictures, it shows none");
    };
  }
}
