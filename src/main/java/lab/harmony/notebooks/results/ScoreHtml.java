package lab.harmony.notebooks.results;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.review.marks.Checklist;

/// A score table as plain HTML, for readers that do not know the lab's own form.
final class ScoreHtml {

  static String of(StoredScores scores) {
    var summary =
        scores.summary().stream()
            .map(line -> "<li>" + escaped(line) + "</li>")
            .collect(Collectors.joining("\n", "<ul>\n", "\n</ul>\n"));
    var remark = scores.remark().map(words -> "<p>Source: " + escaped(words) + "</p>\n").orElse("");
    var rows = scores.rows().stream().map(ScoreHtml::row).collect(Collectors.joining("\n"));
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

  private static String row(StoredScores.Row row) {
    var picture = row.picture();
    var items = row.checklist();
    return Stream.of(
            escaped(picture.file()),
            escaped(picture.model()),
            escaped(picture.archetype()),
            escaped(picture.emotion()),
            Double.toString(picture.cfg()),
            Long.toString(picture.seed()),
            tick(items.map(Checklist::eyesMouthAgree)),
            tick(items.map(Checklist::browsTensionAgree)),
            tick(items.map(Checklist::holisticCoherence)),
            row.points().map(String::valueOf).orElse(""),
            row.intendedConflict() ? "intended conflict" : escaped(row.verdict()))
        .map("<td>%s</td>"::formatted)
        .collect(Collectors.joining("", "<tr>", "</tr>"));
  }

  private static String tick(Optional<Boolean> item) {
    return item.map(agrees -> agrees ? "yes" : "no").orElse("");
  }

  private static String escaped(String value) {
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private ScoreHtml() {}
}
