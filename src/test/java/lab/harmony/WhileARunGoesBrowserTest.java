package lab.harmony;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.time.Duration;
import java.util.List;
import lab.harmony.notebooks.ExperimentKind;
import lab.harmony.notebooks.Experiments;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.CellKind;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.execution.NotebookExecution;
import lab.harmony.notebooks.store.Edit;
import lab.harmony.notebooks.store.Notebooks;
import lab.harmony.runs.Run;
import lab.harmony.runs.store.RunQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The screens answer while pictures are made: none of them waits for the run.
@Tag("browser")
class WhileARunGoesBrowserTest {

  private static final ExperimentSlug SLUG = new ExperimentSlug("goes-on");

  /// More pictures than are made while the test clicks.
  private static final String LONG =
      """
      model: doodle-base
      template: portrait
      cfg_scales: [7]
      seeds: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]
      sampler: euler
      steps: 60
      """;

  @RegisterExtension static final BrowserFixture lab = new BrowserFixture();

  private CellId cell = new CellId("none");

  @BeforeEach
  void writeNotebook() {
    lab.bean(Experiments.class).create("Goes on", ExperimentKind.OTHER, lab.by("Ada"));
    cell =
        ((Edit.Saved) lab.bean(Notebooks.class).add(SLUG, 0, CellKind.RUN, LONG, lab.by("Ada")))
            .cell();
    lab.bean(NotebookExecution.class).run(SLUG, List.of(cell), lab.by("Ada"));
  }

  @AfterEach
  void stop() {
    lab.bean(NotebookExecution.class).stop(SLUG, cell, lab.by("Ada"), "");
    await().atMost(Duration.ofMinutes(1)).until(() -> run().state().isOver());
  }

  @Test
  void everyScreenAnswersAndPicturesComeIntoAllOfThem() {
    var clicking = lab.page();
    var watching = lab.page();
    var grid = lab.page();
    lab.open(clicking, "/experiments/" + SLUG);
    lab.open(watching, "/experiments/" + SLUG);
    assertThat(pictures(watching).first()).isAttached(patiently());
    lab.open(grid, "/experiments/%s/grid".formatted(SLUG));
    var tile = grid.locator(".image-grid__tile[data-index='0']");
    tile.click();
    assertThat(grid.locator("harmony-image-grid dialog[open]")).isVisible();

    clicking.getByText("Review", exactly()).first().click();
    assertThat(clicking.locator(".review")).isVisible();
    clicking.locator("a[href$='/experiments/%s']".formatted(SLUG)).first().click();
    assertThat(pictures(clicking).first()).isAttached();
    var before = pictures(watching).count();
    assertThat(pictures(watching).nth(before)).isAttached(patiently());

    assertThat(grid.locator(".grid-notices__summary")).not().containsText("1 picture.");
    assertThat(grid.locator("harmony-image-grid dialog[open]")).isVisible();
    assertThat(run().state().isOver()).as("the run is over: %s", run().state()).isFalse();
    for (var page : List.of(clicking, watching, grid)) {
      assertThat(lab.problems(page)).isEmpty();
    }
  }

  private static Run run() {
    return lab.bean(RunQueue.class).of(SLUG.value()).getFirst();
  }

  private static com.microsoft.playwright.Locator pictures(Page page) {
    return page.locator(".run-result__tiles img");
  }

  private static Page.GetByTextOptions exactly() {
    return new Page.GetByTextOptions().setExact(true);
  }

  private static LocatorAssertions.IsAttachedOptions patiently() {
    return new LocatorAssertions.IsAttachedOptions().setTimeout(120_000);
  }
}
