package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.util.LinkedHashMap;
import java.util.List;
import lab.harmony.BrowserFixture.Window;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a screen does when it is loaded anew stands in [VisitedScreens], of all of them.
@Tag("browser")
class LayoutBrowserTest {
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

  /// As people go: without loading the page anew. A click of a person forgives what moves shortly
  /// after it; these are a script's, and nothing is forgiven.
  @ParameterizedTest
  @EnumSource(Window.class)
  void nothingElseMovesOnTheWayFromOneScreenToTheNext(Window window) {
    var page = lab.page(window, ColorScheme.LIGHT);
    Layout.watch(page);
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
        .allSatisfy((_, shifts) ->
            assertThat(shifts.total()).as("%s", shifts.what()).isLessThan(Layout.MOST));
  }
}
