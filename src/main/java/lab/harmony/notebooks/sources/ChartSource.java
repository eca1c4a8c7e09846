package lab.harmony.notebooks.sources;

import java.util.List;
import java.util.function.Function;
import lab.harmony.analytics.Figure;
import lab.harmony.notebooks.cells.CellYaml;
import lab.harmony.notebooks.results.JudgeChoice;
import lab.harmony.workspace.NamedFacts;
import lab.harmony.workspace.NamedFacts.Fact;

/// What the source of a chart cell asks for.
record ChartSource(Figure figure, JudgeChoice judge, PictureScope scope) implements ShowingSource {
  @Override
  public NamedFacts facts() {
    return NamedFacts.of(Fact.of("figure", figure.key()))
        .with(Fact.of("scores", judge.word()))
        .with(scope.facts());
  }

  private static final List<String> FIGURES =
      List.of("heat-map", "success-by", "cfg-curve", "verdicts", "checklist");

  static ChartSource read(String source) {
    var yaml = CellYaml.settings(source, "figure");
    yaml.text("figure", "heat-map");
    var name = yaml.choice("figure", "heat-map", FIGURES, Function.identity());
    if (yaml.has("by") && !name.equals("success-by")) {
      yaml.complain(
          "by", "\"by\" belongs to \"figure: success-by\"; remove it or change the figure");
    }
    var by = yaml.choice("by", "archetype", List.of("archetype", "emotion"), Function.identity());
    var figure = name.equals("success-by") ? by + "s" : name;
    var read =
        new ChartSource(
            Figure.named(figure).orElseThrow(),
            JudgeChoice.read(yaml, "scores"),
            PictureScope.read(yaml));
    CellYaml.finish(yaml, PictureScope.names("figure", "by", "scores"));
    return read;
  }
}
