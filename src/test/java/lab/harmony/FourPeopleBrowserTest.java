package lab.harmony;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.regex.Pattern;
import lab.harmony.BrowserFixture.Window;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A team's way through the lab in four browsers: an owner invites a researcher, a reviewer and a
/// reader; they come in, score, talk, publish, share and read, each as far as their role goes; and
/// what was given is taken back.
@Tag("browser")
class FourPeopleBrowserTest {

  private static final String SLUG = "four-people";
  private static final String PASSWORD = "wobbly teapots sing";
  private static final Pattern HOME = Pattern.compile(":[0-9]+/[a-z]*$");
  private static final Pattern SIGN_IN = Pattern.compile("/sign-in");

  @RegisterExtension static final BrowserFixture lab = new BrowserFixture();

  @BeforeAll
  static void anExperiment() {
    DrawnExperiment.of(SLUG, "doodle-base", 42).writeInto(lab);
  }

  @Test
  void aTeamIsInvitedWorksTogetherAndIsLeftAgain() {
    var owner = lab.page();
    var researcher = joinByPasskey(invited(owner, "Researcher"), "Grace Hopper");
    var reviewer = joinByPassword(invited(owner, "Reviewer"), "Rosalind Franklin", Window.HAND);
    var reader = joinByPassword(invited(owner, "Reader"), "Dorothy Hodgkin", Window.DESK);

    aReviewerScoresAndSeesNoMoreThanThat(reviewer);
    aResearcherIsHeardWhereTheOwnerLooks(researcher, owner);
    publish(researcher);
    aReaderReadsWhatIsPublishedAndNothingElse(reader);
    aLinkOpensOneReportUntilItIsRevoked(researcher);
    whoeverIsShutOutLeavesAtOnce(owner, reader);
  }

  private static String invited(Page owner, String role) {
    lab.open(owner, "/people");
    press(owner, "Invite somebody");
    var dialog = owner.getByRole(AriaRole.DIALOG);
    dialog.getByLabel(Pattern.compile("^" + role)).check();
    dialog
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Make the link"))
        .click();
    var link = dialog.getByLabel("Link, shown only now").inputValue();
    press(owner, "Close");
    return link.replaceFirst("^.*(?=/join)", "");
  }

  private static Page joinByPasskey(String path, String name) {
    var page = lab.anonymousPage(Window.DESK, ColorScheme.LIGHT);
    PasskeyDevice.of(page);
    // A passkey belongs to a name, and a number is none.
    page.navigate("http://localhost:%d%s".formatted(lab.address().getPort(), path));
    lab.settle(page);
    page.getByLabel("Your name").fill(name);
    press(page, "Use a passkey instead");
    assertThat(page).hasURL(HOME);
    return page;
  }

  private static Page joinByPassword(String path, String name, Window window) {
    var page = lab.anonymousPage(window, ColorScheme.DARK);
    lab.open(page, path);
    page.getByLabel("Your name").fill(name);
    page.getByLabel("Password").first().fill(PASSWORD);
    page.keyboard().press("Enter");
    assertThat(page).hasURL(HOME);
    return page;
  }

  private static void aReviewerScoresAndSeesNoMoreThanThat(Page reviewer) {
    lab.open(reviewer, "/experiments/%s/review".formatted(SLUG));
    assertThat(reviewer.locator("harmony-review img").first()).isVisible();
    for (var key : new String[] {"1", "3", "0", "Enter"}) {
      reviewer.keyboard().press(key);
    }
    assertThat(reviewer.getByText(Pattern.compile("1 of 48")).first()).isVisible();
    lab.open(reviewer, "/experiments/" + SLUG);
    assertThat(reviewer.getByText("This screen is not open to you")).isVisible();
    assertThat(reviewer.getByText("yours is reviewer")).isVisible();
  }

