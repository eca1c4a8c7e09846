package lab.harmony.notebooks.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.harmony.notebooks.document.Output;
import lab.harmony.review.marks.Checklist;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Results are read as they were written; what cannot be read gives way to what stands beside it.
@Tag("unit")
class StoredResultsTest {
  private static final StoredScores SCORES =
      new StoredScores(
          JudgeChoice.MACHINE,
          Optional.of("agrees with people"),
          List.of("doodle-base: 33 % (1 of 3 points)"),
          List.of(
              new StoredScores.Row(
                  picture(0),
                  Optional.of(new Checklist(true, false, false)),
                  Optional.of(1),
                  "acceptable",
                  false),
              new StoredScores.Row(picture(1), Optional.empty(), Optional.empty(), "", false)));

  @Test
  void scoresAreReadAsTheyWereWritten() {
    var display = (Output.Display) SCORES.output();
    assertThat(display.json(OutputTypes.SCORES).orElseThrow().path("format").asInt()).isOne();
    assertThat(StoredScores.read(display)).contains(SCORES);
    var fromFile = (Output.Display) Output.of(SCORES.output().toJson());
    assertThat(StoredScores.read(fromFile)).contains(SCORES);
  }

  @Test
  void oneWithoutAFormatIsOfTheFirst() {
    assertThat(StoredScores.read(changed(json -> json.remove("format")))).contains(SCORES);
  }

  @Test
  void oneOfALaterFormatIsShownByItsPlainForm() {
    var later = changed(json -> json.put("format", 2));
    assertThat(StoredScores.read(later)).isEmpty();
    assertThat(Renderings.of(later)).isInstanceOf(Rendering.Html.class);
  }

  @Test
  void oneThatCannotBeReadIsShownByItsPlainForm() {
    var wrong = changed(json -> ((ObjectNode) json.path("rows").path(0)).put("image", "none"));
    assertThat(Renderings.of(wrong)).isInstanceOf(Rendering.Html.class);
    assertThat(Renderings.of(SCORES.output())).isInstanceOf(Rendering.Scores.class);
  }

  private static Output.Display changed(java.util.function.Consumer<ObjectNode> change) {
    var data = new java.util.HashMap<String, JsonNode>(((Output.Display) SCORES.output()).data());
    var json = (ObjectNode) java.util.Objects.requireNonNull(data.get(OutputTypes.SCORES));
    change.accept(json);
    data.put(OutputTypes.SCORES, json);
    return new Output.Display(Map.copyOf(data));
  }

  private static StoredPicture picture(int index) {
    return new StoredPicture(
        new ImageId(new RunId("r261120-204501-k3f9q"), index),
        "a.png",
        "doodle-base",
        "soft",
        "happy",
        7.5,
        42);
  }
}
