package lab.harmony.notebooks.sources;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.workspace.NamedFacts;
import lab.harmony.workspace.NamedFacts.Fact;
import lab.harmony.yaml.Settings;

/// Which pictures a cell shows: those of the runs that some cells or experiments name; both empty
/// means all of this notebook.
record PictureScope(List<CellId> cells, List<ExperimentSlug> experiments) {
  NamedFacts facts() {
    return new NamedFacts(
        Stream.concat(
                cells.stream().map(cell -> Fact.of("cell", cell.value())),
                experiments.stream().map(slug -> Fact.of("experiment", slug.value())))
            .toList());
  }

  static final List<String> NAMES = List.of("cells", "experiments");

  static PictureScope read(Settings yaml) {
    return yaml.made(
        new PictureScope(List.of(), List.of()),
        () ->
            new PictureScope(
                yaml.texts("cells").stream().map(CellId::new).toList(),
                yaml.texts("experiments").stream().map(ExperimentSlug::new).toList()));
  }

  /// The names of all settings of a cell that has these and a scope.
  static List<String> names(String... own) {
    return Stream.concat(Arrays.stream(own), NAMES.stream()).toList();
  }
}
