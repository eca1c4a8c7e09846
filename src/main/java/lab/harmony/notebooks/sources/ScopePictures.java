package lab.harmony.notebooks.sources;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import lab.harmony.notebooks.cells.CellContext;
import lab.harmony.notebooks.cells.CellProblem;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.document.Notebook;
import lab.harmony.notebooks.store.NotebookFiles;
import lab.harmony.notebooks.store.OpenedNotebook;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunImage;
import lab.harmony.workspace.NamedFacts;
import lab.harmony.workspace.NamedFacts.Fact;
import lab.harmony.workspace.Sha256;
import org.springframework.stereotype.Component;

/// Finds the pictures that a cell shows: those of the run that each run cell in its scope names.
@Component
class ScopePictures {
  private final NotebookFiles files;

  ScopePictures(NotebookFiles files) {
    this.files = files;
  }

  /// The run cells in a scope.
  ///
  /// @throws CellProblem when it names a cell or an experiment that is not there
  List<CellContext> runCells(ExperimentSlug own, Notebook notebook, PictureScope scope) {
    var cells = new ArrayList<CellContext>();
    for (var id : scope.cells()) {
      var cell = notebook.find(id).filter(RunCells::isOne);
      cells.add(
          new CellContext(
              own,
              notebook,
              cell.orElseThrow(() ->
                  new CellProblem(
                      0,
                      "\"cells\" names \"%s\", and the run cells of this notebook are: %s"
                          .formatted(
                              id, names(RunCells.in(notebook).stream().map(Cell::id).toList()))))));
    }
    for (var slug : scope.experiments()) {
      cells.addAll(all(slug, slug.equals(own) ? notebook : notebook(slug)));
    }
    if (scope.cells().isEmpty() && scope.experiments().isEmpty()) {
      cells.addAll(all(own, notebook));
    }
    return List.copyOf(cells);
  }

  private static List<CellContext> all(ExperimentSlug experiment, Notebook notebook) {
    return RunCells.in(notebook).stream()
        .map(cell -> new CellContext(experiment, notebook, cell))
        .toList();
  }

  /// The runs that these cells name.
  static List<RunId> runs(List<CellContext> runCells) {
    return runCells.stream().flatMap(cell -> RunCells.runs(cell.cell()).stream()).toList();
  }

  /// Stands for the pictures themselves: another picture gives another hash.
  static String hash(List<RunImage> images) {
    return Sha256.of(images.stream().map(RunImage::sha256).collect(Collectors.joining(" ")))
        .brief();
  }

  /// The same as facts.
  static NamedFacts facts(List<RunImage> images) {
    return new NamedFacts(
        images.stream().map(image -> Fact.of("picture", image.sha256())).toList());
  }

  private Notebook notebook(ExperimentSlug slug) {
    return switch (files.open(slug)) {
      case OpenedNotebook.Readable(var notebook) -> notebook;
      case OpenedNotebook.Unreadable _ ->
          throw new CellProblem(
              0, "\"experiments\" names \"%s\", whose notebook cannot be read".formatted(slug));
      case OpenedNotebook.Missing _ ->
          throw new CellProblem(
              0,
              "\"experiments\" names \"%s\"; there are: %s".formatted(slug, names(files.list())));
    };
  }

  private static String names(List<?> named) {
    return named.isEmpty()
        ? "none"
        : named.stream().map(Object::toString).collect(Collectors.joining(", "));
  }
}
