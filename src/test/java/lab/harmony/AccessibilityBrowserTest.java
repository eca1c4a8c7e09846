package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.stream.Stream;
import lab.harmony.BrowserFixture.Window;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
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
        .flatMap(window ->
            Stream.of(ColorScheme.LIGHT, ColorScheme.DARK)
                .flatMap(scheme -> {
                  var person = new Visitors(window, scheme);
                  return new Screens(lab)
                      .all().stream()
                          .map(screen ->
                              DynamicTest.dynamicTest(
                                  "%s %s %s".formatted(screen.name(), window, scheme),
                                  () -> person.visit(screen)));
                }));
  }

  /// One browser per window and scheme, signed in when the first screen asks for it.
  private static final class Visitors {
    private final Window window;
    private final ColorScheme scheme;
    private Page signedIn;

    Visitors(Window window, ColorScheme scheme) {
      this.window = window;
      this.scheme = scheme;
    }

    void visit(Screens.Screen screen) {
      var page = screen.anonymous() ? watched(lab.anonymousPage(window, scheme)) : signedIn();
      var before = lab.problems(page).size();
      lab.open(page, screen.path());
      if (scheme == ColorScheme.LIGHT) {
        Layout.check(page); // dark or light, things stand in the same places
      }
      assertThat(
              new AxeBuilder(page).exclude("vaadin-connection-indicator").analyze().getViolations())
          .as("violations that axe-core finds")
          .map(rule ->
              "%s: %s %s"
                  .formatted(
                      rule.getId(),
                      rule.getHelp(),
                      rule.getNodes().stream()
                          .limit(3)
                          .map(it -> it.getHtml() + " " + it.getFailureSummary())
                          .toList()))
          .isEmpty();
      assertThat(page.evaluate(Layout.SIDEWAYS))
          .as("pixels that the page scrolls sideways")
          .isEqualTo(0);
      var problems = lab.problems(page);
      assertThat(problems.subList(before, problems.size()))
          .as("console errors and requests to other places")
          .isEqualTo(List.of());
    }

    private Page signedIn() {
      if (signedIn == null) {
        signedIn = watched(lab.page(window, scheme));
      }
      return signedIn;
    }

    private static Page watched(Page page) {
      Layout.watch(page);
      return page;
    }
  }
}
