package lab.harmony.notebooks.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import lab.harmony.analytics.FigureLimits;
import lab.harmony.design.Problem;
import lab.harmony.notebooks.CellProblem;
import lab.harmony.notebooks.Output;
import lab.harmony.notebooks.OutputTypes;
import lab.harmony.notebooks.PictureFinder;
import lab.harmony.notebooks.SafeHtml;
import tools.jackson.databind.node.ObjectNode;

/// Stored outputs as the page shows them: the richest form it knows, and nothing that could act.
final class Results {
  private static final int LONGEST_TEXT = 100_000;
  private static final int LONGEST_PICTURE = 20_000_000;

  static Component of(Output output, Shown place) {
    return switch (output) {
      case Output.Display display -> display(display, place);
      case Output.Stream(_, var text) -> pre(text);
      case Output.Failure(var name, var message, var traceback) ->
          name.equals(CellProblem.NOTHING)
              ? nothing(message)
              : name.equals(CellProblem.NAME) || traceback.size() <= 1
                  ? new Problem("This cell could not be executed", message)
                  : new Problem(name + ": " + message, "", pre(String.join("\n", traceback)));
    };
  }

  private static Component display(Output.Display display, Shown place) {
    return display
        .json(OutputTypes.SCORES)
        .<Component>map(ScoreResult::new)
        .or(() ->
            display
                .json(OutputTypes.GRID)
                .map(grid -> new GridResult(grid, display.text("image/png"), place)))
        .or(() ->
            display
                .json(OutputTypes.CHART)
                .filter(ObjectNode.class::isInstance)
                .map(spec -> chart((ObjectNode) spec, place)))
        .or(() -> display.text("text/html").map(Results::html))
        .or(() -> display.text("image/svg+xml").map(Results::svg))
        .or(() -> display.text("image/png").map(data -> picture("image/png", data, display)))
        .or(() -> display.text("image/jpeg").map(data -> picture("image/jpeg", data, display)))
        .or(() -> display.text("text/markdown").map(text -> new Prose(text, PictureFinder.NONE)))
        .or(() -> display.text("text/plain").map(Results::pre))
        .orElseGet(
            () -> pre("This output has no form that the lab can show: " + display.data().keySet()));
  }

  /// Not a failure: there is nothing to show yet, and this is how to change that.
  private static Component nothing(String reason) {
    var heading = new Span("Nothing to show yet");
    heading.addClassName("nothing-result__title");
    var box = new Div(heading, new Paragraph(reason));
    box.addClassName("nothing-result");
    return box;
  }

  private static Component chart(ObjectNode specification, Shown place) {
    return FigureLimits.exceeded(specification)
        .<Component>map(reason -> new Problem("This figure is not drawn", reason))
        .orElseGet(() -> new ChartResult(specification, place));
  }

  private static Component html(String html) {
    var box = new Div();
    box.addClassName("html-result");
    box.getElement().setProperty("innerHTML", SafeHtml.of(html).html());
    return box;
  }

  /// A picture in an `img` runs no scripts.
  private static Component svg(String svg) {
    if (svg.length() > LONGEST_PICTURE) {
      return tooLarge(svg);
    }
    var data = Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8));
    var image = new Image("data:image/svg+xml;base64," + data, "Figure");
    image.addClassName("picture-result");
    return image;
  }

  private static Component picture(String type, String data, Output.Display display) {
    if (data.length() > LONGEST_PICTURE) {
      return tooLarge(data);
    }
    var image =
        new Image(
            "data:" + type + ";base64," + data.replaceAll("\\s", ""),
            display.text("text/plain").orElse("Picture"));
    image.addClassName("picture-result");
    return image;
  }

  private static Component tooLarge(String data) {
    return new Problem(
        "This picture is too large to show here",
        "It has %,d characters in the notebook; at most %,d are shown."
            .formatted(data.length(), LONGEST_PICTURE));
  }

  private static Pre pre(String text) {
    var pre =
        new Pre(
            text.length() <= LONGEST_TEXT
                ? text
                : "%s\n… the first %,d of %,d characters"
                    .formatted(text.substring(0, LONGEST_TEXT), LONGEST_TEXT, text.length()));
    pre.addClassName("text-result");
    return pre;
  }

  private Results() {}
}
