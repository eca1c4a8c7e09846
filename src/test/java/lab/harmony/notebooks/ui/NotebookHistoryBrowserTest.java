package lab.harmony.notebooks.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import lab.harmony.BrowserFixture;
import lab.harmony.notebooks.ExperimentKind;
import lab.harmony.notebooks.Experiments;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("browser")
class NotebookHistoryBrowserTest {
  @RegisterExtension static final BrowserFixture lab = new BrowserFixture();

  @Test
  void keysAndButtonsTakeWritingBackAndDoItAgain() {
    var page = opened("Taken back");
    var first = page.locator(".cell").first();
    first.focus();
    page.keyboard().press("Enter");
    assertThat(first.locator(".cm-content")).isFocused();
    page.keyboard().press("Control+End");
    page.keyboard().type(" And a question of mine.");
    page.keyboard().press("Escape");
    assertThat(first.locator(".prose")).containsText("a question of mine");
    assertThat(first).isFocused();

    page.keyboard().press("z");
    assertThat(first.locator(".prose")).not().containsText("a question of mine");
    page.keyboard().press("Shift+Z");
    assertThat(first.locator(".prose")).containsText("a question of mine");
    var undo = button(page, "Undo: text (Z)");
    undo.click();
    assertThat(first.locator(".prose")).not().containsText("a question of mine");
    assertThat(button(page, "Nothing to undo")).isDisabled();
    button(page, "Redo: text (Shift Z)").click();
    assertThat(first.locator(".prose")).containsText("a question of mine");
    assertThat(first).isFocused();

    page.keyboard().press("Control+k");
    assertThat(page.locator(".palette__query")).isFocused();
    page.keyboard().type("undo in this");
    page.getByText("Undo in this notebook").first().click();
    assertThat(first.locator(".prose")).not().containsText("a question of mine");
    assertThat(lab.problems(page)).isEmpty();
  }

  @Test
  void inAnOpenEditorCtrlZIsTheEditorsOwn() {
    var page = opened("Editors own");
    var yaml = page.locator(".cell[data-kind=run]").first();
    yaml.locator(".cm-content").click();
    page.keyboard().press("Control+End");
    page.keyboard().type("\n# mine");
    assertThat(yaml.locator(".cm-content")).containsText("# mine");
    page.keyboard().press("Control+z");
    assertThat(yaml.locator(".cm-content")).not().containsText("# mine");
    page.keyboard().press("Control+Shift+z");
    assertThat(yaml.locator(".cm-content")).containsText("# mine");
    page.keyboard().press("Escape");
    assertThat(button(page, "Undo: text (Z)")).isEnabled();

    page.keyboard().press("z");
    assertThat(yaml.locator(".cm-content")).not().containsText("# mine");
    page.keyboard().press("Enter");
    page.keyboard().press("Control+z");
    assertThat(yaml.locator(".cm-content")).not().containsText("# mine");
  }

  @Test
  void exactlyOneCellHasItsTools() {
    var page = opened("One toolbar");
    var cells = page.locator(".cell");
    cells.nth(1).focus();
    assertThat(tools(page)).hasCount(1);
    assertThat(cells.nth(1).locator(".cell__buttons")).isVisible();

    cells.nth(3).hover();
    page.mouse().move(700, 300);
    cells.nth(3).hover();
    assertThat(cells.nth(3).locator(".cell__buttons")).isVisible();
    assertThat(tools(page)).hasCount(1);

    page.keyboard().press("j");
    assertThat(cells.nth(2)).isFocused();
    assertThat(cells.nth(2).locator(".cell__buttons")).isVisible();
    assertThat(tools(page)).hasCount(1);
    page.keyboard().press("Tab");
    assertThat(cells.nth(2).locator(":focus")).hasCount(1);
    assertThat(tools(page)).hasCount(1);
  }

  private static Locator tools(Page page) {
    return page.locator(".cell__buttons:visible");
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Page opened(String title) {
    lab.bean(Experiments.class).create(title, ExperimentKind.OTHER, lab.by("Ada"));
    var page = lab.page();
    lab.open(page, "/experiments/" + title.toLowerCase(java.util.Locale.ROOT).replace(' ', '-'));
    assertThat(page.locator(".cell")).hasCount(6);
    return page;
  }
}
