package lab.harmony.reports.frozen;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import lab.harmony.analytics.FigureRenderer;
import lab.harmony.analytics.FigureTheme;
import lab.harmony.notebooks.cells.CellHandlers;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.FindingStatus;
import lab.harmony.notebooks.document.Notebook;
import lab.harmony.notebooks.results.Rendering;
import lab.harmony.notebooks.results.StoredGrid;
import lab.harmony.notebooks.results.StoredPairs;
import lab.harmony.prose.PictureFinder;
import lab.harmony.prose.SafeHtml;
import lab.harmony.reports.grid.axes.GridAxes;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunId;
import tools.jackson.databind.node.ObjectNode;

/// Reads the cells of a notebook as parts of a report, from what they render.
final class NotebookBody {

  private final Notebook notebook;
  private final CellHandlers handlers;
  private final FigureRenderer figures;
  private final Function<Cell, PictureFinder> pictures;

  NotebookBody(
      Notebook notebook,
      CellHandlers handlers,
      FigureRenderer figures,
      Function<Cell, PictureFinder> pictures) {
    this.notebook = notebook;
    this.handlers = handlers;
    this.figures = figures;
    this.pictures = pictures;
  }

  /// What the experiment asks: as its metadata say, or the first sentence of its prose that is a
  /// question.
  Optional<String> question() {
    return Optional.of(notebook.metadata().path("harmony").path("question").asString(""))
        .filter(text -> !text.isBlank())
        .or(() -> notebook.title().filter(title -> title.endsWith("?")))
        .or(() ->
            all(Rendering.Text.class).flatMap(text -> questions(text.markdown())).findFirst());
  }

  private static Stream<String> questions(String markdown) {
    var text = SafeHtml.ofMarkdown(markdown);
    return text.select("p, li").eachText().stream()
        .flatMap(paragraph -> Stream.of(paragraph.split("(?<=[.!?])\\s+")))
        .filter(sentence -> sentence.endsWith("?"));
  }

  /// The findings: confirmed ones first, then open, then rejected.
  List<ReportBlock.Finding> findings() {
    return Stream.of(FindingStatus.CONFIRMED, FindingStatus.OPEN, FindingStatus.REJECTED)
        .flatMap(status ->
            notebook.cells().stream()
                .flatMap(cell ->
                    handlers.of(cell).render(cell).stream()
                        .filter(Rendering.Conclusion.class::isInstance)
                        .map(Rendering.Conclusion.class::cast)
                        .filter(said -> said.status() == status && !said.markdown().isBlank())
                        .map(said ->
                            new ReportBlock.Finding(
                                status.word(), said.markdown(), pictures.apply(cell)))))
        .toList();
  }

  /// A comparison that a cell shows.
  record PicturesCompared(GridAxes axes, List<ImageId> pictures) {
    static PicturesCompared of(StoredGrid grid) {
      var pictures = new LinkedHashSet<ImageId>();
      grid.images().forEach(image -> pictures.add(image.picture().id()));
      return new PicturesCompared(
          new GridAxes(grid.rows(), grid.columns(), grid.third()), List.copyOf(pictures));
    }
  }

  /// The comparisons that the cells show, in their order.
  Stream<PicturesCompared> comparisons() {
    return all(Rendering.PicturesOnAxes.class)
        .map(pictures -> PicturesCompared.of(pictures.grid()));
  }

  /// Pairs of faces that a cell counted.
  record CellPairs(CellId cell, StoredPairs pairs) {}

  /// The pairs that the cells counted, in their order.
  List<CellPairs> pairs() {
    return notebook.cells().stream()
        .flatMap(cell ->
            handlers.of(cell).render(cell).stream()
                .filter(Rendering.Pairs.class::isInstance)
                .map(Rendering.Pairs.class::cast)
                .map(said -> new CellPairs(cell.id(), said.pairs())))
        .toList();
  }

  private <R extends Rendering> Stream<R> all(Class<R> type) {
    return notebook.cells().stream()
        .flatMap(cell -> handlers.of(cell).render(cell).stream())
        .filter(type::isInstance)
        .map(type::cast);
  }

