package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.stream.Stream;
import lab.harmony.BrowserFixture.Window;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;

/// All screens, visited in a window of one size: one browser, signed in when the first screen asks
/// for it. Each screen is opened once, in one scheme, and changed to the other as the system does
/// at night and in the morning: things stand in the same places and have the same names then, so
/// only colours are looked at twice.
final class VisitedScreens {
  private final BrowserFixture lab;
  private final Window window;
  private final ColorScheme opened;
  private final ColorScheme changed;
  private @Nullable Page signedIn;

  private VisitedScreens(BrowserFixture lab, Window window) {
    this.lab = lab;
    this.window = window;
    opened = window == Window.DESK ? ColorScheme.LIGHT : ColorScheme.DARK;
    changed = window == Window.DESK ? ColorScheme.DARK : ColorScheme.LIGHT;
  }

  private void visit(Screens.Screen screen) {
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

  /// No violation that axe-core finds, nothing that scrolls the page sideways, no error in the
  /// console, no request to another place; in both schemes.
  static Stream<DynamicTest> in(BrowserFixture lab, Window window) {
    var person = new VisitedScreens(lab, window);
    return new Screens(lab)
        .all().stream()
            .map(screen -> DynamicTest.dynamicTest(screen.name(), () -> person.visit(screen)));
  }
}
