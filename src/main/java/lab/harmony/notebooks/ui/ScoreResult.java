package lab.harmony.notebooks.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import java.util.stream.Collectors;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.ImageLinks;
import org.jsoup.nodes.Element;
import tools.jackson.databind.JsonNode;

/// The table of a scores cell, each row with its face.
final class ScoreResult extends Composite<Div> {

  ScoreResult(JsonNode json) {
    getContent().addClassName("score-result");
    getContent().getElement().setProperty("innerHTML", html(json));
  }

  private static String html(JsonNode json) {
    var machine = json.path("source").asString("").equals("machine");
    var root = new Element("div");
    var summary = root.appendElement("ul").addClass("score-result__summary");
    for (var line : json.path("summary")) {
      summary.appendElement("li").text(line.asString(""));
    }
    if (json.has("remark")) {
      root.appendElement("p").addClass("secondary").text(capital(json.path("remark").asString("")));
    }
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
        json.path("rows")
                .valueStream()
                .map(row -> row.path("model").asString(""))
                .distinct()
                .count()
            > 1;
    if (severalModels) {
      head.appendElement("th").attr("scope", "col").text("Model");
    }
    var body = table.appendElement("tbody");
    for (var row : json.path("rows")) {
      append(body.appendElement("tr"), row, machine, severalModels);
    }
    return root.html();
  }

  private static void append(Element line, JsonNode row, boolean machine, boolean severalModels) {
    var label =
        "%s %s".formatted(row.path("archetype").asString(""), row.path("emotion").asString(""));
    line.appendElement("td")
        .appendElement("img")
        .attr("src", ImageLinks.thumbnail(ImageId.parse(row.path("image").asString("")), 64))
        .attr("alt", label)
        .attr("loading", "lazy")
        .attr("width", "32")
        .attr("height", "32");
    line.appendElement("td").text(row.path("archetype").asString(""));
    line.appendElement("td").text(row.path("emotion").asString(""));
    line.appendElement("td").addClass("mono").text(Pictures.plain(row.path("cfg").asDouble(0)));
    line.appendElement("td").addClass("mono").text(row.path("seed").asString(""));
    for (var item : new String[] {"eyes_mouth", "brows_tension", "holistic"}) {
      line.appendElement("td")
          .text(row.has(item) ? row.path(item).asBoolean() ? "yes" : "no" : "–");
    }
    var points = line.appendElement("td");
    if (row.path("intended_conflict").asBoolean(false)) {
      points.text("intended conflict");
    } else if (row.has("points")) {
      var words =
          "%s: %s, %d of 3 points"
              .formatted(
                  machine ? "Read by the machine" : "Scored by a person",
                  row.path("verdict").asString(""),
                  row.path("points").asInt());
      points
          .appendElement("span")
          .addClass("verdict-mark")
          .attr("data-points", row.path("points").asString(""))
          .attr("data-source", machine ? "machine" : "human")
          .attr("role", "img")
          .attr("aria-label", words)
          .attr("title", words)
          .text(row.path("points").asString(""));
    } else {
      points.addClass("secondary").text("not scored");
    }
    if (severalModels) {
      line.appendElement("td").text(row.path("model").asString(""));
    }
  }

  private static String capital(String words) {
    return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  static String summary(JsonNode json) {
    return json.path("summary")
        .valueStream()
        .map(line -> line.asString(""))
        .collect(Collectors.joining("; "));
  }
}
