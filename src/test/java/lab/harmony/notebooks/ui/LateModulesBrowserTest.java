package lab.harmony.notebooks.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.WaitUntilState;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import lab.harmony.BrowserFixture;
import lab.harmony.DrawnExperiment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What is pushed while a page's first modules still load, when its own come later still.
@Tag("browser")
class LateModulesBrowserTest {
  @RegisterExtension static final BrowserFixture lab = new BrowserFixture();

  @Test
  void picturesComeToTheirPlacesThoughTheModuleThatShowsThemComesLast() {
    var slug = "late-modules";
    var drawn = DrawnExperiment.of(slug, "doodle-base", 42);
    drawn.write(lab.workspace());
    var page = lab.page();
    var first = new Held(page, "harmony-notebook");
    var last = new Held(page, "harmony-tiles");
    var pushed = new CopyOnWriteArrayList<String>();
    page.onWebSocket(socket -> socket.onFrameReceived(frame -> pushed.add(frame.text())));
    page.navigate(
        lab.address().resolve("/experiments/" + slug).toString(),
        new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
    page.waitForCondition(() -> anyHas(pushed, "harmony-notebook"));
    assertThat(pushed).noneMatch(said -> said.contains("harmony-tiles"));
    drawn.writeInto(lab);
    page.waitForCondition(() -> anyHas(pushed, "harmony-tiles"));

    first.release();
    var tiles = page.locator(".cell[data-kind=run] harmony-tiles");
    assertThat(tiles).isAttached();
    last.release();

    assertThat(tiles.locator("img").first()).isVisible();
    assertThat(lab.problems(page)).isEmpty();
  }

  @Test
  void whatIsKnownOfCitedNumbersComesThoughTheModuleOfTheNotebookComesLast() {
    var page = lab.page();
    var first = new Held(page, "harmony-frame");
    var last = new Held(page, "harmony-notebook");
    var pushed = new CopyOnWriteArrayList<String>();
    page.onWebSocket(socket -> socket.onFrameReceived(frame -> pushed.add(frame.text())));
    page.navigate(
        lab.address().resolve("/experiments/baseline").toString(),
        new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
    page.waitForCondition(() -> anyHas(pushed, "harmony-notebook"));

    first.release();
    var notebook = page.locator("harmony-notebook");
    assertThat(notebook).isAttached();
    last.release();

    assertThat(notebook.locator("a.cited").first())
        .hasAttribute("data-words", Pattern.compile(".+"));
    assertThat(lab.problems(page)).isEmpty();
  }

  /// Modules of one name that are asked for, until they are let through.
  private static final class Held {
    private final Queue<Route> asked = new ConcurrentLinkedQueue<>();
    private volatile boolean open;

    Held(Page page, String module) {
      page.route(
          "**/lab/" + module + ".nocache.js",
          route -> {
            if (open) {
              route.resume();
            } else {
              asked.add(route);
            }
          });
    }

    void release() {
      open = true;
      asked.forEach(Route::resume);
    }
  }

  private static boolean anyHas(List<String> pushed, String words) {
    return pushed.stream().anyMatch(said -> said.contains(words));
  }
}
