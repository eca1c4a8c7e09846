package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.util.stream.Stream;
import lab.harmony.BrowserFixture.Window;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What holds in the hand stands in [AccessibilityInTheHandBrowserTest], which goes beside this
/// one.
@Tag("browser")
class AccessibilityBrowserTest {
  @RegisterExtension static final BrowserFixture lab = new BrowserFixture();

  @TestFactory
  Stream<DynamicTest> everyScreenIsUsableByEverybodyOnADeskInBothSchemes() {
    return VisitedScreens.in(lab, Window.DESK);
  }

  @Test
  void barriersAreFound() {
    var page = lab.anonymousPage(Window.DESK, ColorScheme.LIGHT);
    page.setContent(
        "<html lang=en><title>Pale</title><main><h1>Pale</h1>"
            + "<p style='color: #bbb; background: #fff'>Hardly to be read</p>"
            + "<img src='data:,'></main>");

    assertThat(Barriers.on(page))
        .satisfiesExactlyInAnyOrder(
            rule -> assertThat(rule).startsWith("color-contrast: "),
            rule -> assertThat(rule).startsWith("image-alt: "));
    assertThat(Barriers.ofColours(page))
        .singleElement()
        .satisfies(rule -> assertThat(rule).startsWith("color-contrast: "));
  }

  /// So that none is forgotten where all of them are looked at.
  @Test
  void everyRouteIsAmongTheScreensThatAreLookedAt() {
    var paths =
        new Screens(lab).all().stream().map(screen -> screen.path().split("\\?")[0]).toList();
    assertThat(Routes.all())
        .allSatisfy(route -> {
          var form = "/" + route.replaceAll(":[a-z]+", "[^/]+");
          assertThat(paths).as(route).anyMatch(path -> path.matches(form));
        });
  }
}
