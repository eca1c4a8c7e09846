package lab.harmony.runs.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import lab.harmony.models.Model;
import lab.harmony.models.ModelCatalogue;
import lab.harmony.models.ModelName;
import lab.harmony.people.People;
import lab.harmony.people.Somebody;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.recipe.FileUse;
import lab.harmony.recipe.Recipe;
import lab.harmony.runs.GenerateSpec;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
@DirtiesContext
@ActiveProfiles("headless")
@Tag("unit")
@Tag("lab")
class RunQueueTest {

  @TempDir static Path data;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    registry.add("harmony.data", data::toString);
  }

  @Autowired People people;
  @Autowired RunQueue runs;

  @Test
  void anAcceptedRunWaitsInTheQueueAndIsCancelledAtOnce() {
    var first = accepted(runs.submit(spec("first"), Somebody.of(people, "ada")));
    var second = accepted(runs.submit(spec("second"), Somebody.of(people, "ada")));

    assertThat(runs.find(first).orElseThrow().state()).isEqualTo(new RunState.Queued(1));
    assertThat(runs.find(second).orElseThrow().state()).isEqualTo(new RunState.Queued(2));
    assertThat(runs.find(second).orElseThrow().spec()).isEqualTo(spec("second"));
    assertThat(runs.of("second")).extracting(Run::id).contains(second);

    assertThat(runs.cancel(first, Somebody.of(people, "ada"), "")).isTrue();
    assertThat(runs.find(first).orElseThrow().state()).isInstanceOf(RunState.Cancelled.class);
    assertThat(runs.cancel(first, Somebody.of(people, "ada"), "")).isFalse();
    assertThat(runs.find(second).orElseThrow().state()).isEqualTo(new RunState.Queued(1));

    assertThat(runs.restart(first, Somebody.of(people, "ada"))).isTrue();
    assertThat(runs.find(first).orElseThrow().state()).isInstanceOf(RunState.Queued.class);
    assertThat(Files.exists(data.resolve("runs").resolve(first.value()).resolve("run.json")))
        .isTrue();
  }

  @Test
  void aRunThatCannotSucceedIsRejectedWithAReason() {
    assertThat(rejected(spec("x", "no-such-model", 128, 20)))
        .startsWith("There is no model \"no-such-model\" here.");
    assertThat(rejected(spec("x", "tiny", 129, 20))).contains("multiples of 8").contains("129");
    assertThat(rejected(spec("x", "tiny", 128, 0)))
        .isEqualTo("The steps must be from 1 to 1000, got 0.");
    assertThat(
            rejected(
                new GenerateSpec(
                    "x",
                    "",
                    Recipe.usual(new FileUse("tiny", "0".repeat(64)), "euler", 20, 128, 128),
                    "",
                    "",
                    List.of(prompt()),
                    "test")))
        .contains("has changed");
  }

  @Test
  void aRunDoesNotDrawWithAdaptersThatItsSpecDoesNotName() {
    var spec =
        new GenerateSpec(
            "x",
            "",
            Recipe.usual(new FileUse("tiny", "a".repeat(64)), "euler", 20, 128, 128),
            "",
            "",
            List.of(new MatrixPrompt("soft", "happy", 7, 1, "a soft face <lora:golden:0.8>", "")),
            "test");
    assertThat(rejected(spec))
        .contains("adapter \"golden\"")
        .contains("the spec does not say which file");
  }

  private String rejected(GenerateSpec spec) {
    return ((Submission.Rejected) runs.submit(spec, Somebody.of(people, "ada"))).reason();
  }

  private static RunId accepted(Submission submission) {
    return ((Submission.Accepted) submission).id();
  }

  private static GenerateSpec spec(String experiment) {
    return spec(experiment, "tiny", 128, 20);
  }

  private static GenerateSpec spec(String experiment, String model, int side, int steps) {
    return new GenerateSpec(
        experiment,
        "",
        Recipe.usual(new FileUse(model, "a".repeat(64)), "euler", steps, side, side),
        "",
        "",
        List.of(prompt()),
        "test");
  }

  private static MatrixPrompt prompt() {
    return new MatrixPrompt("stoic", "sad", 7.5, 42, "a sad stoic face", "");
  }

  @TestConfiguration
  static class Models {

    @Bean
    @Primary
    ModelCatalogue oneModel() {
      var model = new Model(new ModelName("tiny"), data, "a".repeat(64), "a model", 128);
      return new ModelCatalogue() {
        @Override
        public List<Model> list() {
          return List.of(model);
        }

        @Override
        public Optional<Model> find(ModelName name) {
          return list().stream().filter(known -> known.name().equals(name)).findFirst();
        }

        @Override
        public Model judge() {
          return model;
        }
      };
    }
  }
}
