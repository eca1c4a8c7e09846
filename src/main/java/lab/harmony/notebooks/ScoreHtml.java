package lab.harmony.notebooks;

import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// A score table as plain HTML, for readers that do not know the lab's own form.
final class ScoreHtml {

  static String of(JsonNode scores) {
    var summary =
        scores
            .path("summary")
            .valueStream()
            .map(line -> "<li>" + escaped(line) + "</li>")
            .collect(Collectors.joining("\n", "<ul>\n", "\n</ul>\n"));
    var remark =
        scores.has("remark") ? "<p>Source: " + escaped(scores.path("remark")) + "</p>\n" : "";
    var rows =
        scores.path("rows").valueStream().map(ScoreHtml::row).collect(Collectors.joining("\n"));
    return remark
        + summary
        + """
        <table>
        <thead><tr><th>file</th><th>model</th><th>archetype</th><th>emotion</th><th>CFG</th><th>seed</th>\
        <th>eyes ↔ mouth</th><th>brows ↔ tension</th><th>holistic</th><th>points</th><th>verdict</th></tr></thead>
        <tbody>
        """
        + rows
        + "\n</tbody>\n</table>";
  }

  private static String row(JsonNode row) {
    return "<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>"
        .formatted(
            escaped(row.path("file")),
            escaped(row.path("model")),
            escaped(row.path("archetype")),
            escaped(row.path("emotion")),
            row.path("cfg"),
            row.path("seed"),
            tick(row.path("eyes_mouth")),
            tick(row.path("brows_tension")),
            tick(row.path("holistic")),
            row.path("points").asString(""),
            row.path("intended_conflict").asBoolean(false)
                ? "intended conflict"
                : escaped(row.path("verdict")));
  }

  private static String tick(JsonNode item) {
    return item.isMissingNode() ? "" : item.asBoolean() ? "yes" : "no";
  }

  private static String escaped(JsonNode value) {
    return value.asString("").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private ScoreHtml() {}
}
