package lab.harmony.notebooks.results;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.Output;

/// Reads stored outputs as what they show: of several forms the richest one that the lab knows, in
/// the order of Jupyter.
public final class Renderings {

  public static List<Rendering> of(Cell cell) {
    return cell.outputs().stream().map(Renderings::of).toList();
  }

  public static Rendering of(Output output) {
    return switch (output) {
      case Output.Display display -> of(display);
      case Output.Stream(_, var text) -> new Rendering.Printed(text);
      case Output.Failure(var name, var message, var trace) ->
          name.equals(Output.Failure.NOTHING)
              ? new Rendering.Nothing(message)
              : new Rendering.Failed(
                  name, message, name.equals(Output.Failure.SOURCE) ? List.of() : trace);
    };
  }

  private static Rendering of(Output.Display display) {
    var plain = plain(display);
    return own(display, plain.stream().toList())
        .or(() -> plain)
        .orElseGet(() ->
            new Rendering.Printed(
                "This output has no form that the lab can show: "
                    + String.join(", ", display.data().keySet())));
  }

  private static Optional<Rendering> own(Output.Display display, List<Rendering> otherwise) {
    try {
      return StoredRun.read(display)
          .<Rendering>map(run -> new Rendering.RunMade(run.run(), otherwise))
          .or(() ->
              StoredScores.read(display).map(scores -> new Rendering.Scores(scores, otherwise)))
          .or(() -> StoredRows.read(display).map(rows -> new Rendering.Rows(rows, otherwise)))
          .or(() ->
              StoredGrid.read(display).map(grid -> new Rendering.PicturesOnAxes(grid, otherwise)))
          .or(() ->
              StoredChart.read(display)
                  .map(chart ->
                      new Rendering.Figure(chart.specification(), words(display), otherwise)));
    } catch (IllegalArgumentException writtenByHand) {
      return Optional.empty();
    }
  }

  /// A display in the richest of the forms that every reader of notebooks knows.
  private static Optional<Rendering> plain(Output.Display display) {
    return display
        .text("text/html")
        .<Rendering>map(Rendering.Html::new)
        .or(() -> display.text("text/markdown").map(Rendering.Markdown::new))
        .or(() ->
            display.text("image/svg+xml").map(svg -> new Rendering.Drawing(svg, words(display))))
        .or(() -> picture(display))
        .or(() -> display.text("text/plain").map(Rendering.Printed::new));
  }

  private static Optional<Rendering> picture(Output.Display display) {
    return Stream.of("image/png", "image/jpeg")
        .flatMap(type ->
            display
                .text(type)
                .map(base64 -> base64.replaceAll("\\s", ""))
                .map(base64 -> Map.entry(type, base64))
                .stream())
        .filter(picture -> isBase64(picture.getValue()))
        .findFirst()
        .map(
            picture -> new Rendering.Picture(picture.getKey(), picture.getValue(), words(display)));
  }

  private static boolean isBase64(String text) {
    return !text.isEmpty() && text.chars().allMatch(Renderings::isBase64);
  }

  private static boolean isBase64(int character) {
    return (character >= 'A' && character <= 'Z')
        || (character >= 'a' && character <= 'z')
        || (character >= '0' && character <= '9')
        || character == '+'
        || character == '/'
        || character == '=';
  }

  private static String words(Output.Display display) {
    return display.text("text/plain").orElse("result of a cell");
  }

  private Renderings() {}
}
