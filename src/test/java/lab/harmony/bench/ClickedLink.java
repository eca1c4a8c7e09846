package lab.harmony.bench;

import com.microsoft.playwright.Page;
import java.util.List;

/// What a person waits for who clicks a link, by the page's own clock.
final class ClickedLink {

  /// Looked for each time the page has painted: a question in between would make the browser lay
  /// out what it was going to lay out later.
  private static final String GO =
      """
      ([address, shown, drawn]) => new Promise((resolve, reject) => {
        const link = document.createElement('a');
        link.href = address;
        link.textContent = 'go';
        document.body.append(link);
        const start = performance.now();
        const inView = (it) => {
          const box = it.getBoundingClientRect();
          return box.width > 0 && box.bottom > 0 && box.top < innerHeight;
        };
        const isThere = () => [...document.querySelectorAll(shown)].some((it) => it.getClientRects().length > 0);
        const isDrawn = () => drawn === '' || [...document.querySelectorAll(drawn)].filter(inView).every((it) => it.querySelector('svg'));
        const look = () => {
          if (location.pathname === address.split('?')[0] && isThere() && isDrawn()) {
            link.remove();
            resolve(performance.now() - start);
          } else if (performance.now() - start > 300000) {
            reject(new Error('nothing like ' + shown));
          } else {
            requestAnimationFrame(() => setTimeout(look));
          }
        };
        link.click();
        setTimeout(look);
      })
      """;

  /// The milliseconds from a click on a link to `address` until something like `shown` is laid out.
  ///
  /// @param shown a selector
  static double go(Page page, String address, String shown) {
    return clicked(page, address, shown, "");
  }

  /// The same, until each figure in the window is drawn too.
  static double goToFigures(Page page, String address, String shown) {
    return clicked(page, address, shown, "harmony-chart");
  }

  private static double clicked(Page page, String address, String shown, String drawn) {
    return ((Number) page.evaluate(GO, List.of(address, shown, drawn))).doubleValue();
  }

  private ClickedLink() {}
}
