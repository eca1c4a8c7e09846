package lab.harmony.code.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import lab.harmony.BrowserFixture;
import lab.harmony.BrowserFixture.Window;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Somebody writes code in a notebook, runs and stops it, and sees what is wrong and what is stale.
@Tag("browser")
class JavaCellBrowserTest {
  @RegisterExtension static final BrowserFixture lab = new BrowserFixture();

  @Test
  void codeIsWrittenRunStoppedMarkedAndStale() throws IOException {
    plant("java-cells");
    var page = lab.page();
    lab.open(page, "/experiments/java-cells");
    var first = cell(page, "first");
    var second = cell(page, "second");
    assertThat(first.locator(".cell__outputs")).hasText("");

    write(page, first, "var names = List.of(\"eyes\", \"mouth\");");
    write(
        page,
        second,
        "var shown = Table.create(StringColumn.create(\"part\", names)); System.out.println(\"two\"); shown");
    // The first run waits until the notebook has its kernel.
    assertThat(second.locator(".html-result table"))
        .containsText("mouth", new LocatorAssertions.ContainsTextOptions().setTimeout(120_000));
    assertThat(second.locator(".text-result")).hasText("two");

    write(page, first, "var names = List.of(\"eyes\", \"brows\");");
    assertThat(second).containsText("the code above it changed since it ran");

    write(page, first, "var names = List.off(1);");
    assertThat(first.locator(".cell__outputs"))
        .containsText("line 1, column 13: cannot find symbol");
    assertThat(first.locator(".cell__outputs pre").first()).containsText("^^^^^^^^");
    lab.look(page, "java-cells");

    write(page, second, "System.out.println(\"begun\"); while (true) {}");
    assertThat(second.locator(".text-result")).hasText("begun");
    second
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Stop"))
        .first()
        .click();
    assertThat(second).containsText("the cell was stopped before it was finished");

    var narrow = lab.page(Window.HAND, ColorScheme.LIGHT);
    lab.open(narrow, "/experiments/java-cells");
    assertThat(cell(narrow, "first").locator(".cell__outputs pre").first())
        .containsText("^^^^^^^^");
    lab.look(narrow, "java-cells");
    assertThat(lab.problems(page)).isEmpty();
  }

  private static Locator cell(Page page, String id) {
    return page.locator(".cell[data-cell=%s]".formatted(id));
  }

  /// Puts other code into a cell and runs it.
  private static void write(Page page, Locator cell, String code) {
    cell.locator(".cm-content").click();
    page.keyboard().press("Control+a");
    page.keyboard().insertText(code);
    page.keyboard().press("Control+Enter");
  }

  private static void plant(String slug) throws IOException {
    var file = lab.workspace().resolve("experiments").resolve(slug).resolve("notebook.ipynb");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        {"cells": [
          {"cell_type": "markdown", "id": "opening", "metadata": {}, "source": "# Which parts are there?"},
          {"cell_type": "code", "id": "first", "execution_count": null, "metadata": {"harmony": {"kind": "java"}}, "outputs": [], "source": ""},
          {"cell_type": "code", "id": "second", "execution_count": null, "metadata": {"harmony": {"kind": "java"}}, "outputs": [], "source": ""}
        ], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        """);
  }
}
