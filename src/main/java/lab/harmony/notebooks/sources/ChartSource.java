package lab.harmony.notebooks.sources;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import lab.harmony.analytics.Figure;
import lab.harmony.notebooks.cells.CellYaml;
import lab.harmony.notebooks.results.JudgeChoice;
import lab.harmony.review.IntervalsOver;
import lab.harmony.workspace.NamedFacts;
import lab.harmony.workspace.NamedFacts.Fact;

/// What the source of a chart cell asks for.
///
/// @param over what its intervals take as independent
record ChartSource(Figure figure, JudgeChoice judge, IntervalsOver over, PictureScope scope)
    implements ShowingSource {

  /// What is usual is no fact: charts of before were asked for without it.
  @Override
  public NamedFacts facts() {
    var facts =
        NamedFacts.of(Fact.of("figure", figure.key())).with(Fact.of("scores", judge.word()));
    var all =
        switch (over) {
          case FACES -> facts;
          case POINTS -> facts.with(Fact.of("intervals", over.word()));
        };
    return all.with(scope.facts());
  }

  private static final List<String> FIGURES =
      List.of("heat-map", "success-by", "cfg-curve", "verdicts", "checklist");

  private static final List<String> INTERVALS =
      Arrays.stream(IntervalsOver.values()).map(IntervalsOver::word).toList();

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
            IntervalsOver.named(yaml.choice("intervals", "faces", INTERVALS, Function.identity()))
                .orElseThrow(),
            PictureScope.read(yaml));
    CellYaml.finish(yaml, PictureScope.names("figure", "by", "scores", "intervals"));
    return read;
  }
}
