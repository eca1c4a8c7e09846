package lab.harmony.design;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import lab.harmony.BrowserFixture;
import lab.harmony.BrowserFixture.Window;
import lab.harmony.DrawnExperiment;
import lab.harmony.notebooks.ExperimentKeeping;
import lab.harmony.notebooks.document.ExperimentSlug;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("browser")
class NoticesBrowserTest {
  @RegisterExtension static final BrowserFixture lab = new BrowserFixture();

  /// How many controls of the screen lie under something else or outside the window below it.
  private static final String COVERED =
      """
      () => [...document.querySelectorAll('[role=main] button, [role=main] a[href], [role=main] vaadin-button')]
          .filter((control) => {
            const box = control.getBoundingClientRect();
            const notices = document.querySelector('harmony-notices').getBoundingClientRect();
            const x = box.x + box.width / 2;
            const y = box.y + box.height / 2;
            const seen = box.width > 0 && y > 0 && y < notices.top && x > 0 && x < innerWidth;
            const top = seen && document.elementFromPoint(x, y);
            return seen && top.closest('harmony-notices') !== null;
          }).length
      """;

  private static final String ENDS_ABOVE =
      """
      () => document.querySelector('[role=main]').getBoundingClientRect().bottom
          <= document.querySelector('harmony-notices').getBoundingClientRect().top + 1
      """;

  @ParameterizedTest
  @EnumSource(Window.class)
  void severalNoticesCoverNothingAndTakeBackWhatTheySay(Window window) {
    var names =
        java.util.List.of("notice-one", "notice-two").stream()
            .map(name -> name + "-" + window.name().toLowerCase(java.util.Locale.ROOT))
            .toList();
    names.forEach(name -> DrawnExperiment.of(name, "doodle-base", 42).writeInto(lab));
    var page = lab.page(window, ColorScheme.LIGHT);
    lab.open(page, "/?q=notice");
    for (var name : names) {
      delete(page, name);
    }
    assertThat(page.locator(".notice")).hasCount(2);
    assertThat(page.locator(".notice").last()).isInViewport();
    assertThat(page.evaluate(ENDS_ABOVE))
        .as("the screen ends where the notices begin")
        .isEqualTo(true);
    assertThat(page.evaluate(COVERED)).as("controls under notices").isEqualTo(0);

    page.keyboard().press("Control+k");
    assertThat(page.locator("dialog.palette")).isVisible();
    assertThat(
            page.evaluate(
                """
                () => {
                  const box = document.querySelector('.palette__query').getBoundingClientRect();
                  return document.elementFromPoint(box.x + 5, box.y + 5).closest('dialog') !== null;
                }
                """))
        .isEqualTo(true);
    page.keyboard().press("Escape");

    page.locator(".notice", new Page.LocatorOptions().setHasText("was deleted"))
        .first()
        .getByRole(AriaRole.BUTTON)
        .first()
        .click();
    assertThat(page.locator(".notice")).hasCount(1);
    assertThat(page.locator("[data-slug='%s']".formatted(names.getFirst()))).isVisible();
    page.locator(".notice").getByText("Close").click();
    assertThat(page.locator(".notice")).hasCount(0);
    lab.bean(ExperimentKeeping.class).delete(new ExperimentSlug(names.getFirst()), lab.by("Ada"));
    assertThat(lab.problems(page)).isEmpty();
  }

  private static void delete(Page page, String name) {
    page.locator("[data-slug='%s'] .experiments__menu".formatted(name)).click();
    page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Delete")).click();
    assertThat(page.locator("[data-slug='%s']".formatted(name))).isHidden();
  }
}
