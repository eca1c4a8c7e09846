package lab.harmony.bench;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitUntilState;
import java.net.URI;

/// When the baseline notebook has been loaded by a browser.
final class LoadedNotebook {

  static final String FIRST_CELL = "[data-cell=\"question\"] .prose";

  /// Everything that can be seen is drawn: cells, charts in view, pictures in view.
  static final String ALL_IN_VIEW =
      """
      () => {
        const clients = window.Vaadin?.Flow?.clients;
        const inView = (element) => {
          const box = element.getBoundingClientRect();
          return box.bottom > 0 && box.top < innerHeight && box.width > 0;
        };
        return document.querySelector('[data-cell="finding-rate"] .prose') !== null
            && clients !== undefined && Object.keys(clients).length > 0
            && Object.values(clients).every((client) => !client.isActive?.())
            && [...document.querySelectorAll('harmony-editor')].filter(inView).every((it) => it.textContent)
            && [...document.querySelectorAll('harmony-chart')].filter(inView).every((it) => it.querySelector('svg'))
            && [...document.images].filter(inView).every((it) => it.complete);
      }
      """;

  /// Said to the browser's console once all is drawn, before and after the two milliseconds.
  static final String TOLD = "notebook loaded";

  /// Runs in the page from its beginning and tells by the page's own clock, which starts when the
  /// address is asked for: when the first cell is there, and when all in view is drawn. It looks
  /// each time the page has painted. What drives the browser does nothing meanwhile; its questions
  /// would take as long as half of the page.
  static final String TELL =
      """
      (() => {
        if (!location.pathname.startsWith('/experiments/')) {
          return;
        }
        const allInView = %s;
        let first;
        const look = () => {
          if (first === undefined && document.querySelector('%s')) {
            first = performance.now();
          }
          if (first !== undefined && allInView()) {
            console.log(`%s ${Math.round(first)} ${Math.round(performance.now())}`);
          } else {
            requestAnimationFrame(() => setTimeout(look));
          }
        };
        setTimeout(look);
      })();
      """
          .formatted(ALL_IN_VIEW, FIRST_CELL, TOLD);

  /// Milliseconds from asking for the address.
  record Times(double firstCell, double allInView) {}

  /// Loads the notebook in a page that was told to [TELL].
  static Times load(Page page, URI address) {
    var told =
        page.waitForConsoleMessage(
            new Page.WaitForConsoleMessageOptions()
                .setPredicate(message -> message.text().startsWith(TOLD))
                .setTimeout(120_000),
            () ->
                page.navigate(
                    address.toString(),
                    new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT)));
    var words = told.text().substring(TOLD.length() + 1).split(" ");
    return new Times(Double.parseDouble(words[0]), Double.parseDouble(words[1]));
  }

  private LoadedNotebook() {}
}
