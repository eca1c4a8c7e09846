package lab.harmony;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import lab.harmony.BrowserFixture.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.util.FileSystemUtils;

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

  private static Path run() {
    return lab.workspace().resolve("experiments/left-out/runs/r1-null");
  }

  private static Path report(String name) {
    return lab.workspace().resolve("reports").resolve(name);
  }
}
