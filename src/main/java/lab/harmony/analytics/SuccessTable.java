package lab.harmony.analytics;

import java.util.List;
import java.util.Optional;
import lab.harmony.design.Percents;
import lab.harmony.stats.Interval;

/// Success rates as a table of words, ready for a page, a report or a terminal.
///
/// @param caption what the groups are
public record SuccessTable(String caption, List<Line> lines) {

  /// The column headings, in the order of a line's fields.
  public static final List<String> HEADINGS =
      List.of("group", "success rate", "points", "possible", "n images", "95 % interval");

  public SuccessTable {
    lines = List.copyOf(lines);
  }

  /// One group: `angry`, `8 %`, `3`, `36`, `12`, `3 to 22 %`.
  public record Line(
      String group, String rate, String points, String possible, String images, String interval) {

    public List<String> fields() {
      return List.of(group, rate, points, possible, images, interval);
    }
  }

  public static SuccessTable of(String caption, List<? extends GroupRate<?>> rates) {
    return new SuccessTable(caption, rates.stream().map(SuccessTable::line).toList());
  }

  /// The table as HTML, with a caption, column headings and the group as the heading of its row.
  public String html() {
    var html =
        new StringBuilder("<table class=\"success-table\"><caption>")
            .append(escaped(caption))
            .append("</caption><thead><tr>");
    HEADINGS.forEach(heading -> html.append("<th scope=\"col\">").append(heading).append("</th>"));
    html.append("</tr></thead><tbody>");
    for (var line : lines) {
      html.append("<tr><th scope=\"row\">").append(escaped(line.group())).append("</th>");
      line.fields().stream()
          .skip(1)
          .forEach(field -> html.append("<td>").append(field).append("</td>"));
      html.append("</tr>");
    }
    return html.append("</tbody></table>").toString();
  }

  private static Line line(GroupRate<?> rate) {
    var success = rate.success();
    return new Line(
        rate.label(),
        success.rate().map(Percents::whole).orElse("–"),
        Integer.toString(success.points()),
        Integer.toString(success.possible()),
        Integer.toString(success.images()),
        interval(success.interval()));
  }

  static String interval(Optional<Interval> interval) {
    return interval.map(bounds -> Percents.range(bounds.lower(), bounds.upper())).orElse("–");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
