package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.util.Arrays;

/// Somebody who has no mouse: goes from part to part, sees where they are, and presses keys.
record Keyboard(Page page) {

  private static final int MOST_STEPS = 120;
  private static final double AROUND = 6;
  private static final double PATIENCE = 10_000;
  private static final String IS_AT =
      "part => part === document.activeElement || part.contains(document.activeElement)";

  /// Goes on to a part with the tab key, which has to be reached and to look different then; from
  /// the part itself back first, so that it is seen without the keyboard too.
  void go(Locator part) {
    part.waitFor();
    part.scrollIntoViewIfNeeded();
    for (int step = 0; step < MOST_STEPS && isAt(part); step++) {
      page.keyboard().press("Shift+Tab");
    }
    var before = picture(part);
    for (int step = 0; step < MOST_STEPS; step++) {
      page.keyboard().press("Tab");
      if (isAt(part)) {
        awaitSeen(part, before);
        return;
      }
    }
    throw new AssertionError(
        "%s is not reached in %d steps; the last was %s".formatted(part, MOST_STEPS, where()));
  }

  private void awaitSeen(Locator part, byte[] before) {
    try {
      page.waitForCondition(
          () -> isAt(part) && !Arrays.equals(picture(part), before),
          new Page.WaitForConditionOptions().setTimeout(PATIENCE));
    } catch (TimeoutError e) {
      throw new AssertionError(
          "%s looks the same with the keyboard on it, which is at %s".formatted(part, where()), e);
    }
  }

  void press(String... keys) {
    for (var key : keys) {
      page.keyboard().press(key);
    }
  }

  void type(String text) {
    page.keyboard().type(text);
  }

  /// Waits until the keyboard is at a part.
  void awaitAt(Locator part) {
    part.waitFor();
    try {
      page.waitForCondition(
          () -> isAt(part), new Page.WaitForConditionOptions().setTimeout(PATIENCE));
    } catch (TimeoutError e) {
      throw new AssertionError("the keyboard is not at %s but %s".formatted(part, where()), e);
    }
  }

  private boolean isAt(Locator part) {
    return (boolean) part.evaluate(IS_AT);
  }

  private Object where() {
    return page.evaluate("() => document.activeElement?.outerHTML.slice(0, 200) ?? 'nowhere'");
  }

  private byte[] picture(Locator part) {
    var box = part.boundingBox();
    assertThat(box).as("%s is seen", part).isNotNull();
    return page.screenshot(
        new Page.ScreenshotOptions()
            .setAnimations(ScreenshotAnimations.DISABLED)
            .setClip(
                Math.max(0, box.x - AROUND),
                Math.max(0, box.y - AROUND),
                box.width + 2 * AROUND,
                box.height + 2 * AROUND));
  }
}
