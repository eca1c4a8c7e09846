package lab.harmony.reports.ui.grids;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.regex.Pattern;
import lab.harmony.BrowserFixture;
import lab.harmony.BrowserFixture.Window;
import lab.harmony.DrawnExperiment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("browser")
class GridSayingBrowserTest {

  @RegisterExtension static final BrowserFixture lab = new BrowserFixture();

  @BeforeAll
  static void faces() {
    for (var slug : new String[] {"said-score", "said-large", "said-tags", "said-looks"}) {
      DrawnExperiment.of(slug, "doodle-base", 42).writeInto(lab);
    }
  }

  private static Page open(String slug) {
    var page = lab.page();
    lab.open(page, "/experiments/%s/grid".formatted(slug));
    assertThat(tile(page, 0)).isVisible();
    return page;
  }

  @Test
  void aFaceIsScoredAndTakenBackByKeyboardAloneAndOneStaysOnItsTile() {
    var page = open("said-score");
    tile(page, 7).focus();
    page.keyboard().press("s");
    var say = page.locator("dialog.say");
    assertThat(say.locator("form")).isFocused();
    page.keyboard().press("Enter");
    assertThat(say.locator(".say__problem")).containsText("Answer all three questions");
    page.keyboard().press("1");
    page.keyboard().press("2");
    page.keyboard().press("0");
    assertThat(say.locator(".say__points")).hasText("2 of 3: acceptable");
    page.keyboard().press("n");
    assertThat(say.locator("textarea")).isFocused();
    page.keyboard().type("odd mouth");
    page.keyboard().press("Enter");
    assertThat(say.locator("form")).isFocused();
    page.keyboard().press("Enter");

    assertThat(say).hasCount(0);
    assertThat(tile(page, 7)).isFocused();
    assertThat(tile(page, 7))
        .hasAttribute("aria-label", Pattern.compile("scored by a person: acceptable, 2 of 3"));
    page.keyboard().press("s");
    assertThat(say.locator("textarea")).hasValue("odd mouth");
    assertThat(say.locator(".say__points")).hasText("2 of 3: acceptable");
    page.keyboard().press("u");
    assertThat(say).hasCount(0);
    assertThat(tile(page, 7)).hasAttribute("aria-label", Pattern.compile("read by the machine"));
  }

  @Test
  void aFaceIsScoredInTheLargeViewWhichStaysOpen() {
    var page = open("said-large");
    tile(page, 3).focus();
    page.keyboard().press("Enter");
    var large = page.locator("dialog.lightbox");
    assertThat(large).isVisible();
    page.keyboard().press("s");
    var say = page.locator("dialog.say");
    assertThat(say.locator("form")).isFocused();
    for (var key : new String[] {"1", "2", "3", "Enter"}) {
      page.keyboard().press(key);
    }
    assertThat(say).hasCount(0);
    assertThat(large).containsText("scored by a person: perfect");
    page.keyboard().press("t");
    assertThat(large.locator(".lightbox__talk")).isVisible();
  }

  @Test
  void aPictureIsTaggedByKeyboardAloneAndFoundAgainByItsTag() {
    var page = open("said-tags");
    var rate = page.locator(".image-grid__label").first().innerText();
    tile(page, 5).focus();
    page.keyboard().press("g");
    var say = page.locator("dialog.say");
    assertThat(say.locator("input")).isFocused();
    page.keyboard().type("a,b");
    page.keyboard().press("Enter");
    assertThat(say.locator(".say__problem")).containsText("A tag is letters");
    page.keyboard().press("ControlOrMeta+a");
    page.keyboard().type("Odd  Hands");
    page.keyboard().press("Enter");
    assertThat(say.locator(".say__tags")).containsText("odd hands");
    assertThat(say.locator("input")).hasValue("");
    page.keyboard().press("Enter");
    assertThat(say).hasCount(0);
    assertThat(page.locator(".image-grid__tile:focus")).hasCount(1);

    page.getByLabel("Show only").click();
    page.locator(
            "vaadin-multi-select-combo-box-item",
            new Page.LocatorOptions().setHasText("Tagged odd hands"))
        .click();
    assertThat(page).hasURL(Pattern.compile(".*[?&]tag=odd(\\+|%20)hands(&.*)?"));
    assertThat(tiles(page)).hasCount(1);
    assertThat(page.locator(".image-grid__label").first()).hasText(rate.replaceAll("\\s+", " "));
  }

  @Test
  void theWindowsHaveNoBarriersInLightAndDarkOnDeskAndHand() {
    for (var window : Window.values()) {
      var page = lab.page(window, ColorScheme.LIGHT);
      lab.open(page, "/experiments/said-looks/grid");
      tile(page, 0).focus();
      page.keyboard().press("s");
      assertThat(page.locator("dialog.say form")).isFocused();
      page.keyboard().press("1");
      lab.look(page, "say-score");
      page.keyboard().press("Escape");
      assertThat(page.locator("dialog.say")).hasCount(0);
      assertThat(tile(page, 0)).isFocused();
      page.keyboard().press("g");
      assertThat(page.locator("dialog.say input")).isFocused();
      lab.look(page, "say-tags");
    }
  }

  private static Locator tile(Page page, int index) {
    return page.locator("[data-index='%d']".formatted(index));
  }

  private static Locator tiles(Page page) {
    return page.locator(".image-grid__tile:not(.image-grid__tile--missing)");
  }
}
