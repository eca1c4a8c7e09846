package lab.harmony.notebooks.sources;

import lab.harmony.analytics.FigureRenderer;
import lab.harmony.notebooks.cells.CellProblem;
import lab.harmony.notebooks.cells.OutlineWords;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellKind;
import lab.harmony.notebooks.document.Output;
import lab.harmony.notebooks.results.JudgeChoice;
import lab.harmony.notebooks.results.StoredChart;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Chart cells: a figure of rates with their intervals.
@Component
@Order(40)
class ChartCellHandler extends ShowingCellHandler<ChartSource> {
  private final FigureRenderer renderer;

  ChartCellHandler(EvidenceFinder finder, FigureRenderer renderer) {
    super(finder);
    this.renderer = renderer;
  }

  @Override
  public CellKind kind() {
    return CellKind.CHART;
  }

  @Override
  public String label() {
    return "Chart";
  }

  @Override
  public String starter() {
    return "figure: heat-map\nscores: machine";
  }

  @Override
  public String invitation() {
    return "Not run yet: Shift Enter draws the chart.";
  }

  @Override
  public String outline(Cell cell) {
    return "Chart"
        + OutlineWords.setting(cell, "figure")
        + OutlineWords.setting(cell, "by").replace(" · ", " ");
  }

  @Override
  ChartSource read(String source) {
    return ChartSource.read(source);
  }

  @Override
  Output output(ChartSource source, Judgements judgements) {
    if (judgements.rows().isEmpty()) {
      throw CellProblem.nothing(unscored(source.judge(), judgements.pictures().size()));
    }
    var analytics = judgements.analytics(source.over());
    source
        .figure()
        .nothing(analytics)
        .ifPresent(reason -> {
          throw CellProblem.nothing(reason);
        });
    return new StoredChart(source.figure().specification(analytics)).output(renderer);
  }

  private static String unscored(JudgeChoice judge, int pictures) {
    return switch (judge) {
      case HUMAN ->
          "None of the %d images is scored yet. Review them, or write \"scores: machine\" to see the machine's verdicts."
              .formatted(pictures);
      case MACHINE ->
          "The machine judge has read none of the %d images. Review them and write \"scores: human\", or execute their run cell again."
              .formatted(pictures);
    };
  }
}