  private static void aResearcherIsHeardWhereTheOwnerLooks(Page researcher, Page owner) {
    lab.open(owner, "/experiments/" + SLUG);
    openByName(researcher, "/experiments/" + SLUG);
    comments(researcher).click();
    var text = researcher.getByLabel("Start a thread");
    text.fill("Is the mouth the weak part, @" + ownersName(owner) + "?");
    text.press("Control+Enter");
    comments(owner).click();
    assertThat(owner.getByText("Is the mouth the weak part").first()).isVisible();
    var reply = owner.getByLabel("Reply");
    reply.fill("In a third of the faces.");
    reply.press("Control+Enter");
    assertThat(researcher.getByText("In a third of the faces.").first()).isVisible();
  }

  /// Whether or not somebody has said something and the page knows of it.
  private static Locator comments(Page page) {
    return page.getByRole(
            AriaRole.BUTTON,
            new Page.GetByRoleOptions()
                .setName(
                    Pattern.compile("^Comment on this experiment|threads? about this experiment")))
        .first();
  }

  private static String ownersName(Page owner) {
    return owner.locator(".shell__person").innerText();
  }

  private static void publish(Page researcher) {
    openByName(researcher, "/experiments/" + SLUG);
    press(researcher, "Publish");
    var dialog = researcher.getByRole(AriaRole.DIALOG);
    // It is drawn, and no cell was ever run.
    dialog.getByLabel("Why publish all the same").fill("It is drawn.");
    dialog
        .getByRole(
            AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Publish").setExact(true))
        .click();
    assertThat(researcher.getByText("Open the report")).isVisible();
  }

  private static void aReaderReadsWhatIsPublishedAndNothingElse(Page reader) {
    lab.open(reader, "/reports");
    var report = report(reader).locator("a[href$='index.html']").first().getAttribute("href");
    reader.navigate(report);
    assertThat(reader.locator("h1")).hasText("Faces of doodle-base");
    lab.open(reader, "/review");
    assertThat(reader.getByText("This screen is not open to you")).isVisible();
    var picture = "/images/r261120-200000-%s/0.png".formatted(SLUG);
    assertThat(reader.request().get(picture).status()).isEqualTo(403);
  }

  private static void aLinkOpensOneReportUntilItIsRevoked(Page researcher) {
    openByName(researcher, "/reports");
    report(researcher)
        .getByRole(
            AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Share “Faces of doodle-base”"))
        .click();
    press(researcher, "Create link");
    var link = researcher.locator(".share-dialog__address input").inputValue();
    var stranger = lab.anonymousPage(Window.HAND, ColorScheme.LIGHT);
    assertThat(stranger.navigate(link).status()).isEqualTo(200);
    assertThat(stranger.locator("h1")).hasText("Faces of doodle-base");
    assertThat(stranger.request().get("/reports").url()).contains("/sign-in");
    researcher
        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Revoke"))
        .first()
        .click();
    lab.settle(researcher);
    assertThat(stranger.navigate(link).status()).isEqualTo(404);
  }

  private static void whoeverIsShutOutLeavesAtOnce(Page owner, Page reader) {
    lab.open(reader, "/reports");
    lab.open(owner, "/people");
    press(owner, "Let Dorothy Hodgkin sign in no longer");
    assertThat(reader).hasURL(SIGN_IN);
    lab.open(reader, "/sign-in");
    reader.getByLabel("Name").fill("Dorothy Hodgkin");
    reader.getByLabel("Password").fill(PASSWORD);
    reader.keyboard().press("Enter");
    assertThat(reader.getByText("do not belong together")).isVisible();
  }

  private static Locator report(Page page) {
    return page.locator(".report-list__row:has(a[href*='%s'])".formatted(SLUG)).first();
  }

  private static void openByName(Page page, String path) {
    page.navigate("http://localhost:%d%s".formatted(lab.address().getPort(), path));
    lab.settle(page);
  }

  private static void press(Page page, String button) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true))
        .first()
        .click();
  }
}
