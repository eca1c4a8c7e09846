package lab.harmony;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import lab.harmony.diffusion.weights.SafetensorsFile;
import lab.harmony.doodle.drawing.DoodleArchetype;
import lab.harmony.doodle.drawing.DoodleEmotion;
import lab.harmony.doodle.drawing.FaceDescription;
import lab.harmony.doodle.drawing.FaceRenderer;
import lab.harmony.training.TrainingQueue;
import lab.harmony.training.records.TrainingShelf;
import lab.harmony.work.Device;
import lab.harmony.work.process.DeviceTurn;
import lab.harmony.workspace.DataFolder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

@Tag("browser")
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
    // As a worker in another process says that there is something new.
    lab.bean(JdbcClient.class)
        .sql(
            "update jobs set revision = revision + 1, changed_at = current_timestamp where kind ="
                + " 'training'")
        .update();
    Files.writeString(data.jobMark(), "another");
    assertThat(page.locator(".training")).containsText("step 61 of 60");
    var loss = page.locator(".training harmony-chart[aria-label^='The loss']");
    assertThat(loss).hasAttribute("aria-label", Pattern.compile("over 61 steps"));
    assertThat(loss.evaluate("chart => chart.specification.data.values.length")).isEqualTo(61);
    loss.scrollIntoViewIfNeeded();
    assertThat(loss.locator("svg")).isVisible();

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
    var patient = new LocatorAssertions.ContainsTextOptions().setTimeout(240_000);
    lab.open(page, "/trainings");
    measure(page, "tiny-training");
    // The button that was pressed is gone, and the keyboard is at the next one.
    assertThat(button(page, "Train tiny-training")).isFocused();
    page.keyboard().press("Enter");
    assertThat(page.locator(".training")).containsText("Running", patient);
    assertThat(page.locator(".training__tiles img").first())
        .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(240_000));
    button(page, "Sample now").click();
    assertThat(
            page.locator(".training__epoch").filter(new Locator.FilterOptions().setHasText("Step")))
        .hasCount(1, new LocatorAssertions.HasCountOptions().setTimeout(240_000));
    button(page, "Save now").click();
    page.waitForCondition(
        () -> !savedSteps().isEmpty(), new Page.WaitForConditionOptions().setTimeout(240_000));

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
        () -> steps() > done, new Page.WaitForConditionOptions().setTimeout(240_000));
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
    var patient = new LocatorAssertions.ContainsTextOptions().setTimeout(240_000);
    lab.bean(TrainingQueue.class)
        .start(file("long-training"), OptionalInt.empty(), lab.by("Ada"), "");
    lab.open(page, "/trainings/long-training");
    assertThat(page.locator(".training")).containsText(Pattern.compile("Preparing|Running"));
    assertThat(page.locator(".running-now")).containsText("long-training");
    lab.open(page, "/trainings");
    button(page, "Train failing-training").click();
    assertThat(page.locator(".models__list")).containsText("Waits, next in line");
    button(page, "Train third-training").click();
    button(page, "Train next-training").click();
    assertThat(page.locator(".models__list")).containsText("Waits, number 3 in line");
    button(page, "Remove third-training from the line").click();
    // A page that is left too early takes the click along.
    assertThat(button(page, "Remove third-training from the line")).isHidden();
    lab.open(page, "/work");
    assertThat(page.locator(".work__table tbody tr")).hasCount(3);
    assertThat(page.locator(".work__table")).containsText("Ada");
    assertThat(page.locator(".work__table tbody tr").first()).containsText("/cpu");
    button(page, "Stop long-training").click();
    assertThat(button(page, "Stop long-training")).isHidden();
    lab.open(page, "/trainings/long-training");
    assertThat(page.locator(".training")).containsText("Stopped", patient);
    page.waitForCondition(
        () -> lab.bean(TrainingShelf.class).find("failing-training").isPresent(),
        new Page.WaitForConditionOptions().setTimeout(240_000));
    lab.open(page, "/trainings/failing-training");
    assertThat(page.locator(".training")).containsText("Lower the learning rate", patient);
    assertThat(page.locator(".training")).containsText("Rules propose diverged");
    page.waitForCondition(
        () -> lab.bean(TrainingShelf.class).find("next-training").isPresent(),
        new Page.WaitForConditionOptions().setTimeout(240_000));
    lab.open(page, "/trainings/next-training");
    assertThat(page.locator(".training")).containsText("Finished", patient);
    assertThat(lab.bean(TrainingShelf.class).find("third-training")).isEmpty();
    assertThat(lab.problems(page)).isEmpty();
  }

  private static TrainingQueue.FoundSpec file(String name) {
    return lab.bean(TrainingQueue.class).specs().stream()
        .filter(one -> one.experiment().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /// What a training takes is measured and told before it can be started.
  private static void measure(Page page, String name) {
    assertThat(button(page, "Train " + name)).isHidden();
    button(page, "Estimate " + name).press("Enter");
    assertThat(row(page, name))
        .containsText(
            Pattern.compile("Being measured: |It was measured by "),
            new LocatorAssertions.ContainsTextOptions().setTimeout(60_000));
    assertThat(row(page, name))
        .containsText(
            "It was measured by 3 steps whose changes were thrown away",
            new LocatorAssertions.ContainsTextOptions().setTimeout(240_000));
    assertThat(row(page, name)).containsText("MB on the disk");
  }

  private static Locator row(Page page, String name) {
    return page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  @Test
  void aDatasetThatIsMissingIsDrawnInPlaceAndCancelledFromAnotherTab() throws Exception {
    var folder = Files.createDirectories(lab.workspace().resolve("experiments/no-faces"));
    Files.writeString(
        folder.resolve("training.yaml"), "name: no-faces\nmodel: doodle-base\ndataset: drawn\n");
    var page = lab.page();
    lab.open(page, "/trainings");
    var other = page.context().newPage();
    lab.open(other, "/trainings");
    assertThat(row(page, "no-faces"))
        .containsText("experiments/no-faces/drawn has no pictures yet");
    assertThat(button(page, "Estimate no-faces")).isHidden();
    assertThat(button(page, "Train no-faces")).isHidden();

    try (var turn =
        DeviceTurn.on(lab.bean(DataFolder.class).root(), lab.bean(Device.class).name())) {
      await().until(turn::tryTake); // Something else computes, so that it has to wait.
      button(page, "Draw the dataset (417 faces) for no-faces").press("Enter");
      for (var tab : List.of(page, other)) {
        assertThat(row(tab, "no-faces"))
            .containsText("417 faces are drawn when it is their turn: ");
      }
      button(other, "Cancel for no-faces").click();
      assertThat(row(other, "no-faces")).containsText("has no pictures yet");
      assertThat(button(page, "Draw the dataset (417 faces) for no-faces")).isFocused();
      assertThat(row(page, "no-faces")).containsText("has no pictures yet");
    }
    assertThat(names(folder)).containsExactly("training.yaml");

    page.keyboard().press("Enter");
    var patient = new LocatorAssertions.ContainsTextOptions().setTimeout(240_000);
    for (var tab : List.of(page, other)) {
      assertThat(row(tab, "no-faces"))
          .containsText("417 pictures in experiments/no-faces/drawn", patient);
      assertThat(tab.locator(".notice")).hasCount(0);
    }
    assertThat(button(page, "Estimate no-faces")).isFocused();
    assertThat(names(folder)).containsExactly("drawn", "training.yaml");

    // Somebody takes it away again.
    FileSystemUtils.deleteRecursively(folder.resolve("drawn"));
    assertThat(row(page, "no-faces")).containsText("has no pictures yet");
    assertThat(lab.problems(page)).isEmpty();
    FileSystemUtils.deleteRecursively(folder);
    assertThat(row(page, "no-faces")).hasCount(0);
  }

  @Test
  void everythingThatIsWrongWithASpecStandsInItsRowAndChangesWithTheFile() throws Exception {
    var folder = Files.createDirectories(lab.workspace().resolve("experiments/wrong-spec"));
    var file = folder.resolve("training.yaml");
    Files.writeString(
        file, "name: wrong-spec\nmodel: doodle-base\nrank: many\nlearning_rate: -1\n");
    var page = lab.page(BrowserFixture.Window.HAND, ColorScheme.DARK);
    lab.open(page, "/trainings");
    assertThat(row(page, "wrong-spec").locator(".problem li"))
        .containsText(new String[] {"\"dataset\" is missing", "Line 3: \"rank\"", "Line 4: "});
    assertThat(row(page, "wrong-spec").locator("vaadin-button:visible")).hasCount(0);

    Files.writeString(file, "name: wrong-spec\nmodel: nobody\ndataset: /nowhere/at/all\n");
    assertThat(row(page, "wrong-spec").locator(".problem")).isHidden();
    assertThat(row(page, "wrong-spec").locator("[data-state=missing]"))
        .containsText(new String[] {"there is no model \"nobody\"", "/nowhere/at/all"});
    assertThat(row(page, "wrong-spec").locator("vaadin-button:visible")).hasCount(0);
    assertThat(
            page.evaluate(
                "() => document.documentElement.scrollWidth <="
                    + " document.documentElement.clientWidth"))
        .isEqualTo(true);
    FileSystemUtils.deleteRecursively(folder);
  }

  private static List<String> names(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static void spec(String name, String more) throws IOException {
    var folder = Files.createDirectories(lab.workspace().resolve("experiments").resolve(name));
    var faces = Files.createDirectories(folder.resolve("faces/1_soft girl"));
    var random = new Random(1);
    for (var emotion : DoodleEmotion.values()) {
      var face = FaceDescription.coherent(DoodleArchetype.SOFT, emotion, random);
      ImageIO.write(
          FaceRenderer.draw(face), "png", faces.resolve(emotion.word() + ".png").toFile());
    }
    Files.writeString(
        folder.resolve("training.yaml"),
        "name: %s\nmodel: doodle-base\ndataset: faces\nsize: 64\nrank: 2\nbatch: 2\n%s"
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
