package lab.harmony.reports.frozen;

import java.util.Comparator;
import java.util.HashSet;
import lab.harmony.notebooks.results.StoredPairs;
import lab.harmony.notebooks.results.StoredPairs.Face;
import lab.harmony.runs.ImageId;
import org.jsoup.nodes.Element;

/// The pairs that numbers of a report were counted from, folded away: what both were asked for, the
/// faces by their runs, and the points that counted. A face leads to its picture where the report
/// has it.
final class PairTable {

  /// More rows than anybody reads in a report; `report.json` has them all.
  private static final int MOST = 2_000;

  /// So many rows are unfolded on paper; of longer tables their heading stands there.
  static final int MOST_PRINTED = 200;

  private static final String ROWS = "details.pairs tbody tr";

  private PairTable() {}

  static void add(Element parent, StoredPairs pairs) {
    int left = Math.max(0, MOST - parent.root().select(ROWS).size());
    var shown =
        pairs.pairs().stream()
            .sorted(Comparator.comparingInt(StoredPairs.Pair::apart).reversed())
            .limit(left)
            .toList();
    var details = parent.appendElement("details").addClass("pairs");
    details.appendElement("summary").text("The " + pairs.words());
    var scroll = ReportPage.scroll(details, "The pairs of " + pairs.title());
    var table = scroll.appendElement("table");
    table
        .appendElement("caption")
        .text(
            "The %s. Those that differ most come first%s"
                .formatted(
                    pairs.words(),
                    shown.size() < pairs.pairs().size()
                        ? "; of all, %,d are listed, and report.json has every one."
                            .formatted(shown.size())
                        : "."));
    var head = table.appendElement("thead").appendElement("tr");
    for (var name :
        new String[] {
          "asked for",
          "face of " + pairs.first(),
          "points of it",
          "face of " + pairs.second(),
          "points of that"
        }) {
      head.appendElement("th").attr("scope", "col").text(name);
    }
    var body = table.appendElement("tbody");
    for (var pair : shown) {
      var row = body.appendElement("tr");
      row.appendElement("th").attr("scope", "row").text(pair.at());
      face(row, pair.first());
      face(row, pair.second());
    }
  }

  private static void face(Element row, Face face) {
    row.appendElement("td")
        .appendElement("a")
        .addClass("face")
        .attr("href", "#" + id(face.image()))
        .text(face.image().toString());
    row.appendElement("td").addClass("number-cell").text("%d of 3".formatted(face.points()));
  }

  /// Unfolds what has to be read on paper, where nobody unfolds anything.
  static void print(Element page) {
    page.select("details").stream()
        .filter(details ->
            !details.hasClass("pairs") || details.select("tbody tr").size() <= MOST_PRINTED)
        .forEach(details -> details.attr("open", ""));
  }

  /// What names the picture of a face within the page.
  static String id(ImageId image) {
    return "face-%s-%d".formatted(image.run().value(), image.index());
  }

  /// Takes away the links of faces that the page has no picture of; their names stay.
  static void keepFoundLinks(Element page) {
    var found = new HashSet<String>();
    page.select(".tile[id]").forEach(tile -> found.add("#" + tile.id()));
    page.select("a.face").stream()
        .filter(link -> !found.contains(link.attr("href")))
        .forEach(Element::unwrap);
  }
}
