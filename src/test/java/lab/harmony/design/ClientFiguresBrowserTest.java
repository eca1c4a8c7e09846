package lab.harmony.design;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import lab.harmony.BrowserFixture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Charts and formulas as the browser draws them, also those of strangers.
@Tag("browser")
class ClientFiguresBrowserTest {

  @RegisterExtension static final BrowserFixture lab = new BrowserFixture();

  @Test
  void aChartIsDrawnInTheColoursOfThePageAndFollowsThem() {
    var page = MountedElement.in(lab, "harmony-chart");
    page.evaluate(
        """
        () => Object.assign(document.querySelector('harmony-chart'), {
          alternative: 'Two bars',
          specification: {
            background: '#ffffff',
            data: { values: [{ a: 'soft', b: 3 }, { a: 'stoic', b: 1 }] },
            mark: 'bar',
            encoding: { x: { field: 'a', type: 'nominal' }, y: { field: 'b', type: 'quantitative' } },
          },
        })
        """);
    var chart = page.getByRole(AriaRole.IMG, new Page.GetByRoleOptions().setName("Two bars"));
    assertThat(chart.locator("svg")).isVisible();
    var light = chart.locator(".role-axis-label text").first().getAttribute("fill");
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    assertThat(chart.locator(".role-axis-label text").first()).not().hasAttribute("fill", light);
    assertThat(chart.locator("svg"))
        .hasCSS("background-color", "rgba(0, 0, 0, 0)"); // the page's, as its words have
    assertThat(lab.problems(page)).isEmpty();
  }

  /// A page with one element that fills it.
  @Test
  void aFigureOfAStrangerRunsNothingAndReachesNothing() {
    var page = MountedElement.in(lab, "harmony-chart");
    page.evaluate(
        """
        () => Object.assign(document.querySelector('harmony-chart'), {
          alternative: 'Strange',
          specification: {
            usermeta: { embedOptions: { actions: true, forceActionsMenu: true, sourceHeader: '<script>opener.__ran = 1</script>',
                defaultStyle: 'body { display: none }', tooltip: 'x' } },
            data: { values: [{ a: 1, u: 'javascript:window.__ran=1', i: 'http://evil.example/p.png' }] },
            title: '<img src=x onerror="window.__ran = 1">',
            layer: [
              { mark: { type: 'point', tooltip: true }, encoding: { x: { field: 'a' }, href: { field: 'u' }, size: { value: 3000 } } },
              { mark: 'image', encoding: { x: { field: 'a' }, url: { field: 'i' } } },
              { transform: [{ calculate: "[].constructor.constructor('window.__ran = 1')()", as: 'b' }], mark: 'bar' },
            ],
          },
        })
        """);
    assertThat(page.locator("harmony-chart svg, .harmony-chart__problem").first()).isVisible();
    assertThat(page.locator("harmony-chart summary, .vega-actions, harmony-chart a[href]"))
        .hasCount(0);
    assertThat(page.evaluate("() => window.__ran ?? 'nothing'")).isEqualTo("nothing");
    assertThat(lab.problems(page)).noneMatch(problem -> problem.contains("another place"));
  }

  @Test
  void aFigureThatWouldShowNothingSaysWhyInItsPlace() {
    var page = MountedElement.in(lab, "harmony-chart");
    for (var each :
        List.of(
            List.of("[]", "[]", "It has no rows"),
            List.of("[{a: 'x', b: null}]", "[]", "no value for b"),
            List.of(
                "[{a: 'x', b: 3}]", "[{filter: 'datum.b > 5'}]", "Its filter leaves nothing"))) {
      page.evaluate(
          """
          () => Object.assign(document.querySelector('harmony-chart'), {
            specification: {
              title: 'Loss', data: { values: %s }, transform: %s, mark: 'bar',
              encoding: { x: { field: 'a', type: 'nominal' }, y: { field: 'b', type: 'quantitative' } },
            },
          })
          """
              .formatted(each.get(0), each.get(1)));
      assertThat(page.locator(".harmony-chart__problem strong")).hasText("Loss: nothing to show");
      assertThat(page.locator(".harmony-chart__problem")).containsText(each.get(2));
    }
  }

  @Test
  void formulasAreDrawnWhereTheyStandAndAWrongOneSaysWhy() {
    var page = MountedElement.in(lab, "harmony-formula");
    page.evaluate(
        """
        () => {
          document.querySelector('harmony-formula').outerHTML =
              '<p><harmony-formula id="right">\\\\frac{1}{n}</harmony-formula> <harmony-formula id="wrong">\\\\frac{1</harmony-formula>'
              + ' <harmony-formula id="link">\\\\href{javascript:alert(1)}{x}</harmony-formula></p>';
        }
        """);
    assertThat(page.locator("#right .katex-html")).isVisible();
    assertThat(page.locator("#right math mfrac")).hasCount(1);
    assertThat(page.locator("#wrong")).containsText("This formula cannot be drawn: ");
    assertThat(page.locator("#link .katex")).hasCount(1);
    assertThat(page.locator("harmony-formula a")).hasCount(0);
    page.waitForFunction("() => document.fonts.check('16px KaTeX_Main')");
    assertThat(lab.problems(page)).isEmpty();
  }

  @Test
  void aFigureThatAsksForAnAddressSaysWhyItIsNotDrawn() {
    var page = MountedElement.in(lab, "harmony-chart");
    page.evaluate(
        """
        () => Object.assign(document.querySelector('harmony-chart'), {
          specification: { data: { url: 'http://evil.example/rows.json' }, mark: 'nonsense' },
        })
        """);
    assertThat(page.locator(".harmony-chart__problem")).containsText("cannot be drawn");
    assertThat(lab.problems(page)).noneMatch(problem -> problem.contains("another place"));
  }

  @Test
  void markupThatFoundItsWayIntoAPageDoesNotRun() {
    var page = lab.page();
    lab.open(page, "/models");
    page.evaluate(
        """
        () => {
          const script = document.createElement('script');
          script.textContent = 'window.__ran = 1';
          document.body.append(script);
          const picture = document.createElement('div');
          picture.innerHTML = '<img src="data:image/png;base64,x" onerror="window.__ran = 2">';
          document.body.append(picture);
        }
        """);
    page.waitForFunction(
        "() => document.querySelector('img[src=\"data:image/png;base64,x\"]').complete");
    assertThat(page.evaluate("() => window.__ran ?? 'nothing'")).isEqualTo("nothing");
  }
}
