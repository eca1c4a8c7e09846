package lab.harmony;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import lab.harmony.BrowserFixture.Window;
import lab.harmony.workspace.DataFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.util.FileSystemUtils;

@Tag("browser")
class LeftOutBrowserTest {

  @RegisterExtension static final BrowserFixture lab = new BrowserFixture();

  private final DrawnExperiment good = DrawnExperiment.of("left-out", "doodle-base", 42);

  @BeforeEach
  void plant() throws Exception {
    HostileFiles.write(run().resolve("run.json"), "null".getBytes(StandardCharsets.UTF_8));
    for (var name : new String[] {"2026-01-01-one", "2026-01-01-two"}) {
      HostileFiles.write(
          report(name).resolve("report.json"), "null".getBytes(StandardCharsets.UTF_8));
    }
    good.writeInto(lab); // which looks at all runs again
  }

  @AfterEach
  void remove() throws Exception {
    FileSystemUtils.deleteRecursively(run());
    for (var name : new String[] {"2026-01-01-one", "2026-01-01-two"}) {
      FileSystemUtils.deleteRecursively(report(name));
    }
    good.writeInto(lab);
  }

  @Test
  void whatCannotBeReadIsNamedBelowTheListsAndTheRestIsThere() {
    var page = lab.page();
    lab.open(page, "/");
    assertThat(
            page.getByText(
                "1 run could not be read: experiments/left-out/runs/r1-null/run.json: it says"
                    + " null"))
        .isVisible();
    assertThat(page.locator(".experiments__table")).containsText("doodle-base");
    lab.open(page, "/runs");
    assertThat(page.getByText("1 run could not be read: ")).isVisible();
    lab.open(page, "/reports");
    page.getByText("2 reports could not be read").click();
    assertThat(page.getByText("reports/2026-01-01-two/report.json: it says null")).isVisible();
  }

  @Test
  void theNoteFitsANarrowWindow() {
    var page = lab.page(Window.HAND, ColorScheme.DARK);
    for (var path : new String[] {"/", "/runs", "/reports"}) {
      lab.open(page, path);
      assertThat(page.locator(".left-out:visible")).containsText("could not be read");
      org.assertj.core.api.Assertions.assertThat(
              page.evaluate(
                  "() => document.documentElement.scrollWidth <="
                      + " document.documentElement.clientWidth"))
          .isEqualTo(true);
    }
  }

  @Test
  void modelsAndTrainingsThatCannotBeReadAreNamedWithTheirReasonsAndTheListsStand()
      throws Exception {
    var data = lab.bean(DataFolder.class);
    DrawnTraining.write(data);
    var specs = lab.workspace().resolve("experiments");
    try {
      HostileFiles.plantModelsAndTrainings(data.root());
      for (var one : HostileFiles.NONSENSE.entrySet()) {
        HostileFiles.write(
            specs.resolve("spec-" + one.getKey()).resolve("training.yaml"), one.getValue());
      }
      var page = lab.page();
      lab.open(page, "/models");
      var models = page.locator(".models__list");
      assertThat(models).containsText("doodle-base");
      assertThat(models.getByText("is read for the first time")).hasCount(0);
      var rows = models.locator(".models__row").allInnerTexts();
      for (var name : HostileFiles.NONSENSE.keySet()) {
        for (var file : List.of("m-" + name + ".safetensors", "p-" + name)) {
          org.assertj.core.api.Assertions.assertThat(rows)
              .filteredOn(row -> row.lines().findFirst().orElse("").equals(file))
              .singleElement()
              .satisfies(row ->
                  org.assertj.core.api.Assertions.assertThat(row.strip()).isNotEqualTo(file));
        }
      }
      lab.open(page, "/models/doodle-base");
      assertThat(page.locator(".models__panel")).containsText("doodle-base");

      lab.open(page, "/trainings");
      var list = page.locator(".trainings .models__list");
      assertThat(list).containsText(DrawnTraining.NAME);
      page.getByText("records of trainings could not be read").click();
      assertThat(list.locator(".trainings__spec")).not().hasCount(0);
      var there = list.locator(":scope > li").allInnerTexts();
      for (var name : HostileFiles.NONSENSE.keySet()) {
        org.assertj.core.api.Assertions.assertThat(there)
            .anyMatch(row -> row.lines().findFirst().orElse("").equals("t-" + name))
            .filteredOn(row -> row.contains("spec-%s cannot be trained".formatted(name)))
            .singleElement()
            .satisfies(row ->
                org.assertj.core.api.Assertions.assertThat(row.lines().toList().getLast())
                    .isNotBlank()
                    .doesNotContain("cannot be trained"));
      }
      assertThat(page.locator(".left-out:visible")).containsText("t-null/life.json: it says null");
      assertThat(page.locator(".left-out:visible")).containsText("t-null/outcome.json: it says");
      assertThat(page.locator(".left-out:visible")).containsText("trainings/nowhere: it is a link");
      for (var name : List.of("t-null", "t-folder", DrawnTraining.NAME)) {
        lab.open(page, "/trainings/" + name);
        assertThat(page.locator(".training h2")).hasText(name);
        assertThat(list).containsText(DrawnTraining.NAME);
      }
      org.assertj.core.api.Assertions.assertThat(lab.problems(page)).isEmpty();
    } finally {
      HostileFiles.removeModelsAndTrainings(data.root());
      for (var name : HostileFiles.NONSENSE.keySet()) {
        FileSystemUtils.deleteRecursively(specs.resolve("spec-" + name));
      }
    }
  }

  private static Path run() {
    return lab.workspace().resolve("experiments/left-out/runs/r1-null");
  }

  private static Path report(String name) {
    return lab.workspace().resolve("reports").resolve(name);
  }
}
