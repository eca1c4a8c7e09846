package lab.harmony.training.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.imageio.ImageIO;
import lab.harmony.DrawnExperiment;
import lab.harmony.doodle.drawing.DoodleArchetype;
import lab.harmony.doodle.drawing.DoodleEmotion;
import lab.harmony.doodle.drawing.FaceDescription;
import lab.harmony.doodle.drawing.FaceRenderer;
import lab.harmony.people.People;
import lab.harmony.training.SpecStandings;
import lab.harmony.training.TrainingQueue;
import lab.harmony.training.records.TrainingShelf;
import lab.harmony.training.spec.Need;
import lab.harmony.training.spec.SpecNeeds;
import lab.harmony.training.ui.epochs.EpochMarks;
import lab.harmony.workspace.FileProblems;
import lab.harmony.workspace.Workspace;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@Tag("unit")
@Tag("lab")
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = "harmony.worker.enabled=false")
@ActiveProfiles("headless")
@DirtiesContext
class LiveTrainingsTest {

  @TempDir static Path folder;
  private static Path experiment;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) throws IOException {
    DrawnExperiment.copyPrompts(folder.resolve("workspace"));
    experiment = Files.createDirectories(folder.resolve("workspace/experiments/first"));
    Files.writeString(
        experiment.resolve("training.yaml"),
        "name: soft\nmodel: doodle-base\ndataset: faces\nepochs: 2\n");
    registry.add("harmony.data", () -> folder.resolve("data").toString());
    registry.add("harmony.workspace", () -> folder.resolve("workspace").toString());
  }

  @Autowired TrainingShelf shelf;
  @Autowired TrainingQueue queue;
  @Autowired SpecStandings specs;
  @Autowired SpecNeeds needs;
  @Autowired FileProblems problems;
  @Autowired Workspace workspace;
  @Autowired People people;
  @Autowired ObjectProvider<EpochMarks> marks;

  private final LinkedBlockingQueue<TrainingsNow> heard = new LinkedBlockingQueue<>();

  private void awaitDataset(Predicate<Need> wanted) throws InterruptedException {
    while (true) {
      var now =
          Objects.requireNonNull(
              heard.poll(30, TimeUnit.SECONDS), "a list in which the dataset is another one");
      if (now.specs().stream()
          .flatMap(one -> one.needs().stream())
          .filter(need -> need.what().equals("Dataset"))
          .anyMatch(wanted)) {
        return;
      }
    }
  }

  private static boolean says(Need need, String words) {
    return need instanceof Need.Ready ready && ready.words().startsWith(words);
  }

  @Test
  void theListHearsOfPicturesThatNobodyAnnounces() throws Exception {
    var live = new LiveTrainings(shelf, queue, specs, needs, problems, people, workspace, marks);
    try {
      var following = live.list().follow(heard::add);
      awaitDataset(Need.Drawable.class::isInstance);

      // Ready in one step, while nothing else in the workspace changes.
      var made = Files.createDirectories(folder.resolve("made/1_soft girl"));
      var face = FaceDescription.coherent(DoodleArchetype.SOFT, DoodleEmotion.HAPPY, new Random(1));
      ImageIO.write(FaceRenderer.draw(face), "png", made.resolve("0.png").toFile());
      Files.createDirectories(experiment.resolve("faces"));
      Files.move(made, experiment.resolve("faces/1_soft girl"));
      awaitDataset(need -> says(need, "1 picture in"));

      // Ready already, it gets more, in the folder and in one that comes later, and loses one.
      ImageIO.write(
          FaceRenderer.draw(face), "png", experiment.resolve("faces/1_soft girl/1.png").toFile());
      awaitDataset(need -> says(need, "2 pictures in"));
      var later = Files.createDirectories(experiment.resolve("faces/2_others"));
      ImageIO.write(FaceRenderer.draw(face), "png", later.resolve("2.png").toFile());
      awaitDataset(need -> says(need, "3 pictures in"));
      Files.delete(experiment.resolve("faces/1_soft girl/0.png"));
      awaitDataset(need -> says(need, "2 pictures in"));

      // Another is put in its place.
      var other = Files.createDirectories(folder.resolve("made/other/1_soft girl"));
      ImageIO.write(FaceRenderer.draw(face), "png", other.resolve("0.png").toFile());
      Files.move(experiment.resolve("faces"), experiment.resolve("former"));
      Files.move(other.getParent(), experiment.resolve("faces"));
      awaitDataset(need -> says(need, "1 picture in"));
      ImageIO.write(
          FaceRenderer.draw(face), "png", experiment.resolve("faces/1_soft girl/1.png").toFile());
      awaitDataset(need -> says(need, "2 pictures in"));
      following.end();
    } finally {
      live.destroy();
    }
  }
}
