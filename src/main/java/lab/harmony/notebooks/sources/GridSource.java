package lab.harmony.notebooks.sources;

import java.util.Arrays;
import java.util.Optional;
import lab.harmony.notebooks.cells.CellYaml;
import lab.harmony.notebooks.results.JudgeChoice;
import lab.harmony.runs.images.ImageAxis;
import lab.harmony.workspace.NamedFacts;
import lab.harmony.workspace.NamedFacts.Fact;
import lab.harmony.yaml.Settings;

/// What the source of a grid cell asks for.
record GridSource(
    ImageAxis rows,
    ImageAxis columns,
    Optional<ImageAxis> third,
    JudgeChoice judge,
    PictureScope scope)
    implements ShowingSource {
  @Override
  public NamedFacts facts() {
    var facts =
        NamedFacts.of(Fact.of("rows", rows.word())).with(Fact.of("columns", columns.word()));
    if (third.isPresent()) {
      facts = facts.with(Fact.of("third", third.get().word()));
    }
    return facts.with(Fact.of("scores", judge.word())).with(scope.facts());
  }

  static GridSource read(String source) {
    var yaml = CellYaml.settings(source, "rows");
    var rows = axis(yaml, "rows", ImageAxis.ARCHETYPE);
    var columns = axis(yaml, "columns", ImageAxis.EMOTION);
    var third =
        yaml.has("third")
            ? Optional.of(axis(yaml, "third", ImageAxis.CFG))
            : Optional.<ImageAxis>empty();
    if (rows == columns || third.filter(axis -> axis == rows || axis == columns).isPresent()) {
      yaml.complain(
          third.isPresent() ? "third" : "columns",
          "every axis must be another one, got \"%s\" twice"
              .formatted(rows == columns ? rows.word() : third.orElseThrow().word()));
    }
    var read =
        new GridSource(
            rows, columns, third, JudgeChoice.read(yaml, "scores"), PictureScope.read(yaml));
    CellYaml.finish(yaml, PictureScope.names("rows", "columns", "third", "scores"));
    return read;
  }

  private static ImageAxis axis(Settings yaml, String name, ImageAxis otherwise) {
    return yaml.choice(name, otherwise, Arrays.asList(ImageAxis.values()), ImageAxis::word);
  }
}
