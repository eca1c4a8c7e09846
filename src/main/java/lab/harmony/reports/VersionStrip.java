package lab.harmony.reports;

import static java.nio.charset.StandardCharsets.UTF_8;

import lab.harmony.design.Times;
import lab.harmony.reports.shelf.PublishedReport;
import lab.harmony.reports.shelf.ReportLine;
import org.jsoup.nodes.Element;

/// What is said above a page when it is served and its report has other versions. The page itself
/// stays as it was frozen, in its file and below these words.
final class VersionStrip {

  private static final String TOP = "<main>";

  private VersionStrip() {}

  /// For people who are signed in: the way to the other versions, and to what is said about it.
  ///
  /// @param said in words
  static byte[] withLinks(byte[] page, ReportLine line, PublishedReport shown, String said) {
    var strip = new Element("p").addClass("meta").attr("role", "note");
    if (line.versions().size() > 1) {
      strip = versions(line, shown);
      strip.appendText(" ");
    }
    strip.appendElement("a").attr("href", "/reports?talk=" + shown.name()).text(said);
    strip.appendText(".");
    return above(page, strip);
  }

  private static Element versions(ReportLine line, PublishedReport shown) {
    var strip = strip(line, shown);
    for (var other : line.versions()) {
      if (!other.name().equals(shown.name())) {
        strip.appendText(strip.childNodeSize() == 1 ? " " : ", ");
        strip
            .appendElement("a")
            .attr("href", "/reports/%s/index.html".formatted(other.name()))
            .text(
                "version %d, %s by %s"
                    .formatted(
                        other.version().number(),
                        Times.inUtc(other.publishedAt()),
                        other.publishedBy()));
      }
    }
    strip.appendText(".");
    return strip;
  }

  /// For whoever has a share link: that there is a newer one, and no way to it.
  static byte[] withoutLinks(byte[] page, ReportLine line, PublishedReport shown) {
    if (line.isNewest(shown)) {
      return page;
    }
    var strip = strip(line, shown);
    strip.appendText(
        " The newest was published on %s. This link opens version %d alone; ask whoever shared it for one to the newest."
            .formatted(Times.inUtc(line.newest().publishedAt()), shown.version().number()));
    return above(page, strip);
  }

  private static Element strip(ReportLine line, PublishedReport shown) {
    var newest = line.isNewest(shown);
    return new Element("p")
        .addClass(newest ? "meta" : "stale")
        .attr("role", "note")
        .text(
            newest
                ? "Version %d, the newest. Before it:".formatted(shown.version().number())
                : "◐ This is version %d; there is a newer one, version %d."
                    .formatted(shown.version().number(), line.newest().version().number()));
  }

  private static byte[] above(byte[] page, Element strip) {
    var html = new String(page, UTF_8);
    var top = html.indexOf(TOP);
    return top < 0
        ? page
        : new StringBuilder(html)
            .insert(top + TOP.length(), strip.outerHtml())
            .toString()
            .getBytes(UTF_8);
  }
}
