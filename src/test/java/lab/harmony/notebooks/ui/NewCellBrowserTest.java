package lab.harmony.notebooks.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import lab.harmony.BrowserFixture;
import lab.harmony.notebooks.ExperimentKind;
import lab.harmony.notebooks.Experiments;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("browser")
class NewCellBrowserTest {
  @RegisterExtension static final BrowserFixture lab = new BrowserFixture();

  @Test
  void aNewCellTakesTheCaretAndNoKeyMeantForItDeletesAnother() {
    lab.bean(Experiments.class).create("New cells", ExperimentKind.OTHER, lab.by("Ada"));
    var page = lab.page();
    lab.open(page, "/experiments/new-cells");
    assertThat(page.locator(".cell")).hasCount(6);
    page.locator(".cell").nth(1).focus();
    page.keyboard().press("b");
    page.keyboard().press("d");
    page.keyboard().press("d");
    assertThat(page.locator(".cell")).hasCount(7);
    var caret = page.locator(".cell").nth(2).locator(".cm-content");
    assertThat(caret).isFocused();
    page.keyboard().type("dd");
    assertThat(caret).containsText("dd");
    assertThat(page.locator(".cell")).hasCount(7);
  }
}
