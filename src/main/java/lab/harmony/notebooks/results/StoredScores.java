package lab.harmony.notebooks.results;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.harmony.notebooks.document.Output;
import lab.harmony.review.marks.Checklist;
import tools.jackson.databind.JsonNode;

/// A table of scores, as its cell stores it.
///
/// @param remark on who gave them, where that needs one
/// @param summary rates in whole sentences, with n and interval
public record StoredScores(
    JudgeChoice source, Optional<String> remark, List<String> summary, List<Row> rows) {
  private static final int FORMAT = 1;

  /// @param points 0..3; absent while nobody gave any
  /// @param verdict the points in a word
  public record Row(
      StoredPicture picture,
      Optional<Checklist> checklist,
      Optional<Integer> points,
      String verdict,
      boolean intendedConflict) {}

  public StoredScores {
    summary = List.copyOf(summary);
    rows = List.copyOf(rows);
  }

  /// As it stands in the notebook.
  public Output output() {
    return StoredForm.display(
        OutputTypes.SCORES,
        toJson(),
        Map.of("text/html", ScoreHtml.of(this), "text/plain", String.join("\n", summary)));
  }

  private JsonNode toJson() {
    var json = StoredForm.object(FORMAT);
    json.put("source", source.word());
    remark.ifPresent(words -> json.put("remark", words));
    summary.forEach(json.putArray("summary")::add);
    var list = json.putArray("rows");
    for (var row : rows) {
      var node = row.picture().toJson();
      row.checklist()
          .ifPresent(items -> {
            node.put("eyes_mouth", items.eyesMouthAgree());
            node.put("brows_tension", items.browsTensionAgree());
            node.put("holistic", items.holisticCoherence());
          });
      row.points()
          .ifPresent(points -> {
            node.put("points", points);
            node.put("verdict", row.verdict());
            node.put("intended_conflict", row.intendedConflict());
          });
      list.add(node);
    }
    return json;
  }

  /// The scores in a display; empty where there are none.
  ///
  /// @throws IllegalArgumentException when they are not written as the lab writes them
  public static Optional<StoredScores> read(Output.Display display) {
    return StoredForm.in(display, OutputTypes.SCORES, FORMAT).map(StoredScores::read);
  }

  private static StoredScores read(JsonNode json) {
    return new StoredScores(
        JudgeChoice.ofWord(json.path("source").asString("")),
        json.has("remark") ? Optional.of(json.path("remark").asString("")) : Optional.empty(),
        json.path("summary").valueStream().map(line -> line.asString("")).toList(),
        json.path("rows").valueStream().map(StoredScores::row).toList());
  }

  private static Row row(JsonNode json) {
    var items =
        json.has("eyes_mouth") && json.has("brows_tension") && json.has("holistic")
            ? Optional.of(
                new Checklist(
                    json.path("eyes_mouth").asBoolean(false),
                    json.path("brows_tension").asBoolean(false),
                    json.path("holistic").asBoolean(false)))
            : Optional.<Checklist>empty();
    return new Row(
        StoredPicture.read(json),
        items,
        json.has("points") ? Optional.of(json.path("points").asInt(0)) : Optional.empty(),
        json.path("verdict").asString(""),
        json.path("intended_conflict").asBoolean(false));
  }

  /// Faces that are meant to mix emotions enter no rate.
  ResultNumbers numbers() {
    return ResultNumbers.ofFaces(
        rows.stream()
            .filter(row -> !row.intendedConflict())
            .map(row -> ResultNumbers.Part.face(row.picture(), row.points()))
            .toList(),
        source);
  }
}
