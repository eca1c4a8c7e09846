package lab.harmony.cli;

import static lab.harmony.cli.TwoExperiments.NEW;
import static lab.harmony.cli.TwoExperiments.OLD;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lab.harmony.json.Json;
import lab.harmony.runs.store.RunQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Tag("process")
class PinsCommandTest {

  @TempDir Path folder;

  @BeforeEach
  void plant() {
    TwoExperiments.plant(folder);
  }

  @Test
  void anExitCodeSaysWhetherAllHeldOneBrokeOrNotAllIsKnown() {
    assertThat(lab("pins", "check", NEW.run()).code()).as("nothing is pinned").isEqualTo(3);
    // Of one seed every third face, of CFG 9, is broken; of two seeds others are.
    assertThat(lab("pins", "add", OLD.run() + "/0").code()).isZero();
    var held = lab("pins", "check", NEW.run());
    assertThat(held.out()).contains("run %s of new: Holds the pin.".formatted(NEW.run()));
    assertThat(held.code()).isZero();
    var first = pins().get(0);
    var other = lab("pins", "add", OLD.run() + "/0", "--reason", "Another reason");
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.err()).contains("That face is pinned already, as number");

    var added = lab("pins", "add", OLD.run() + "/1", "--reason", "The face of our cover");
    assertThat(added.out())
        .contains("must stay harmonious (3 of 3) by the machine judge doodle-parts")
        .contains("of the lab", "The face of our cover");
    var broke = lab("pins", "check", NEW.run(), "--json");
    assertThat(broke.code()).isEqualTo(4);
    var json = Json.MAPPER.readTree(broke.out());
    assertThat(json.path("exit").asInt()).isEqualTo(4);
    var found = json.path("checked").get(0).path("pins").get(0);
    assertThat(found.path("state").asString()).isEqualTo("broke");
    assertThat(found.path("words").asString()).contains("1 of 3: not eyes ↔ mouth, not holistic");
    assertThat(found.path("picture").asString()).isEqualTo(NEW.run() + "/2");
    assertThat(found.path("pinned").asString()).isEqualTo(OLD.run() + "/1");
    assertThat(lab("pins", "check", OLD.run()).code()).isZero();

    assertThat(lab("pins", "remove", found.path("pin").asString()).code()).isZero();
    assertThat(pins()).hasSize(1);
    assertThat(lab("pins", "add", OLD.run() + "/0", "--people", "--reason", "a\nb").code())
        .isZero();
    assertThat(lab("pins").out()).as("each in a line").contains("\ta b\n");
    assertThat(lab("pins", "add", OLD.run() + "/0", "--machine").out())
        .as("the one that is there")
        .contains("by the machine judge doodle-parts");
    var open = lab("pins", "check", NEW.run());
    assertThat(open.out())
        .contains("Breaks none of 2 pins: 1 held, 1 not judged yet.")
        .contains("not judged: nobody has scored it yet");
    assertThat(open.code()).isEqualTo(3);
    assertThat(lab("pins", "remove", first.path("pin").asString()).code()).isZero();
    assertThat(lab("pins", "add", NEW.run() + "/1").code()).as("seed 43").isZero();
    assertThat(lab("pins", "check", OLD.run(), "--drawn").out()).doesNotContain("not drawn");
    assertThat(lab("pins", "check", OLD.run()).out()).contains("1 not drawn");

