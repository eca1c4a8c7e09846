package lab.harmony.runs;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.time.Duration;
import lab.harmony.BrowserFixture;
import lab.harmony.BrowserFixture.Window;
import lab.harmony.models.ModelCatalogue;
import lab.harmony.models.ModelName;
import lab.harmony.runs.images.ImageLinks;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.runs.store.Submission;
import lab.harmony.runs.work.GoldenModel;
import lab.harmony.workspace.DataFolder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("browser")
class RunsBrowserTest {

  private static final int PICTURES = 8;

  @RegisterExtension static final BrowserFixture lab = new BrowserFixture();

  @BeforeAll
  static void putModel() {
    var data = lab.bean(DataFolder.class);
    if (!Files.exists(data.models().resolve(GoldenModel.NAME))) {
      GoldenModel.putInto(data.root());
    }
  }

  @Test
  void picturesAppearOneByOneInEveryBrowserThatLooks() {
    var onDesk = lab.page();
    var inHand = lab.page(Window.HAND, ColorScheme.DARK);
    var id = submit("watched", PICTURES, 20);
    lab.open(onDesk, "/runs/" + id);
    lab.open(inHand, "/runs/" + id);
    assertThat(onDesk.locator(".run-gallery__place")).hasCount(PICTURES);

    for (var page : new Page[] {onDesk, inHand}) {
      assertThat(page.locator(".run-page__state")).containsText("Finished", patiently());
      assertThat(page.locator(".run-gallery img")).hasCount(PICTURES);
      assertThat(page.locator(".run-log")).containsText("All 8 pictures are there.");
      assertThat(page.locator(".fact-list").last()).containsText("libtorch");
      assertThat(lab.problems(page)).isEmpty();
    }
    picturesAreServedForGoodToPeopleWhoSignedIn(onDesk, id);
  }

  private void picturesAreServedForGoodToPeopleWhoSignedIn(Page page, RunId id) {
    var image = new ImageId(id, 0);
    for (var path : new String[] {ImageLinks.full(image), ImageLinks.thumbnail(image, 64)}) {
      var answer = page.request().get(path);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.headers()).containsEntry("content-type", "image/png");
      assertThat(answer.headers().get("cache-control")).contains("immutable", "private");
      assertThat(answer.headers()).containsKey("etag");
    }
    assertThat(page.request().get("/images/%s/99.png".formatted(id)).status()).isEqualTo(404);
    assertThat(page.request().get("/images/..%2f..%2fetc/0.png").status())
        .isGreaterThanOrEqualTo(400);
    var stranger = lab.anonymousPage(Window.DESK, ColorScheme.LIGHT);
    assertThat(stranger.request().get(ImageLinks.full(image)).headers().get("content-type"))
        .isNotEqualTo("image/png");
  }

  @Test
  void theListFindsARunAndOpensItAndAWaitingRunIsCancelledAndQueuedAgain() {
    var busy = submit("busy", 400, 500);
    var id = submit("listed", PICTURES, 20);
    try {
      var page = lab.page();
      lab.open(page, "/runs?q=listed");
      assertThat(page.getByLabel("Search runs")).hasValue("listed");
      page.locator(".run-grid__link", text("listed")).first().click();
      assertThat(page.locator("h1")).containsText(id.value());

      page.getByText("Cancel run").click();
      assertThat(page.locator(".run-page__state")).containsText("Cancelled");
      page.getByText("Restart").click();
      assertThat(page.locator(".run-page__state")).containsText("Queued");
      page.getByText("Cancel run").click();
      assertThat(page.locator(".run-page__state")).containsText("Cancelled");
      assertThat(lab.problems(page)).isEmpty();
    } finally {
      lab.bean(RunQueue.class).cancel(busy, lab.by("Ada"), "");
    }
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> lab.bean(RunQueue.class).find(busy).orElseThrow().state().isOver());
  }

  private static Page.LocatorOptions text(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }

  private static LocatorAssertions.ContainsTextOptions patiently() {
    return new LocatorAssertions.ContainsTextOptions().setTimeout(120_000);
  }

  private static RunId submit(String experiment, int pictures, int steps) {
    var model = lab.bean(ModelCatalogue.class).find(new ModelName(GoldenModel.NAME)).orElseThrow();
    var spec = GoldenModel.spec(model, experiment, pictures, steps);
    return ((Submission.Accepted) lab.bean(RunQueue.class).submit(spec, lab.by("Ada"))).id();
  }
}
