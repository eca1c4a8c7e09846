package lab.harmony.reports.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.regex.Pattern;
import lab.harmony.BrowserFixture;
import lab.harmony.BrowserFixture.Window;
import lab.harmony.DrawnExperiment;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("browser")
class EpochStripBrowserTest {

  /// A finger is told of several times on its way.
  private static final int STEPS = 6;

  @RegisterExtension static final BrowserFixture lab = new BrowserFixture();

  private static final String GRID =
      "/experiments/strip-one/grid?with=strip-two&with=strip-three&rows=epoch.smile&columns=emotion&columns=archetype";

  @BeforeAll
  static void threeEpochsOfOneTraining() {
    epoch("one", 2);
    epoch("two", 4);
    epoch("three", 10);
  }

  private static void epoch(String name, int number) {
    DrawnExperiment.of("strip-" + name, "doodle-base", 42)
        .adapted("smile-epoch-%02d".formatted(number))
        .writeInto(lab);
  }

  private static Locator large(Page page) {
    return page.locator("dialog.lightbox");
  }

  private static Locator here(Page page) {
    return large(page).locator(".lightbox__strip [aria-current=true]");
  }

  private static Locator told(Page page) {
    return large(page).locator("p[role=status].visually-hidden");
  }

  private static void opened(Page page, String cell) {
    lab.open(page, GRID + "&cell=" + cell);
    assertThat(large(page)).isVisible();
    assertThat(here(page)).isVisible();
  }

  @Test
  void arrowsWalkEpochsAndPromptsAndTheAddressAndTheEarFollow() {
    var page = lab.page();
    opened(page, "4~sad~stoic");
    var place = large(page).locator(".lightbox__label");
    var told = told(page);
    assertThat(place).hasText(Pattern.compile("epoch 4, 2 of 3 · stoic × sad, \\d+ of 16"));
    assertThat(here(page)).hasAccessibleName(Pattern.compile("epoch 4, .*"));

    page.keyboard().press("ArrowRight");
    assertThat(place).containsText("epoch 10, 3 of 3 · stoic × sad");
    assertThat(told).containsText("epoch 10. stoic × sad. ");
    assertThat(told).containsText("epoch 3 of 3, prompt ");
    assertThat(page).hasURL(Pattern.compile(".*cell=10~sad~stoic.*"));
    page.keyboard().press("ArrowRight");
    assertThat(told).hasText("No later epoch.");
    page.keyboard().press("ArrowDown");
    assertThat(place).containsText("epoch 10, 3 of 3 · ");
    assertThat(place).not().containsText("stoic × sad");
    page.keyboard().press("ArrowUp");
    assertThat(place).containsText("stoic × sad");
    assertThat(large(page).getByRole(AriaRole.LIST)).hasAccessibleName("Epochs of stoic × sad");
  }

  @Test
  void theStripLeadsToItsStopsAndIsLeftForTheGridAsItLies() {
    var page = lab.page();
    opened(page, "4~sad~stoic");
    var strip = large(page).locator(".lightbox__strip");
    assertThat(strip.locator("button")).hasCount(3);
    here(page).focus();
    page.keyboard().press("ArrowLeft");
    assertThat(here(page)).containsText("epoch 2");
    assertThat(here(page)).isFocused();
    strip.locator("button").nth(2).click();
    assertThat(here(page)).containsText("epoch 10");
    assertThat(page).hasURL(Pattern.compile(".*cell=10~sad~stoic.*"));

    lab.look(page, "strip");
    assertThat(here(page)).isFocused();
    page.keyboard().press("w");
    assertThat(strip).hasCount(0);
    var stage = large(page).locator(".lightbox__stage");
    assertThat(stage).isFocused();
    assertThat(told(page)).containsText("Walks the grid as it lies. stoic, sad, CFG 5");
    assertThat(large(page).locator(".lightbox__label")).containsText("stoic, sad, CFG 5");
    page.keyboard().press("ArrowUp");
    assertThat(page).hasURL(Pattern.compile(".*cell=4~sad~stoic.*"));
    page.keyboard().press("w");
    assertThat(here(page)).containsText("epoch 4");
    assertThat(told(page)).containsText("Walks the strip. epoch 4. stoic × sad.");
    page.keyboard().press("Escape");
    assertThat(large(page)).isHidden();
  }

