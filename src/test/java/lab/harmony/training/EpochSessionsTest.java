package lab.harmony.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import lab.harmony.DrawnExperiment;
import lab.harmony.PlantedLab;
import lab.harmony.comparison.arms.ArmAddress;
import lab.harmony.comparison.arms.ArmPictures;
import lab.harmony.models.AdapterFile;
import lab.harmony.models.Model;
import lab.harmony.models.ModelCatalogue;
import lab.harmony.models.ModelName;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.training.records.Evaluation;
import lab.harmony.training.records.TrainingLife;
import lab.harmony.training.records.TrainingShelf.Training;
import lab.harmony.workspace.Sha256;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
@DirtiesContext
@ActiveProfiles("headless")
@Tag("process")
class EpochSessionsTest {
  private static final ModelName NAME = new ModelName("soft");

  @TempDir static Path folder;

  @DynamicPropertySource
  static void plant(DynamicPropertyRegistry registry) {
    DrawnExperiment.copyPrompts(folder);
    DrawnExperiment.of("early", "doodle-base", 42).adapted("soft-epoch-01").write(folder);
    DrawnExperiment.of("late", "doodle-base", 42).adapted("soft-epoch-02").write(folder);
    DrawnExperiment.of("at-the-end", "doodle-base", 42).adapted("soft").write(folder);
    DrawnExperiment.of("apart", "doodle-base", 7).adapted("soft-epoch-03").write(folder);
    DrawnExperiment.of("alone", "doodle-base", 42).adapted("hard-epoch-01").write(folder);
    DrawnExperiment.of("elsewhere", "doodle-base", 43).adapted("hard-epoch-02").write(folder);
    PlantedLab.in(folder, "epoch-sessions", registry);
  }

  @Autowired RunQueue runs;
  @Autowired ArmPictures pictures;
  @Autowired ModelCatalogue models;

  /// Adapters with the hashes that planted runs name.
  private final class Kept implements ModelCatalogue {

    private final List<String> names;

    Kept(List<String> names) {
      this.names = names;
    }

    @Override
    public List<Model> list() {
      return models.list();
    }

    @Override
    public Optional<Model> find(ModelName name) {
      return models.find(name);
    }

    @Override
    public Model judge() {
      return models.judge();
    }

    @Override
    public Optional<AdapterFile> kept(String name) {
      return names.contains(name)
          ? Optional.of(
              new AdapterFile(
                  new ModelName(name), folder.resolve(name), Sha256.of(name).hex(), "", ""))
          : Optional.empty();
    }
  }

  private EpochSessions.Found found(ModelName training, int epochs, String... kept) {
    return new EpochSessions(new Kept(List.of(kept)), runs, pictures)
        .of(training(training, epochs));
  }

  private static Training training(ModelName name, int epochs) {
    return new Training(
        name,
        new TrainingLife(
            Optional.empty(),
            TrainingLife.State.FINISHED,
            Instant.EPOCH,
            40,
            40,
            "",
            Optional.empty(),
            Optional.empty()),
        new LinkedHashMap<>(),
        List.of(),
        IntStream.rangeClosed(0, epochs)
            .mapToObj(epoch ->
                new Evaluation(
                    epoch,
                    20L * epoch,
                    OptionalDouble.empty(),
                    new Evaluation.Reached(0, 0),
                    List.of(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty()))
            .toList(),
        Optional.empty());
  }

  @Test
  void epochsThatRunsDrewByTheSamePromptsAndSeedsAreArmsOfOneSession() {
    var ready =
        (EpochSessions.Found.Ready)
            found(NAME, 3, "soft-epoch-01", "soft-epoch-02", "soft-epoch-03", "soft");
    assertThat(ready.names()).containsExactly("epoch 1", "epoch 2", "end of soft");
    assertThat(ready.together()).isEqualTo(48);
    assertThat(ready.experiments()).contains("early", "late", "at-the-end");
    var together = ready.arms().stream().map(pictures::of).toList();
    assertThat(together).as("as a plan takes them").allMatch(images -> images.size() == 48);
    assertThat(ready.arms())
        .extracting(ArmAddress::where)
        .containsExactly(
            Map.of("epoch.soft", "1"), Map.of("epoch.soft", "2"), Map.of("epoch.soft", "end"));
  }

  @Test
  void whereNoTwoAreOfTheSameWordsAndSeedsNothingIsOffered() {
    var hard = new ModelName("hard");
    assertThat(found(hard, 2, "hard-epoch-01", "hard-epoch-02"))
        .isEqualTo(new EpochSessions.Found.NotYet(List.of("epoch 1", "epoch 2")));
    assertThat(found(hard, 2, "hard-epoch-01"))
        .as("a file that is gone")
        .isEqualTo(new EpochSessions.Found.NotYet(List.of("epoch 1")));
    assertThat(found(new ModelName("none"), 2))
        .isEqualTo(new EpochSessions.Found.NotYet(List.of()));
  }
}
