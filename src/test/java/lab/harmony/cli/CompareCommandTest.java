package lab.harmony.cli;

import static lab.harmony.cli.TwoExperiments.NEW;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import lab.harmony.json.Json;
import lab.harmony.workspace.Sha256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("process")
class CompareCommandTest {

  @TempDir Path folder;

  @BeforeEach
  void plant() {
    TwoExperiments.plant(folder);
  }

  @Test
  void oneSentenceSaysWhetherItIsBetterAndWhatItStandsOn() {
    var answer = lab("compare", "new", "old");
    assertThat(answer.err()).isEmpty();
    assertThat(answer.code()).isZero();
    assertThat(answer.out())
        .startsWith("doodle-anime against doodle-base\n")
        .contains("48 pairs of 16 prompts")
        .contains("Perfect faces: ")
        .contains("Points per face: ")
        .contains("Left out: 48 of doodle-anime without a partner of the same prompt and seed")
        .contains("Compared: model or adapters\n")
        .contains("Scores by the machine judge doodle-parts with the weights ");
  }

  @Test
  void programsReadTheSameNumbers() {
    var answer = lab("compare", NEW.run() + ":cfg=5", "new:cfg=9", "new:cfg=7", "--json");
    assertThat(answer.code()).isZero();
    var json = Json.MAPPER.readTree(answer.out());
    assertThat(json.path("baseline").asString()).isEqualTo("CFG 7");
    assertThat(json.path("by").asString())
        .startsWith("the machine judge doodle-parts with the weights ");
    assertThat(json.path("comparisons")).hasSize(2);
    var first = json.path("comparisons").get(0);
    assertThat(first.path("arm").asString()).isEqualTo("CFG 5");
    assertThat(first.path("decidedBy").asString()).isEqualTo("CFG scale");
    assertThat(first.path("pairs")).hasSize(32);
    assertThat(first.path("prompts").asInt()).isEqualTo(16);
    var perfect = first.path("perfect");
    assertThat(
            perfect.path("both").asInt()
                + perfect.path("armOnly").asInt()
                + perfect.path("baselineOnly").asInt()
                + perfect.path("neither").asInt())
        .isEqualTo(32);
    assertThat(perfect.path("adjustedP").asDouble())
        .isGreaterThanOrEqualTo(perfect.path("p").asDouble());
  }

  @Test
  void whatIsNotThereIsSaid() {
    assertThat(lab("compare", "nothing", "old").err())
        .contains("There is no run and no experiment with pictures that is called \"nothing\".");
    assertThat(lab("compare", "new", "old", "--by", "people").out())
        .contains("No pairs: no two faces of one prompt and seed are both scored by people.");
    var nobody = lab("compare", "new", "old", "--by", "somebody");
    assertThat(nobody.code()).isEqualTo(1);
    assertThat(nobody.err())
        .contains(
            "None of these faces is scored by \"somebody\". Scores there are by: doodle-parts@%s (the"
                    .formatted(Sha256.of("doodle-parts").hex().substring(0, 12))
                + " machine judge doodle-parts).");
    assertThat(lab("compare", "old").code()).isEqualTo(2);
    var itself = lab("compare", "old", "old");
    assertThat(itself.code()).isEqualTo(2);
    assertThat(itself.err())
        .contains("A comparison needs arms that are not the same, got old twice.");
  }

  private LabProcess.Answer lab(String... words) {
    return new LabCall(folder).lab(words);
  }
}