  /// A key is heard also where the button that was pressed is gone with the last picture.
  @Test
  void keysAreHeardWhateverIsGoneWithThePicture() {
    var page = lab.page();
    opened(page, "4~sad~stoic");
    var next = large(page).locator(".lightbox__neighbour--right");
    next.click();
    assertThat(here(page)).containsText("epoch 10");
    assertThat(next).hasCount(0);
    assertThat(large(page).locator(".lightbox__stage")).isFocused();
    page.keyboard().press("ArrowLeft");
    assertThat(here(page)).containsText("epoch 4");
  }

  /// What comes meanwhile of a grid draws the large view again, and moves no strip.
  @Test
  void aStripThatIsMovedByHandStaysThereUntilTheNextStop() {
    var page = lab.page(Window.HAND, ColorScheme.LIGHT);
    opened(page, "4~sad~stoic");
    var strip = large(page).locator(".lightbox__strip");
    strip.evaluate("it => { it.style.inlineSize = '100px'; it.scrollLeft = 0; }");
    page.locator("harmony-lightbox")
        .evaluate("it => { it.chosen = []; return it.updateComplete.then(() => undefined); }");
    Assertions.assertThat(strip.evaluate("it => it.scrollLeft")).isEqualTo(0);
    swipe(page, 0.75, 0.2);
    assertThat(here(page)).containsText("epoch 10");
    page.waitForCondition(() -> ((Number) strip.evaluate("it => it.scrollLeft")).doubleValue() > 0);
  }

  @Test
  void aFingerWalksItToo() {
    var page = lab.page(Window.HAND, ColorScheme.DARK);
    opened(page, "4~sad~stoic");
    assertThat(here(page)).containsText("epoch 4");
    swipe(page, 0.75, 0.2);
    assertThat(here(page)).containsText("epoch 10");
    swipe(page, 0.2, 0.75);
    assertThat(here(page)).containsText("epoch 4");
    assertThat(page).hasURL(Pattern.compile(".*cell=4~sad~stoic.*"));
    lab.look(page, "strip");
  }

  /// A finger on the glass: the browser gets touches, as from the system, and would take them for
  /// scrolling where the page let it.
  ///
  /// @param from as a part of the width of the picture
  private static void swipe(Page page, double from, double to) {
    var glass = page.context().newCDPSession(page);
    var box = large(page).locator(".lightbox__stage").boundingBox();
    double y = box.y + box.height / 2;
    touch(glass, "touchStart", box.x + from * box.width, y);
    for (int step = 1; step <= STEPS; step++) {
      double way = from + (to - from) * step / STEPS;
      touch(glass, "touchMove", box.x + way * box.width, y + step);
    }
    var lifted = new JsonObject();
    lifted.addProperty("type", "touchEnd");
    lifted.add("touchPoints", new JsonArray());
    glass.send("Input.dispatchTouchEvent", lifted);
    glass.detach();
  }

  private static void touch(CDPSession glass, String type, double x, double y) {
    var point = new JsonObject();
    point.addProperty("x", x);
    point.addProperty("y", y);
    var points = new JsonArray();
    points.add(point);
    var told = new JsonObject();
    told.addProperty("type", type);
    told.add("touchPoints", points);
    glass.send("Input.dispatchTouchEvent", told);
  }

  @Test
  void otherGridsHaveNoStrip() {
    var page = lab.page();
    lab.open(page, "/experiments/strip-one/grid?cell=stoic~sad~7");
    assertThat(large(page)).isVisible();
    assertThat(large(page).locator(".lightbox__strip")).hasCount(0);
    assertThat(large(page).locator(".lightbox__label")).containsText("stoic, sad, CFG 7");
  }
}
