package lab.harmony.notebooks.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.WaitUntilState;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import lab.harmony.BrowserFixture;
import lab.harmony.DrawnExperiment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What is pushed while a page's first modules still load, when its own come later still.
@Tag("browser")
class LateModulesBrowserTest {
  /// Keeps in `window.said` what the page itself has taken in, by its line and by its requests: a
  /// message that is on its way to the page only is not there yet.
  private static final String REMEMBERS_WHAT_THE_LAB_SAID =
      """
      window.said = '';
      window.WebSocket = class extends window.WebSocket {
        constructor(...places) {
          super(...places);
          this.addEventListener('message', (message) => (window.said += message.data));
        }
      };
      const send = XMLHttpRequest.prototype.send;
      XMLHttpRequest.prototype.send = function (...bodies) {
        this.addEventListener('load', () => {
          if (this.responseType === '' || this.responseType === 'text') {
            window.said += this.responseText;
          }
        });
        return send.apply(this, bodies);
      };
      """;

  @RegisterExtension static final BrowserFixture lab = new BrowserFixture();

  @Test
  void picturesComeToTheirPlacesThoughTheModuleThatShowsThemComesLast() {
    var slug = "late-modules";
    var drawn = DrawnExperiment.of(slug, "doodle-base", 42);
    drawn.write(lab.workspace());
    var page = lab.page();
    var first = new Held(page, "harmony-notebook");
    var last = new Held(page, "harmony-tiles");
    page.addInitScript(REMEMBERS_WHAT_THE_LAB_SAID);
    page.navigate(
        lab.address().resolve("/experiments/" + slug).toString(),
        new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
    awaitSaid(page, "harmony-notebook");
    assertThat(page.evaluate("() => window.said.includes('harmony-tiles')")).isEqualTo(false);
    drawn.writeInto(lab);
    awaitSaid(page, "harmony-tiles");

    first.release();
    last.release();

    assertThat(page.locator(".cell[data-kind=run] harmony-tiles img").first()).isVisible();
    assertThat(lab.problems(page)).isEmpty();
  }

  @Test
  void whatIsKnownOfCitedNumbersComesThoughTheModuleOfTheNotebookComesLast() {
    var page = lab.page();
    var first = new Held(page, "harmony-frame");
    var last = new Held(page, "harmony-notebook");
    page.addInitScript(REMEMBERS_WHAT_THE_LAB_SAID);
    page.navigate(
        lab.address().resolve("/experiments/baseline").toString(),
        new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
    awaitSaid(page, "harmony-notebook");

    first.release();
    last.release();

    assertThat(page.locator("harmony-notebook a.cited").first())
        .hasAttribute("data-words", Pattern.compile(".+"));
    assertThat(lab.problems(page)).isEmpty();
  }

  /// Modules of one name that are asked for, until they are let through.
  private static final class Held {
    private final Page page;
    private final String module;
    private final Queue<Route> asked = new ConcurrentLinkedQueue<>();
    private volatile boolean open;

    Held(Page page, String module) {
      this.page = page;
      this.module = module;
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

    /// Lets the modules through and waits until the browser has run them, so that what waited for
    /// them alone is done before anything else is let through.
    void release() {
      open = true;
      asked.forEach(Route::resume);
      page.waitForFunction("name => customElements.get(name) !== undefined", module);
    }
  }

  private static void awaitSaid(Page page, String words) {
    page.waitForFunction("words => (window.said ?? '').includes(words)", words);
  }
}
