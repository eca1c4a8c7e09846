package lab.harmony.notebooks.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import lab.harmony.BrowserFixture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("browser")
class CitedNumbersBrowserTest {
  @RegisterExtension static final BrowserFixture lab = new BrowserFixture();

  @Test
  void aNumberThatIsNotItsResultsAnyMoreIsMarkedExplainedAndUpdated() throws IOException {
    var page = opened("cited-update");
    var finding = page.locator(".cell[data-cell=finding-rate]");
    var wrong = finding.locator("a.cited[data-state=differs]");
    assertThat(wrong).hasCount(1);
    assertThat(wrong).hasText("43 %");
    wrong.focus();
    assertThat(page.locator(".cited-hint")).containsText("60 of 144, n = 48 images");
    assertThat(page.locator(".cited-hint")).isVisible();

    assertThat(finding.locator(".cell__doubtful")).containsText("43 % is 42 % by now (scores).");
    finding
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Update the number"))
        .press("Enter");
    assertThat(wrong).hasCount(0);
    assertThat(finding.locator(".prose")).containsText("42 % of the points");
    assertThat(finding).isFocused();
    page.keyboard().press("z");
    assertThat(wrong).hasText("43 %");

    wrong.press("Enter");
    assertThat(page.locator(".cell[data-cell=scores]")).isFocused();
    assertThat(lab.problems(page)).isEmpty();
  }

  @Test
  void aNumberIsCitedFromItsResultByKeyboardAlone() throws IOException {
    var page = opened("cited-insert");
    page.locator(".cell[data-cell=by-emotion]").focus();
    page.keyboard().press("c");
    assertThat(page.locator("vaadin-dialog")).containsText("Cite in a finding");
    assertThat(page.getByLabel("Number", new Page.GetByLabelOptions().setExact(true)).first())
        .isFocused();
    page.keyboard().press("Enter");

    var finding = page.locator(".cell[data-cell=finding-rate]");
    assertThat(finding.locator(".cm-content")).isFocused();
    page.keyboard().press("Escape");
    assertThat(finding.locator(".prose"))
        .containsText("Success rate: 42 % (60 of 144 points, n = 48");
    assertThat(finding.locator("a.cited").last())
        .hasAttribute("data-words", Pattern.compile(".*33.9 to 49.8.*"));
    page.keyboard().press("z");
    assertThat(finding.locator(".prose")).not().containsText("Success rate");
  }

  @Test
  void whatCanBeCitedIsOfferedWhileOneWritesALink() throws IOException {
    var page = opened("cited-typed");
    var finding = page.locator(".cell[data-cell=finding-rate]");
    finding.focus();
    page.keyboard().press("Enter");
    var text = finding.locator(".cm-content");
    assertThat(text).isFocused();
    page.keyboard().press("Control+End");
    page.keyboard().type("\n\nHappy: [](#sco");
    var offers =
        page.getByRole(AriaRole.LISTBOX, new Page.GetByRoleOptions().setName("Completions"));
    assertThat(offers).isVisible();
    page.keyboard().type("res?points&emotion=hap");
    var offer = offers.getByRole(AriaRole.OPTION).first();
    assertThat(offer).containsText("#scores?points&emotion=happy");
    assertThat(page.locator(".cm-completionInfo")).containsText("n = 12 images");
    page.keyboard().press("Escape");
    assertThat(offers).hasCount(0);
    assertThat(text).isFocused();

    page.keyboard().press("Control+Space");
    assertThat(offer).containsText("#scores?points&emotion=happy");
    page.keyboard().press("Tab");
    assertThat(text).isFocused();
    assertThat(text)
        .containsText(
            Pattern.compile("Happy: \\[\\d+ of 36\\]\\(#scores\\?points&emotion=happy\\)"));
    page.keyboard().type(" of [](#nothing");
    assertThat(offers).hasCount(0);
    page.keyboard().press("Escape");
    assertThat(text).hasCount(0);
    assertThat(finding.locator("a.cited").last()).hasAttribute("data-state", "same");
    assertThat(lab.problems(page)).isEmpty();
  }

  @Test
  void aNumberOfAStaleResultIsOfferedAsStaleInTheTextAndInTheDialog() throws IOException {
    var page = opened("cited-stale", "\"settings\": \"", "\"settings\": \"0");
    page.locator(".cell[data-cell=by-emotion]").focus();
    page.keyboard().press("c");
    assertThat(page.locator("vaadin-dialog")).containsText("This result is stale");
    page.keyboard().press("Escape");
    assertThat(page.locator("vaadin-dialog")).hasCount(0);

    var finding = page.locator(".cell[data-cell=finding-rate]");
    finding.focus();
    page.keyboard().press("Enter");
    assertThat(finding.locator(".cm-content")).isFocused();
    page.keyboard().press("Control+End");
    page.keyboard().type("\n\n[](#by-emotion");
    assertThat(page.locator(".cm-tooltip-autocomplete").getByRole(AriaRole.OPTION).first())
        .containsText("◐ stale");
    assertThat(page.locator(".cm-completionInfo")).containsText("That result is stale.");
    assertThat(lab.problems(page)).isEmpty();
  }

  private static Page opened(String slug) throws IOException {
    return opened(slug, "¤", "¤");
  }

  /// The baseline's notebook with a number that its table does not say, and one thing more changed.
  private static Page opened(String slug, String from, String to) throws IOException {
    var experiments = lab.workspace().resolve("experiments");
    Files.createDirectories(experiments.resolve(slug));
    Files.writeString(
        experiments.resolve(slug).resolve("notebook.ipynb"),
        Files.readString(experiments.resolve("baseline/notebook.ipynb"))
            .replace(from, to)
            .replace("[42 %](#scores?rate)", "[43 %](#scores?rate)")
            .replace("# Do eyes, mouth and brows tell the same emotion?", "# " + slug));
    var page = lab.page();
    lab.open(page, "/experiments/" + slug);
    return page;
  }
}