  /// What becomes of the parts for which a report has more than the notebook stores.
  interface Richer {
    /// A run with what the lab knows of it; empty where it does not have it.
    Optional<ReportBlock> run(RunId run);

    /// Pictures along axes; nothing where the page shows them already.
    List<ReportBlock> pictures(PicturesCompared comparison);
  }

  /// What a cell shows, as blocks of the page; findings stand at its top. Behind the last cell of a
  /// kind comes what they say only together.
  List<ReportBlock> blocks(Cell cell, Richer richer) {
    var handler = handlers.of(cell);
    var own = blocks(cell, handler.render(cell), richer);
    var alike =
        notebook.cells().stream().filter(other -> handlers.of(other).equals(handler)).toList();
    return alike.getLast().id().equals(cell.id())
        ? Stream.concat(own.stream(), blocks(cell, handler.together(alike), richer).stream())
            .toList()
        : own;
  }

  private List<ReportBlock> blocks(Cell cell, List<Rendering> renderings, Richer richer) {
    return renderings.stream()
        .flatMap(rendering -> blocks(cell, rendering, richer).stream())
        .toList();
  }

  private List<ReportBlock> blocks(Cell cell, Rendering rendering, Richer richer) {
    return switch (rendering) {
      case Rendering.Text(var markdown) -> prose(cell, markdown).stream().toList();
      case Rendering.Conclusion _ -> List.of();
      case Rendering.Source(var text) -> List.of(new ReportBlock.Printed(text));
      case Rendering.RunMade(var run, var otherwise) ->
          richer.run(run).map(List::of).orElseGet(() -> blocks(cell, otherwise, richer));
      case Rendering.PicturesOnAxes(var grid, _) -> richer.pictures(PicturesCompared.of(grid));
      case Rendering.Scores(_, var otherwise) -> blocks(cell, otherwise, richer);
      case Rendering.Rows(_, var otherwise) -> blocks(cell, otherwise, richer);
      case Rendering.Pairs(var pairs) -> List.of(new ReportBlock.Pairs(pairs));
      case Rendering.Figure(var specification, var words, var otherwise) ->
          figure(specification, words)
              .map(List::of)
              .orElseGet(() -> blocks(cell, otherwise, richer));
      case Rendering.Drawing(var svg, var words) ->
          List.of(new ReportBlock.Figure(svg, svg, words));
      case Rendering.Html(var html) -> List.of(new ReportBlock.StoredHtml(html));
      case Rendering.Markdown(var markdown) -> List.of(new ReportBlock.Prose(markdown));
      case Rendering.Picture(var mediaType, var base64, var words) ->
          List.of(new ReportBlock.StoredPicture(mediaType, base64, words));
      case Rendering.Printed(var text) -> List.of(new ReportBlock.Printed(text));
      case Rendering.NotRun _ ->
          List.of(
              new ReportBlock.Nothing(
                  "this %s cell was not run. Run it in the notebook and publish again."
                      .formatted(cell.kind().word())));
      case Rendering.Nothing(var reason) -> List.of(new ReportBlock.Nothing(reason));
      case Rendering.Failed(_, var message, _) -> List.of(new ReportBlock.Failed(message));
    };
  }

  /// The prose of a cell; the heading that is the title of the page already is left out.
  private Optional<ReportBlock> prose(Cell cell, String markdown) {
    var title = notebook.titleLine().map(String::strip).orElse("");
    var source =
        markdown
            .lines()
            .filter(line -> !line.strip().equals(title) || title.isEmpty())
            .reduce("", (one, other) -> one + other + "\n");
    return source.isBlank()
        ? Optional.empty()
        : Optional.of(new ReportBlock.Prose(source, pictures.apply(cell)));
  }

  /// Draws a stored specification for light and for dark ground; one that cannot be drawn gives way
  /// to the stored picture of it.
  private Optional<ReportBlock> figure(ObjectNode specification, String words) {
    try {
      return Optional.of(
          new ReportBlock.Figure(
              figures.svg(specification, FigureTheme.LIGHT),
              figures.svg(specification, FigureTheme.DARK),
              words));
    } catch (IllegalArgumentException cannotBeDrawn) {
      return Optional.empty();
    }
  }
}
