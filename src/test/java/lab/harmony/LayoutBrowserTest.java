package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import lab.harmony.BrowserFixture.Window;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LayoutBrowserTest {
  /// Half of what web.dev calls good.
  private static final double MOST = 0.05;

  /// Links that lead from each screen to the next.
  private static final List<String> WAYS =
      List.of(
          ".experiments__link[href$='experiments/baseline']",
          ".page-bar a[href$='experiments/baseline/review']",
          ".page-bar a[href$='experiments/baseline/scores']",
          ".shell__navigation a[href$='grids']",
          ".grid-list__name[href$='baseline/grid']",
          ".shell__navigation a[href$='reports']",
          ".shell__navigation a[href$='models']",
          ".models__row[href]",
          ".shell__navigation a[href$='trainings']",
          ".shell__navigation a[href$='runs']",
          ".run-grid__link",
          ".shell__brand");

  @RegisterExtension static final BrowserFixture lab = new BrowserFixture();

  /// Places are reserved for what comes later, and every text has the room it needs or is told in
  /// whole on asking.
  @TestFactory
  Stream<DynamicTest> nothingMovesByItselfAndNoTextIsCutOnAnyScreen() {
    return Stream.of(Window.values())
        .flatMap(window -> {
          var person = new Visitor(window);
          return new Screens(lab)
              .all().stream()
                  .map(screen ->
                      DynamicTest.dynamicTest(
                          "%s %s".formatted(screen.name(), window), () -> person.visit(screen)));
        });
  }

  /// As people go: without loading the page anew. A click of a person forgives what moves shortly
  /// after it; these are a script's, and nothing is forgiven.
  @ParameterizedTest
  @EnumSource(Window.class)
  void nothingElseMovesOnTheWayFromOneScreenToTheNext(Window window) {
    var page = Visitor.watched(lab.page(window, ColorScheme.LIGHT));
    lab.open(page, "/");
    var moved = new LinkedHashMap<String, Layout.Shifts>();
    for (var way : WAYS) {
      Layout.rest(page);
      Layout.forget(page);
      var before = page.url();
      page.locator(way).first().evaluate("link => link.click()");
      page.waitForFunction("before => location.href !== before", before);
      lab.settle(page);
      Layout.rest(page);
      moved.put(way + " to " + page.url(), Layout.shifts(page));
    }
    assertThat(moved)
        .hasSize(WAYS.size())
        .allSatisfy(
            (_, shifts) -> assertThat(shifts.total()).as("%s", shifts.what()).isLessThan(MOST));
  }

  private static final class Visitor {
    private final Window window;
    private Page signedIn;

    Visitor(Window window) {
      this.window = window;
    }

    void visit(Screens.Screen screen) {
      var page =
          screen.anonymous() ? watched(lab.anonymousPage(window, ColorScheme.LIGHT)) : signedIn();
      lab.open(page, screen.path());
      Layout.rest(page);
      var shifts = Layout.shifts(page);
      SoftAssertions.assertSoftly(all -> {
        all.assertThat(shifts.total()).as("layout shift: %s", shifts.what()).isLessThan(MOST);
        all.assertThat(Layout.cutTexts(page)).as("texts that are cut").isEmpty();
        all.assertThat(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
            .as("pixels that the page scrolls sideways")
            .isEqualTo(0);
      });
    }

    private Page signedIn() {
      if (signedIn == null) {
        signedIn = watched(lab.page(window, ColorScheme.LIGHT));
      }
      return signedIn;
    }

    private static Page watched(Page page) {
      Layout.watch(page);
      return page;
    }
  }
}
