package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.stream.Stream;
import lab.harmony.BrowserFixture.Window;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("browser")
class AccessibilityBrowserTest {
  @RegisterExtension static final BrowserFixture lab = new BrowserFixture();

  /// No violation that axe-core finds, nothing that scrolls the page sideways, no error in the
  /// console, no request to another place; in both schemes, on a desk and in the hand.
  @TestFactory
  Stream<DynamicTest> everyScreenIsUsableByEverybodyInBothSchemesAndSizes() {
    return Stream.of(Window.values())
        .flatMap(window -> {
          var person = new Visitors(window);
          return new Screens(lab)
              .all().stream()
                  .map(screen ->
                      DynamicTest.dynamicTest(
                          "%s %s".formatted(screen.name(), window), () -> person.visit(screen)));
        });
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

  /// One browser per window, signed in when the first screen asks for it. Each screen is opened
  /// once, in one scheme, and changed to the other as the system does at night and in the morning:
  /// things stand in the same places and have the same names then, so only colours are looked at
  /// twice.
  private static final class Visitors {
    private final Window window;
    private final ColorScheme opened;
    private final ColorScheme changed;
    private Page signedIn;

    Visitors(Window window) {
      this.window = window;
      opened = window == Window.DESK ? ColorScheme.LIGHT : ColorScheme.DARK;
      changed = window == Window.DESK ? ColorScheme.DARK : ColorScheme.LIGHT;
    }

    void visit(Screens.Screen screen) {
      var page = screen.anonymous() ? watched(lab.anonymousPage(window, opened)) : signedIn();
      var before = lab.problems(page).size();
      // The screen before is left first: nobody looks at how it would change back.
      page.navigate("about:blank");
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(opened));
      lab.open(page, screen.path());
      Layout.check(page);
      requireUsable(page, opened, Barriers.on(page));
      lab.change(page, changed);
      requireUsable(page, changed, Barriers.ofColours(page));
      var problems = lab.problems(page);
      assertThat(problems.subList(before, problems.size()))
          .as("console errors and requests to other places")
          .isEqualTo(List.of());
    }

    private static void requireUsable(Page page, ColorScheme scheme, List<String> barriers) {
      assertThat(barriers).as("violations that axe-core finds in %s colours", scheme).isEmpty();
      assertThat(page.evaluate(Layout.SIDEWAYS))
          .as("pixels that the page scrolls sideways in %s colours", scheme)
          .isEqualTo(0);
    }

    private Page signedIn() {
      if (signedIn == null) {
        signedIn = watched(lab.page(window, opened));
      }
      return signedIn;
    }

    private static Page watched(Page page) {
      Layout.watch(page);
      return page;
    }
  }
}
