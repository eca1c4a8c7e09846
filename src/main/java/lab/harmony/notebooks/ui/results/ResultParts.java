package lab.harmony.notebooks.ui.results;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lab.harmony.analytics.FigureLimits;
import lab.harmony.design.Problem;
import lab.harmony.notebooks.results.Rendering;
import lab.harmony.notebooks.results.StoredPairs;
import lab.harmony.notebooks.spi.ResultPlace;
import lab.harmony.prose.PictureFinder;
import lab.harmony.prose.SafeHtml;
import lab.harmony.prose.ui.Prose;
import tools.jackson.databind.node.ObjectNode;

/// What cells render, as parts of the page; nothing of it can act.
final class ResultParts {
  private static final int LONGEST_TEXT = 100_000;
  private static final int LONGEST_PICTURE = 20_000_000;

  /// More pairs than these are not listed one by one.
  private static final int MOST_PAIRS = 200;

  static List<Component> of(List<Rendering> renderings, ResultPlace place) {
    return renderings.stream().flatMap(it -> of(it, place)).toList();
  }

  /// The source of a cell stands above its result already.
  private static Stream<Component> of(Rendering rendering, ResultPlace place) {
    return switch (rendering) {
      case Rendering.Text _, Rendering.Conclusion _, Rendering.Source _, Rendering.NotRun _ ->
          Stream.of();
      case Rendering.RunMade(_, var otherwise) -> of(otherwise, place).stream();
      case Rendering.Scores(var scores, _) -> Stream.of(new ScoreResult(scores));
      case Rendering.Rows(var rows, _) -> Stream.of(new RowsResult(rows));
      case Rendering.PicturesOnAxes(var grid, var otherwise) ->
          Stream.of(new GridResult(grid, sheet(otherwise), place));
      case Rendering.Pairs(var pairs) -> Stream.of(pairs(pairs));
      case Rendering.Figure(var specification, _, _) -> Stream.of(chart(specification, place));
      case Rendering.Drawing(var svg, _) -> Stream.of(svg(svg));
      case Rendering.Html(var html) -> Stream.of(html(html));
      case Rendering.Markdown(var markdown) -> Stream.of(new Prose(markdown, PictureFinder.NONE));
      case Rendering.Picture picture -> Stream.of(picture(picture));
      case Rendering.Printed(var text) -> Stream.of(pre(text));
      case Rendering.Nothing(var reason) -> Stream.of(nothing(reason));
      case Rendering.Failed(var name, var message, var trace) ->
          Stream.of(
              trace.size() <= 1
                  ? new Problem("This cell could not be executed", message)
                  : new Problem(name + ": " + message, "", pre(String.join("\n", trace))));
    };
  }

  private static Component pairs(StoredPairs pairs) {
    var list = new UnorderedList();
    pairs.pairs().stream()
        .limit(MOST_PAIRS)
        .map(pair ->
            "%s: %s has %d of 3 points (%s), %s %d of 3 (%s)"
                .formatted(
                    pair.at(),
                    pairs.first(),
                    pair.first().points(),
                    pair.first().image(),
                    pairs.second(),
                    pair.second().points(),
                    pair.second().image()))
        .map(ListItem::new)
        .forEach(list::add);
    int more = pairs.pairs().size() - MOST_PAIRS;
    if (more > 0) {
      list.add(new ListItem("… and %,d more".formatted(more)));
    }
    return new Details(pairs.words(), list);
  }

  /// The stored picture of a whole grid, in base64.
  private static Optional<String> sheet(List<Rendering> otherwise) {
    return otherwise.stream()
        .filter(Rendering.Picture.class::isInstance)
        .map(Rendering.Picture.class::cast)
        .map(Rendering.Picture::base64)
        .findFirst();
  }

  /// Not a failure: there is nothing to show yet, and this is how to change that.
  private static Component nothing(String reason) {
    var heading = new Span("Nothing to show yet");
    heading.addClassName("nothing-result__title");
    var box = new Div(heading, new Paragraph(reason));
    box.addClassName("nothing-result");
    return box;
  }

  private static Component chart(ObjectNode specification, ResultPlace place) {
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

  private static Component picture(Rendering.Picture picture) {
    if (picture.base64().length() > LONGEST_PICTURE) {
      return tooLarge(picture.base64());
    }
    var image = new Image(bytes(picture), picture.words());
    image.addClassName("picture-result");
    return image;
  }

  /// Under an address of its own, so that the page does not wait for it.
  private static DownloadHandler bytes(Rendering.Picture picture) {
    return DownloadHandler.fromInputStream(
            _ -> {
              var bytes = Base64.getMimeDecoder().decode(picture.base64());
              return new DownloadResponse(
                  new ByteArrayInputStream(bytes), "picture", picture.mediaType(), bytes.length);
            })
        .inline();
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

  private ResultParts() {}
}