    var byPeople = pins().get(0).path("pin").asString();
    assertThat(lab("pins", "remove", byPeople).code()).isZero();
    assertThat(lab("pins", "check", NEW.run()).code()).isZero();
    assertThat(lab("pins", "check", NEW.run(), OLD.run(), "--drawn").code())
        .as("one that was named drew none of the pins")
        .isEqualTo(3);
  }

  @Test
  void aModelDrawsWhatItHasNotDrawnYetAndIsHeldAgainstIt() {
    assertThat(lab("pins", "add", OLD.run() + "/0", "--people").code()).isZero();
    var known = lab("pins", "check", "doodle-base", "--known");
    assertThat(known.out())
        .contains("model doodle-base: The pin is not drawn with it yet.")
        .contains("not drawn: it has drawn no face of this prompt and seed");
    assertThat(known.code()).isEqualTo(3);
    assertThat(runs("doodle-base")).isEmpty();

    var drawn = lab("pins", "check", "doodle-base");
    assertThat(drawn.err()).contains("model doodle-base: draws 1 pinned face.", ": finished");
    assertThat(drawn.out()).contains("not judged: nobody has scored it yet");
    assertThat(drawn.code()).isEqualTo(3);
    var run = runs("doodle-base").getFirst();
    var first = pins().get(0).path("pin").asString();
    assertThat(lab("pins", "remove", first).code()).isZero();

    var pinned = lab("pins", "add", run + "/0", "--machine");
    assertThat(pinned.code()).as(pinned.err()).isZero();
    var again = lab("pins", "check", "--model", "doodle-base");
    assertThat(again.out()).contains("model doodle-base: Holds the pin.");
    assertThat(again.err()).as("it is drawn already").doesNotContain("draws");
    assertThat(again.code()).isZero();
    assertThat(runs("doodle-base")).hasSize(1);

    var other = lab("pins", "check", "doodle-anime", "--json");
    var json = Json.MAPPER.readTree(other.out());
    var found = json.path("checked").get(0);
    assertThat(found.path("model").asString()).isEqualTo("doodle-anime");
    var state = found.path("pins").get(0).path("state").asString();
    assertThat(other.code()).isEqualTo(state.equals("held") ? 0 : 4);
    assertThat(state).isIn("held", "broke");
    assertThat(found.path("pins").get(0).path("picture").asString())
        .isEqualTo(runs("doodle-anime").getFirst() + "/0");
    assertThat(lab("pins", "check", "nothing-like-it").code()).isEqualTo(2);

    // The weights that drew this picture are not here: no adapter can be held by them.
    assertThat(lab("pins", "add", NEW.run() + "/1", "--people").code()).isZero();
    var left = lab("pins", "check", "--adapter", "lora-v1", "--drawn", "--json");
    assertThat(left.code()).as("nothing holds because it was not drawn").isEqualTo(3);
    assertThat(left.out())
        .contains("doodle-anime that drew its picture is not here, or has changed", "--with MODEL");
  }

  /// The runs that a model of these weights drew, by the lab itself.
  private List<String> runs(String model) {
    var found = new ArrayList<String>();
    new LabCall(folder)
        .with(context ->
            context.getBean(RunQueue.class).of("old").stream()
                .filter(run -> !run.id().value().equals(OLD.run()))
                .filter(run -> run.spec().recipe().model().name().equals(model))
                .forEach(run -> found.add(run.id().value())));
    return found;
  }

  @Test
  void whatIsOffIsSaidWithItsOwnCode() {
    for (var words :
        new String[][] {
          {"pins", "check"},
          {"pins", "check", "--all", OLD.run()},
          {"pins", "check", "nothing"},
          {"pins", "check", "r261120-200000-nothing"},
          {"pins", "check", "../old"},
          {"pins", "check", "--model", "nothing"},
          {"pins", "check", "--model", "../old"},
          {"pins", "check", "--model", "doodle-base", "--all"},
          {"pins", "check", "--model", "doodle-base", "--weight", "NaN"},
          {"pins", "check", "--model", "doodle-base", "--weight", "0.3"},
          {"pins", "check", "--adapter", "lora-v1", "--weight", "0"},
          {"pins", "check", "--adapter", "doodle-base"},
          {"pins", "check", "--adapter", "lora-v1", "--with", "nothing"},
          {"pins", "check", OLD.run(), "--known"},
          {"pins", "check", OLD.run(), "--with", "doodle-base"},
          {"pins", "remove", "7"},
          {"pins", "remove", "all"},
          {"pins", "add", "old"},
          {"pins", "add", OLD.run() + "/4000"},
          {"pins", "add", OLD.run() + "/0", "--experiment", "odl"},
          {"pins", "add", OLD.run() + "/0", "--least", "4"},
          {"pins", "add", OLD.run() + "/0", "--people", "--machine"}
        }) {
      var answer = lab(words);
      assertThat(answer.code()).as(String.join(" ", words)).isEqualTo(2);
      assertThat(answer.err()).as(String.join(" ", words)).isNotBlank();
    }
  }

  private JsonNode pins() {
    return Json.MAPPER.readTree(lab("pins", "--json").out());
  }

  private LabProcess.Answer lab(String... words) {
    return new LabCall(folder).lab(words);
  }
}
