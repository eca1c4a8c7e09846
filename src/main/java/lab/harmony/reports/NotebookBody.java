package lab.harmony.reports;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import lab.harmony.analytics.FigureRenderer;
import lab.harmony.analytics.FigureTheme;
import lab.harmony.notebooks.Cell;
import lab.harmony.notebooks.CellKind;
import lab.harmony.notebooks.CellProblem;
import lab.harmony.notebooks.Notebook;
import lab.harmony.notebooks.Output;
import lab.harmony.notebooks.OutputTypes;
import lab.harmony.notebooks.PictureFinder;
import lab.harmony.notebooks.SafeHtml;
import lab.harmony.reports.grid.GridAxes;
import lab.harmony.runs.ImageAxis;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads the cells of a notebook as parts of a report, from what they say and from their stored
/// outputs.
final class NotebookBody {

  private final Notebook notebook;
  private final FigureRenderer figures;
  private final Function<Cell, PictureFinder> pictures;

  NotebookBody(Notebook notebook, FigureRenderer figures, Function<Cell, PictureFinder> pictures) {
    this.notebook = notebook;
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
            notebook.cells().stream()
                .filter(cell -> cell.kind() == CellKind.MARKDOWN)
                .flatMap(cell -> questions(cell.source()))
                .findFirst());
  }

  private static Stream<String> questions(String markdown) {
    var text = SafeHtml.ofMarkdown(markdown);
    return text.select("p, li").eachText().stream()
        .flatMap(paragraph -> Stream.of(paragraph.split("(?<=[.!?])\\s+")))
        .filter(sentence -> sentence.endsWith("?"));
  }

  /// The findings: confirmed ones first, then open, then rejected.
  List<ReportBlock.Finding> findings() {
    return Stream.of("confirmed", "open", "rejected")
        .flatMap(status ->
            notebook.cells().stream()
                .filter(cell -> cell.kind() == CellKind.FINDING)
                .filter(cell -> cell.findingStatus().word().equals(status))
                .filter(cell -> !cell.source().isBlank())
                .map(cell -> new ReportBlock.Finding(status, cell.source(), pictures.apply(cell))))
        .toList();
  }

  /// A comparison that a grid cell shows.
  record Comparison(GridAxes axes, List<ImageId> pictures) {}

  /// The comparison that a cell stores; nothing for cells that have none.
  Optional<Comparison> comparison(Cell cell) {
    return displays(cell)
        .flatMap(display -> display.json(OutputTypes.GRID).stream())
        .findFirst()
        .flatMap(NotebookBody::comparison);
  }

  private static Optional<Comparison> comparison(JsonNode json) {
    var rows = ImageAxis.ofWord(json.path("rows").asString(""));
    var columns = ImageAxis.ofWord(json.path("columns").asString(""));
    var third = ImageAxis.ofWord(json.path("third").asString(""));
    if (rows.isEmpty() || columns.isEmpty()) {
      return Optional.empty();
    }
    try {
      var pictures = new LinkedHashSet<ImageId>();
      json.path("images")
          .valueStream()
          .forEach(image -> pictures.add(ImageId.parse(image.path("image").asString(""))));
      return Optional.of(
          new Comparison(new GridAxes(rows.get(), columns.get(), third), List.copyOf(pictures)));
    } catch (IllegalArgumentException writtenByHand) {
      return Optional.empty();
    }
  }

  /// The runs that the notebook's run cells rest on.
  List<RunId> runs() {
    return notebook.cells().stream()
        .filter(cell -> cell.kind() == CellKind.RUN)
        .flatMap(cell -> run(cell).stream())
        .distinct()
        .toList();
  }

  /// The run that made what a run cell shows.
  Optional<RunId> run(Cell cell) {
    return displays(cell)
        .flatMap(display -> display.json(OutputTypes.RUN).stream())
        .map(json -> json.path("run").asString(""))
        .filter(text -> !text.isBlank())
        .findFirst()
        .flatMap(text -> {
          try {
            return Optional.of(new RunId(text));
          } catch (IllegalArgumentException writtenByHand) {
            return Optional.empty();
          }
        });
  }

  /// The prose of a cell; the heading that is the title of the page already is left out.
  Optional<ReportBlock> prose(Cell cell) {
    var title = notebook.titleLine().map(String::strip).orElse("");
    var source =
        cell.source()
            .lines()
            .filter(line -> !line.strip().equals(title) || title.isEmpty())
            .reduce("", (one, other) -> one + other + "\n");
    return source.isBlank()
        ? Optional.empty()
        : Optional.of(new ReportBlock.Prose(source, pictures.apply(cell)));
  }

  /// The stored outputs of a cell, each in the richest form that a frozen page can show.
  List<ReportBlock> outputs(Cell cell) {
    var blocks = new ArrayList<ReportBlock>();
    if (cell.outputs().isEmpty() && cell.kind().executable()) {
      blocks.add(
          new ReportBlock.Nothing(
              "this %s cell was not run. Run it in the notebook and publish again."
                  .formatted(cell.kind().word())));
    }
    for (var output : cell.outputs()) {
      switch (output) {
        case Output.Display display -> shown(display).ifPresent(blocks::add);
        case Output.Stream(_, var text) -> blocks.add(new ReportBlock.Printed(text));
        case Output.Failure(var name, var message, _) ->
            blocks.add(
                name.equals(CellProblem.NOTHING)
                    ? new ReportBlock.Nothing(message)
                    : new ReportBlock.Failed(message));
      }
    }
    return List.copyOf(blocks);
  }

  private Optional<ReportBlock> shown(Output.Display display) {
    var words = display.text("text/plain").orElse("result of a cell");
    return display
        .json(OutputTypes.CHART)
        .flatMap(specification -> figure(specification, words))
        .or(() -> display.text("image/svg+xml").map(svg -> new ReportBlock.Figure(svg, svg, words)))
        .or(() -> display.text("text/html").map(ReportBlock.StoredHtml::new))
        .or(() -> display.text("text/markdown").map(ReportBlock.Prose::new))
        .or(() -> stored(display, "image/png", words))
        .or(() -> stored(display, "image/jpeg", words))
        .or(() -> display.text("text/plain").map(ReportBlock.Printed::new));
  }

  private static Optional<ReportBlock> stored(
      Output.Display display, String mediaType, String words) {
    return display
        .text(mediaType)
        .map(base64 -> base64.replaceAll("\\s", ""))
        .filter(base64 -> base64.matches("[A-Za-z0-9+/=]+"))
        .map(base64 -> new ReportBlock.StoredPicture(mediaType, base64, words));
  }

  /// Draws a stored specification for light and for dark ground; one that cannot be drawn gives way
  /// to the stored picture of it.
  private Optional<ReportBlock> figure(JsonNode specification, String words) {
    try {
      return specification instanceof ObjectNode node
          ? Optional.of(
              new ReportBlock.Figure(
                  figures.svg(node, FigureTheme.LIGHT), figures.svg(node, FigureTheme.DARK), words))
          : Optional.empty();
    } catch (IllegalArgumentException cannotBeDrawn) {
      return Optional.empty();
    }
  }

  private static Stream<Output.Display> displays(Cell cell) {
    return cell.outputs().stream()
        .filter(Output.Display.class::isInstance)
        .map(Output.Display.class::cast);
  }
}
