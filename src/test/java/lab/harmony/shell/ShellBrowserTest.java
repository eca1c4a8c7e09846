package lab.harmony.shell;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.regex.Pattern;
import lab.harmony.BrowserFixture;
import lab.harmony.BrowserFixture.Window;
import lab.harmony.accounts.links.SignInLinks;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("browser")
class ShellBrowserTest {
  @RegisterExtension static final BrowserFixture lab = new BrowserFixture();

  @Test
  void whoeverHasNotSignedInIsToldHowToGetALink() {
    var page = lab.anonymousPage(Window.DESK, ColorScheme.LIGHT);
    lab.open(page, "/grids");
    assertThat(page.getByText("./lab link")).isVisible();
    assertThat(page.url()).contains("/sign-in");
  }

  @Test
  void aSignInLinkWorksOnce() {
    var link = lab.bean(SignInLinks.class).issue(lab.address()).toString();
    var first = lab.anonymousPage(Window.DESK, ColorScheme.LIGHT);
    first.navigate(link);
    lab.open(first, "/grids");
    assertThat(first.getByText("Ada", new Page.GetByTextOptions().setExact(true))).isVisible();

    var second = lab.anonymousPage(Window.DESK, ColorScheme.LIGHT);
    second.navigate(link);
    lab.settle(second);
    assertThat(second.getByText("This link no longer works")).isVisible();
  }

  @Test
  void aSignInLinkOpensAPageOfTheLabAndNothingElse() {
    var links = lab.bean(SignInLinks.class);
    var page = lab.anonymousPage(Window.DESK, ColorScheme.LIGHT);

    page.navigate(links.issue(lab.address(), "/grids").toString());
    assertThat(page.url()).endsWith("/grids");

    page.navigate(links.issue(lab.address(), "//example.org/grids").toString());
    assertThat(page.url()).isEqualTo(lab.address() + "/");
  }

  @Test
  void aBrowserStaysSignedInWhenItsSessionIsGone() {
    var page = lab.page();
    page.context()
        .clearCookies(
            new BrowserContext.ClearCookiesOptions()
                .setName(Pattern.compile("harmony-session-.*")));
    lab.open(page, "/grids");
    assertThat(page.locator(".shell__person")).hasText("Ada");
  }

  @Test
  void anAddressWithNothingSaysSo() {
    var page = lab.page();
    lab.open(page, "/no/such/screen");
    assertThat(page.getByText("Nothing is at this address")).isVisible();
  }

  @Test
  void thePaletteFindsModelsAndDoesThings() {
    var page = lab.page();
    lab.open(page, "/models");
    page.keyboard().press("Control+K");
    page.keyboard().type("model doodle-anime");
    assertThat(page.locator(".palette__list > li").first()).containsText("doodle-anime");
    page.keyboard().press("Enter");
    page.waitForURL("**/models/doodle-anime");

    page.keyboard().press("Control+K");
    page.keyboard().type("new exp");
    assertThat(page.locator(".palette__list > li").first()).containsText("Action");
    page.keyboard().press("Enter");
    assertThat(page.getByText("What is the question?")).isVisible();
  }

  @Test
  void coloursAreAsTheSystemUntilSomebodyChooses() {
    var page = lab.page();
    lab.open(page, "/grids");
    var colours = page.locator("[data-frame-action=scheme]");
    assertThat(colours).containsText("as the system");
    colours.click();
    assertThat(colours).containsText("light");
    colours.click();
    assertThat(colours).containsText("dark");
    var ground = "() => getComputedStyle(document.body).colorScheme";
    assertThat(page.evaluate(ground)).isEqualTo("dark");
    lab.open(page, "/models");
    assertThat(page.locator("[data-frame-action=scheme]")).containsText("dark");
    assertThat(page.evaluate(ground)).isEqualTo("dark");
    assertThat(page.locator("[data-frame-action=density]")).containsText("compact");
  }

  @Test
  void theFirstTabLeadsPastTheNavigation() {
    var page = lab.page();
    lab.open(page, "/models");
    page.keyboard().press("Tab");
    assertThat(page.locator(".shell__skip")).isFocused();
    page.keyboard().press("Enter");
    assertThat(page.locator("[role=main]")).isFocused();
  }

  @Test
  void theNavigationIsADrawerOnANarrowWindow() {
    var page = lab.page(Window.HAND, ColorScheme.LIGHT);
    lab.open(page, "/grids");
    assertThat(page.locator("vaadin-side-nav-item").first()).not().isInViewport();
    page.locator("vaadin-drawer-toggle").click();
    assertThat(page.locator("vaadin-side-nav-item").first()).isInViewport();
    assertThat(lab.problems(page)).isEmpty();
  }

  @Test
  void thePaletteLeadsToAScreenByKeyboardAlone() {
    var page = lab.page();
    lab.open(page, "/reports");
    page.keyboard().press("Control+k");
    page.keyboard().type("grids");
    assertThat(page.locator(".palette__list > li")).hasCount(1);
    page.keyboard().press("Enter");
    page.waitForURL("**/grids");
    assertThat(lab.problems(page)).isEmpty();
  }

  @Test
  void aQuestionMarkShowsTheKeysAndEscapeHidesThem() {
    var page = lab.page();
    lab.open(page, "/reports");
    page.keyboard().press("?");
    assertThat(page.locator("dialog.key-help")).isVisible();
    page.keyboard().press("Escape");
    assertThat(page.locator("dialog.key-help")).isHidden();
  }

  @Test
  void aSlashLeadsToTheSearchWithoutAskingTheServer() {
    var page = lab.page();
    for (var screen : List.of("/", "/models", "/runs")) {
      lab.open(page, screen);
      var focused =
          page.evaluate(
              """
              () => {
                document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '/', bubbles: true, cancelable: true }));
                return document.activeElement.closest('[data-frame-search]') !== null;
              }
              """);
      assertThat(focused).as("%s at once", screen).isEqualTo(true);
    }
  }

  @Test
  void modelsAreSearchedByKeyboardAndTheAddressSaysSo() {
    var page = lab.page();
    lab.open(page, "/models");
    var rows = page.locator(".models__list > li");
    var all = rows.count();
    page.keyboard().press("/");
    page.keyboard().type("anime");
    assertThat(rows).hasCount(1);
    assertThat(page.locator(".narrowing__count")).hasText("1 of %d models".formatted(all));
    page.waitForURL("**/models?q=anime");
    page.locator(".models__row").click();
    page.waitForURL("**/models/doodle-anime?q=anime");
    assertThat(rows).hasCount(1);
    page.locator(".models__close").click();
    page.waitForURL("**/models?q=anime");

    lab.open(page, "/models?kind=adapter&family=stable-diffusion-1");
    assertThat(page.locator(".models__row").first()).containsText("lora");
    lab.open(page, "/models?family=stable-diffusion-xl&kind=adapter");
    assertThat(page.getByText("Looked for: Adapters, Stable Diffusion XL.")).isVisible();
    page.getByText("Show all models").click();
    assertThat(rows).hasCount(all);
    assertThat(lab.problems(page)).isEmpty();
  }
}
