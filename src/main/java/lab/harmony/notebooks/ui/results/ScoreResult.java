package lab.harmony.notebooks.ui.results;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import java.util.Optional;
import lab.harmony.notebooks.results.JudgeChoice;
import lab.harmony.notebooks.results.StoredScores;
import lab.harmony.review.marks.Checklist;
import lab.harmony.runs.images.ImageAxis;
import lab.harmony.runs.images.ImageLinks;
import org.jsoup.nodes.Element;

/// The table of a scores cell, each row with its face.
final class ScoreResult extends Composite<Div> {

  ScoreResult(StoredScores scores) {
    getContent().addClassName("score-result");
    getContent().getElement().setProperty("innerHTML", html(scores));
  }

  private static String html(StoredScores scores) {
    var machine = scores.source() == JudgeChoice.MACHINE;
    var root = new Element("div");
    var summary = root.appendElement("ul").addClass("score-result__summary");
    scores.summary().forEach(line -> summary.appendElement("li").text(line));
    scores
        .remark()
        .ifPresent(words -> root.appendElement("p").addClass("secondary").text(capital(words)));
    var table =
        root.appendElement("div")
            .addClass("score-result__scroll")
            .attr("tabindex", "0")
            .attr("role", "region")
            .attr("aria-label", "Scores")
            .appendElement("table");
    var head = table.appendElement("thead").appendElement("tr");
    for (var title :
        new String[] {
          "Face",
          "Archetype",
          "Emotion",
          "CFG",
          "Seed",
          "Eyes ↔ mouth",
          "Brows ↔ tension",
          "Holistic",
          "Points"
        }) {
      head.appendElement("th").attr("scope", "col").text(title);
    }
    var severalModels =
        scores.rows().stream().map(row -> row.picture().model()).distinct().count() > 1;
    if (severalModels) {
      head.appendElement("th").attr("scope", "col").text("Model");
    }
    var body = table.appendElement("tbody");
    for (var row : scores.rows()) {
      append(body.appendElement("tr"), row, machine, severalModels);
    }
    return root.html();
  }

  private static void append(
      Element line, StoredScores.Row row, boolean machine, boolean severalModels) {
    var picture = row.picture();
    line.appendElement("td")
        .appendElement("img")
        .attr("src", ImageLinks.thumbnail(picture.id(), 64))
        .attr("alt", "%s %s".formatted(picture.archetype(), picture.emotion()))
        .attr("loading", "lazy")
        .attr("width", "32")
        .attr("height", "32");
    line.appendElement("td").text(picture.archetype());
    line.appendElement("td").text(picture.emotion());
    line.appendElement("td").addClass("mono").text(ImageAxis.plain(picture.cfg()));
    line.appendElement("td").addClass("mono").text(Long.toString(picture.seed()));
    line.appendElement("td").text(said(row.checklist().map(Checklist::eyesMouthAgree)));
    line.appendElement("td").text(said(row.checklist().map(Checklist::browsTensionAgree)));
    line.appendElement("td").text(said(row.checklist().map(Checklist::holisticCoherence)));
    appendPoints(line.appendElement("td"), row, machine);
    if (severalModels) {
      line.appendElement("td").text(picture.model());
    }
  }

  private static void appendPoints(Element field, StoredScores.Row row, boolean machine) {
    if (row.intendedConflict()) {
      field.text("intended conflict");
    } else if (row.points().isPresent()) {
      var points = row.points().get().toString();
      var words =
          "%s: %s, %s of 3 points"
              .formatted(
                  machine ? "Read by the machine" : "Scored by a person", row.verdict(), points);
      field
          .appendElement("span")
          .addClass("verdict-mark")
          .attr("data-points", points)
          .attr("data-source", machine ? "machine" : "human")
          .attr("role", "img")
          .attr("aria-label", words)
          .attr("title", words)
          .text(points);
    } else {
      field.addClass("secondary").text("not scored");
    }
  }

  private static String said(Optional<Boolean> item) {
    return item.map(agrees -> agrees ? "yes" : "no").orElse("–");
  }

  private static String capital(String words) {
    return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
