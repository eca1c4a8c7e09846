package lab.harmony.notebooks;

import java.util.List;
import java.util.Optional;
import lab.harmony.runs.ExperimentFaces;
import lab.harmony.runs.RunId;
import org.springframework.stereotype.Component;

/// The runs that the run cells of a notebook name.
@Component
class CellsNameRuns implements ExperimentFaces.NamedRuns {
  private final NotebookFiles files;

  CellsNameRuns(NotebookFiles files) {
    this.files = files;
  }

  @Override
  public Optional<List<RunId>> of(String experiment) {
    return ExperimentSlug.find(experiment)
        .map(files::open)
        .flatMap(opened ->
            switch (opened) {
              case OpenedNotebook.Readable(var notebook) -> Optional.of(of(notebook));
              case OpenedNotebook.Unreadable _, OpenedNotebook.Missing _ -> Optional.empty();
            });
  }

  private static List<RunId> of(Notebook notebook) {
    return notebook.cells().stream()
        .filter(cell -> cell.kind() == CellKind.RUN)
        .flatMap(cell -> NotebookExecution.runOf(cell).stream())
        .distinct()
        .toList();
  }
}
