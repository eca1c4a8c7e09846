package lab.harmony;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import lab.harmony.diffusion.weights.SafetensorsFile;
import lab.harmony.doodle.Archetype;
import lab.harmony.doodle.Emotion;
import lab.harmony.doodle.FaceDescription;
import lab.harmony.doodle.FaceRenderer;
import lab.harmony.training.TrainingShelf;
import lab.harmony.workspace.DataFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TrainingsBrowserTest {

  @RegisterExtension static final BrowserFixture lab = new BrowserFixture();

  @Test
  void aTrainingIsShownWithItsEpochsAndChangesWhileOneLooks() throws Exception {
    var data = lab.bean(DataFolder.class);
    DrawnTraining.write(data);
    var page = lab.page();
    lab.open(page, "/trainings");
    page.getByText(DrawnTraining.NAME).first().click();
    assertThat(page.locator(".training")).containsText("Finished · step 60 of 60");
    assertThat(page.locator(".training__epochs tbody tr")).hasCount(3);
    assertThat(page.locator(".training__strip")).hasCount(3);
    assertThat(page.locator(".training__tiles img").first()).hasJSProperty("complete", true);
    var width =
        page.locator(".training__tiles img").first().evaluate("image => image.naturalWidth");
    assertThat(width).isEqualTo(128);

    Files.writeString(
        data.trainings().resolve(DrawnTraining.NAME).resolve("steps.jsonl"),
        "{\"step\":61,\"loss\":0.01,\"learningRate\":0,\"gradientNorm\":0,\"seconds\":1}\n",
        StandardOpenOption.APPEND);
    assertThat(page.locator(".training")).containsText("step 61 of 60");

    assertThat(page.locator(".training")).containsText("Rules propose");
    button(page, "Confirm").click();
    assertThat(page.locator(".training")).containsText("said 20");
    assertThat(data.trainings().resolve(DrawnTraining.NAME).resolve("outcome.json")).exists();

    DrawnTraining.write(data, "other-lora", 64);
    lab.open(page, "/trainings/" + DrawnTraining.NAME + "?with=other-lora");
    var otherwise = page.locator(".training__epochs").last();
    assertThat(otherwise.locator("tbody tr")).hasCount(2);
    assertThat(otherwise).containsText("rank");
    assertThat(otherwise).containsText("64");
    assertThat(page.locator(".training harmony-chart")).hasCount(4);

    lab.open(page, "/trainings/nobody");
    assertThat(page.locator("body")).containsText("Nothing is at this address");
  }

  @Test
  void aTrainingStartsShowsItsStripStopsAndGoesOn() throws Exception {
    spec("tiny-training", "epochs: 200\nevaluate_every: 50\n");
    var page = lab.page();
    var patient = new LocatorAssertions.ContainsTextOptions().setTimeout(120_000);
    lab.open(page, "/trainings");
    button(page, "Train tiny-training").click();
    assertThat(page.locator(".training")).containsText("Running", patient);
    assertThat(page.locator(".training__tiles img").first())
        .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(120_000));
    button(page, "Sample now").click();
    assertThat(
            page.locator(".training__epoch").filter(new Locator.FilterOptions().setHasText("Step")))
        .hasCount(1, new LocatorAssertions.HasCountOptions().setTimeout(120_000));
    button(page, "Save now").click();
    page.waitForCondition(
        () -> !savedSteps().isEmpty(), new Page.WaitForConditionOptions().setTimeout(120_000));

    var kept =
        lab.bean(DataFolder.class)
            .trainings()
            .resolve("tiny-training/adapters")
            .resolve(savedSteps().getFirst());
    assertThat(SafetensorsFile.open(kept).metadata().get("ss_tag_frequency")).contains("soft girl");

    button(page, "Stop").click();
    assertThat(page.locator(".training")).containsText("Stopped", patient);
    var done = steps();
    assertThat(done).isPositive();
    button(page, "Continue").click();
    assertThat(page.locator(".training")).containsText("Running", patient);
    page.waitForCondition(
        () -> steps() > done, new Page.WaitForConditionOptions().setTimeout(120_000));
    button(page, "Stop").click();
    assertThat(page.locator(".training")).containsText("Stopped", patient);
    assertThat(lab.problems(page)).isEmpty();
  }

  @Test
  void trainingsWaitForEachOtherAndGoOnAfterOneThatFails() throws Exception {
    spec("failing-training", "epochs: 200\nlearning_rate: 10\nwarmup: 0\nclip_norm: 1000000\n");
    spec("long-training", "epochs: 2000\n");
    spec("next-training", "epochs: 1\n");
    spec("third-training", "epochs: 1\n");
    var page = lab.page();
    var patient = new LocatorAssertions.ContainsTextOptions().setTimeout(120_000);
    lab.open(page, "/trainings");
    button(page, "Train long-training").click();
    assertThat(page.locator(".training")).containsText("Preparing");
    lab.open(page, "/trainings");
    button(page, "Train failing-training").click();
    assertThat(page.locator(".models__list")).containsText("Waits, next in line");
    button(page, "Train third-training").click();
    button(page, "Train next-training").click();
    assertThat(page.locator(".models__list")).containsText("Waits, number 3 in line");
    button(page, "Remove third-training from the line").click();
    lab.open(page, "/trainings/long-training");
    button(page, "Stop").click();
    assertThat(page.locator(".training")).containsText("Stopped", patient);
    page.waitForCondition(
        () -> lab.bean(TrainingShelf.class).find("failing-training").isPresent(),
        new Page.WaitForConditionOptions().setTimeout(120_000));
    lab.open(page, "/trainings/failing-training");
    assertThat(page.locator(".training")).containsText("Lower the learning rate", patient);
    assertThat(page.locator(".training")).containsText("Rules propose diverged");
    page.waitForCondition(
        () -> lab.bean(TrainingShelf.class).find("next-training").isPresent(),
        new Page.WaitForConditionOptions().setTimeout(120_000));
    lab.open(page, "/trainings/next-training");
    assertThat(page.locator(".training")).containsText("Finished", patient);
    assertThat(lab.bean(TrainingShelf.class).find("third-training")).isEmpty();
    assertThat(lab.problems(page)).isEmpty();
  }

  private static void spec(String name, String more) throws IOException {
    var folder = Files.createDirectories(lab.workspace().resolve("experiments").resolve(name));
    var faces = Files.createDirectories(folder.resolve("faces/1_soft girl"));
    var random = new Random(1);
    for (var emotion : Emotion.values()) {
      var face = FaceDescription.coherent(Archetype.SOFT, emotion, random);
      ImageIO.write(
          FaceRenderer.draw(face), "png", faces.resolve(emotion.word() + ".png").toFile());
    }
    Files.writeString(
        folder.resolve("training.yaml"),
        "name: %s\nmodel: doodle-base\ndataset: faces\nrank: 2\nbatch: 2\n%s"
            .formatted(name, more));
  }

  private static List<String> savedSteps() {
    var adapters =
        lab.bean(DataFolder.class).trainings().resolve("tiny-training").resolve("adapters");
    if (!Files.exists(adapters)) {
      return List.of();
    }
    try (var files = Files.list(adapters)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("tiny-training-step-"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long steps() {
    var file =
        lab.bean(DataFolder.class).trainings().resolve("tiny-training").resolve("steps.jsonl");
    try {
      return Files.readAllLines(file).size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }
}
