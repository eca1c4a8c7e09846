package lab.harmony.reports.exports;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jsoup.nodes.Document;

/// A figure of a report as its page has it on light ground.
///
/// @param words what it shows, for those who do not see it
/// @param base64 an SVG document, or a PNG or JPEG file where the notebook stored a picture, as the
///   page has it
record ReportFigure(String words, Kind kind, String base64) {

  enum Kind {
    SVG("svg"),
    PNG("png"),
    JPEG("jpg");

    final String ending;

    Kind(String ending) {
      this.ending = ending;
    }
  }

  /// The file as it was stored.
  ///
  /// @throws IllegalArgumentException if the page holds it damaged
  byte[] content() {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the picture is damaged in the page: " + e.getMessage(), e);
    }
  }

  /// The figures of a page, in their order; pictures in the tables of pictures are none.
  static List<ReportFigure> of(Document page) {
    var figures = new ArrayList<ReportFigure>();
    for (var image : page.select("figure img")) {
      var source = image.attr("src");
      for (var kind : Kind.values()) {
        var begin =
            "data:image/%s;base64,"
                .formatted(
                    kind == Kind.SVG ? "svg+xml" : kind.name().toLowerCase(java.util.Locale.ROOT));
        if (source.startsWith(begin) && image.closest("table") == null) {
          figures.add(new ReportFigure(image.attr("alt"), kind, source.substring(begin.length())));
        }
      }
    }
    return List.copyOf(figures);
  }
}
