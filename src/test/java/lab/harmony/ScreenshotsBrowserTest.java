package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.Locale;
import lab.harmony.BrowserFixture.Window;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Takes the pictures of `docs/screens/`, for `./lab shots`.
@EnabledIfSystemProperty(
    named = "shots",
    matches = ".+",
    disabledReason = "./lab shots takes the pictures")
@Tag("browser")
class ScreenshotsBrowserTest {
  @RegisterExtension static final BrowserFixture lab = new BrowserFixture();

  /// The stripe that shows while the server is asked may still fade when a picture is taken.
  private static final String WITHOUT_STRIPE =
      ".v-loading-indicator { opacity: 0 !important; visibility: hidden !important }";

  /// The pictures and figures in view, which come when a page is there already.
  private static final String DRAWN =
      """
      async () => {
        const inView = (it) => {
          const box = it.getBoundingClientRect();
          return box.width > 0 && box.bottom > 0 && box.top < innerHeight;
        };
        const images = [...document.images].filter(inView);
        if (!images.every((it) => it.complete)
            || ![...document.querySelectorAll('harmony-chart')].filter(inView).every((it) => it.querySelector('svg'))) {
          return false;
        }
        await Promise.all(images.map((it) => it.decode().catch(() => {})));
        return true;
      }
      """;

  @Test
  void everyScreenHasItsPictureInBothSchemesAndSizes() {
    var folder = Path.of(System.getProperty("shots"));
    for (var window : Window.values()) {
      for (var scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
        var signedIn = lab.page(window, scheme);
        for (var screen : new Screens(lab).all()) {
          var page = screen.anonymous() ? lab.anonymousPage(window, scheme) : signedIn;
          lab.open(page, screen.path());
          var file =
              folder.resolve(
                  "%s-%s-%d.png"
                      .formatted(
                          screen.name(), scheme.name().toLowerCase(Locale.ROOT), window.width));
          page.waitForFunction(DRAWN);
          page.screenshot(new Page.ScreenshotOptions().setPath(file).setStyle(WITHOUT_STRIPE));
          assertThat(file).exists().isNotEmptyFile();
        }
      }
    }
  }
}
