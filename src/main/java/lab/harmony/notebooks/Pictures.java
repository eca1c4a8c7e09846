package lab.harmony.notebooks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.harmony.notebooks.CellSource.Scope;
import lab.harmony.runs.ExperimentFaces;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.RunQueue;
import lab.harmony.workspace.NamedFacts;
import lab.harmony.workspace.NamedFacts.Fact;
import org.springframework.stereotype.Component;

/// Finds the pictures that a cell looks at: those of the run that each run cell in its scope names.
@Component
class Pictures {
  private final NotebookFiles files;
  private final ExperimentFaces faces;
  private final RunQueue runs;

  Pictures(NotebookFiles files, ExperimentFaces faces, RunQueue runs) {
    this.files = files;
    this.faces = faces;
    this.runs = runs;
  }

  /// A run cell that a scope reaches.
  record Origin(ExperimentSlug experiment, Cell cell) {
    String label() {
      return experiment.value() + "/" + cell.id();
    }
  }

  /// The run cells in a scope.
  ///
  /// @throws CellProblem when it names a cell or an experiment that is not there
  List<Origin> origins(ExperimentSlug own, Notebook notebook, Scope scope) {
    var origins = new ArrayList<Origin>();
    for (var id : scope.cells()) {
      var cell = notebook.find(id).filter(found -> found.kind() == CellKind.RUN);
      origins.add(
          new Origin(
              own,
              cell.orElseThrow(() ->
                  new CellProblem(
                      0,
                      "\"cells\" names \"%s\", and the run cells of this notebook are: %s"
                          .formatted(id, ids(runCells(notebook)))))));
    }
    for (var slug : scope.experiments()) {
      var other = slug.equals(own) ? notebook : notebook(slug);
      runCells(other).forEach(cell -> origins.add(new Origin(slug, cell)));
    }
    if (scope.cells().isEmpty() && scope.experiments().isEmpty()) {
      runCells(notebook).forEach(cell -> origins.add(new Origin(own, cell)));
    }
    return List.copyOf(origins);
  }

  /// The finished pictures of these cells.
  List<RunImage> of(List<Origin> origins) {
    return faces.of(
        origins.stream()
            .flatMap(origin -> NotebookExecution.runOf(origin.cell()).stream())
            .toList());
  }

  /// Stands for the pictures themselves: another picture gives another hash.
  static String hash(List<RunImage> images) {
    return RunSpecs.hash(images.stream().map(RunImage::sha256).collect(Collectors.joining(" ")));
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
              0, "\"experiments\" names \"%s\"; there are: %s".formatted(slug, ids(files.list())));
    };
  }

  private static List<Cell> runCells(Notebook notebook) {
    return notebook.cells().stream().filter(cell -> cell.kind() == CellKind.RUN).toList();
  }

  private static String ids(List<?> named) {
    return named.isEmpty()
        ? "none"
        : named.stream()
            .map(one -> one instanceof Cell cell ? cell.id().value() : one.toString())
            .collect(Collectors.joining(", "));
  }

  /// The image of a picture's run, for those who have only its address.
  Optional<RunImage> find(lab.harmony.runs.ImageId id) {
    return runs.image(id);
  }
}
