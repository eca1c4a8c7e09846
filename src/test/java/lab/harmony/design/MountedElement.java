package lab.harmony.design;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import lab.harmony.BrowserFixture;
import lab.harmony.BrowserFixture.Window;

/// One of our elements alone on a page.
public final class MountedElement {

  private MountedElement() {}

  public static Page in(BrowserFixture lab, String element) {
    var page = lab.anonymousPage(Window.DESK, ColorScheme.LIGHT);
    lab.open(page, "/sign-in");
    page.evaluate(
        """
        async (name) => {
          document.querySelector('.sign-in').hidden = true;
          await import('/lab/' + name + '.nocache.js');
          const element = document.createElement(name);
          element.style.cssText = 'position: fixed; inset: 0; background: Canvas';
          document.body.append(element);
        }
        """,
        element);
    return page;
  }
}
