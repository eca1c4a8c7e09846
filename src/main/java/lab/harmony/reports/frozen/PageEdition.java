package lab.harmony.reports.frozen;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import lab.harmony.design.Times;
import lab.harmony.reports.frozen.ReportContent.Fact;
import org.jsoup.nodes.Element;

/// What a page says of its version: near its head what changed and what is out of date, at its end
/// the versions before.
final class PageEdition {

  private PageEdition() {}

  static void head(Element header, ReportContent content) {
    edition(header, content);
    stale(header, content);
  }

  /// Which version this is, and what changed since the one before.
  private static void edition(Element header, ReportContent content) {
    var edition = content.edition();
    if (edition.version() > 1) {
      header
          .appendElement("p")
          .addClass("meta")
          .text(
              "Version %d. What changed, says %s: %s"
                  .formatted(edition.version(), content.publishedBy(), edition.changes()));
    }
  }

  /// What is out of date, and why it was published all the same.
  private static void stale(Element header, ReportContent content) {
    if (!content.stale().isEmpty()) {
      var stale = header.appendElement("section").addClass("stale");
      stale.appendElement("h2").addClass("label").text("◐ Out of date when this was published");
      var list = stale.appendElement("ul");
      content.stale().forEach(line -> list.appendElement("li").text(line));
      if (!content.edition().staleReason().isEmpty()) {
        var why = stale.appendElement("p").addClass("why");
        why.appendElement("b").text("Why it was published all the same");
        why.appendText(
            ", says %s: %s".formatted(content.publishedBy(), content.edition().staleReason()));
      }
    }
  }

  /// This version and those before it, the newest first.
  static List<Fact> versions(ReportContent content) {
    return Stream.concat(
            Stream.of(
                new Fact(
                    "version %d, this one".formatted(content.edition().version()),
                    said(
                        content.publishedAt(),
                        content.publishedBy(),
                        content.edition().changes()))),
            content.edition().earlier().stream()
                .map(earlier ->
                    new Fact(
                        "version %d".formatted(earlier.version()),
                        "%s (reports/%s)"
                            .formatted(
                                said(
                                    earlier.publishedAt(),
                                    earlier.publishedBy(),
                                    earlier.changes()),
                                earlier.name()))))
        .toList();
  }

  private static String said(Instant time, String person, String changes) {
    return "%s by %s%s"
        .formatted(Times.inUtc(time), person, changes.isEmpty() ? "" : ": " + changes);
  }
}
