package lab.harmony;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import lab.harmony.BrowserFixture.Window;
import lab.harmony.accounts.Confirmed;
import lab.harmony.accounts.invitations.Invitations;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.Person;
import lab.harmony.people.Role;
import lab.harmony.threads.Inbox;
import lab.harmony.threads.Threads;
import lab.harmony.threads.Topic;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What is done with people, one's account, the inbox and reports, without a mouse: everything is
/// reached and seen, dialogs are left with Escape, and the keyboard goes on where it was.
@Tag("browser")
class KeyboardBrowserTest {
  @RegisterExtension static final BrowserFixture lab = new BrowserFixture();

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator field(Page page, String label) {
    return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
  }

  private static Locator region(Page page, String name) {
    return page.getByRole(
        AriaRole.REGION, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator dialog(Page page) {
    return page.getByRole(AriaRole.DIALOG);
  }

  private static Person person(String name) {
    return lab.bean(People.class).meant(name).getFirst();
  }

  @Test
  void anOwnerInvitesChangesARoleShutsOutAndTakesItBack() {
    lab.bean(People.class).add("Ida Rhodes", Role.REVIEWER);
    var page = lab.page();
    lab.open(page, "/people");
    var keyboard = new Keyboard(page);

    var invite = button(page, "Invite somebody");
    keyboard.go(invite);
    keyboard.press("Enter");
    keyboard.go(field(page, "Name, if you know it"));
    keyboard.type("Katherine Johnson");
    keyboard.go(dialog(page).locator("vaadin-radio-group").first());
    keyboard.press("ArrowUp");
    keyboard.go(button(page, "Make the link"));
    keyboard.press("Enter");
    assertThat(dialog(page).getByText("/join?token=").or(dialog(page).locator("input[readonly]")))
        .isVisible();
    assertThat(Barriers.on(page)).isEmpty();
    keyboard.press("Escape");
    assertThat(dialog(page)).hasCount(0);
    keyboard.awaitAt(invite);
    assertThat(page.getByText("Katherine Johnson").first()).isVisible();

    var role =
        page.locator("tr")
            .filter(new Locator.FilterOptions().setHasText("Ida Rhodes"))
            .locator("vaadin-select");
    keyboard.go(role);
    keyboard.press("Enter");
    assertThat(page.locator("vaadin-select-item[focused][selected]")).isVisible();
    keyboard.press("ArrowUp", "Enter");
    page.waitForCondition(() -> person("Ida Rhodes").role() == Role.RESEARCHER);
    lab.settle(page);
    keyboard.awaitAt(role);

    keyboard.go(button(page, "Let Ida Rhodes sign in no longer"));
    keyboard.press("Enter");
    assertThat(page.getByText("Ida Rhodes may no longer sign in.")).isVisible();
    assertThat(person("Ida Rhodes").maySignIn()).isFalse();
    keyboard.awaitAt(region(page, "People"));
    keyboard.press("F8");
    keyboard.awaitAt(button(page, "Undo"));
    keyboard.press("Enter");
    assertThat(button(page, "Let Ida Rhodes sign in no longer")).isVisible();
    assertThat(person("Ida Rhodes").maySignIn()).isTrue();
    keyboard.awaitAt(region(page, "People"));
    assertThat(lab.problems(page)).isEmpty();
  }

  @Test
  void somebodyComesInAndKeepsTheirAccount() {
    var page = lab.anonymousPage(Window.DESK, ColorScheme.LIGHT);
    PasskeyDevice.of(page);
    var invitation =
        lab.bean(Invitations.class)
            .invite(
                "",
                Role.RESEARCHER,
                Duration.ofDays(1),
                new Actor(lab.bean(People.class).localId()),
                Confirmed.session(lab.bean(People.class).localId()));
    byName(page, "/join?token=" + invitation);
    var keyboard = new Keyboard(page);
    keyboard.go(field(page, "Your name"));
    keyboard.type("Mary Jackson");
    keyboard.go(button(page, "Use a passkey instead"));
    keyboard.press("Enter");
    assertThat(page).hasURL(Pattern.compile(":[0-9]+/$"));

    byName(page, "/account");
    keyboard.go(field(page, "What you are called"));
    keyboard.press("End");
    keyboard.type(" W");
    keyboard.press("Enter");
    assertThat(page.getByText("You are called Mary Jackson W from now on.")).isVisible();
    keyboard.go(field(page, "Password"));
    keyboard.type("wobbly teapots sing");
    keyboard.press("Enter");
    keyboard.awaitAt(field(page, "Password that you have now"));
    keyboard.go(field(page, "Password that you have now"));
    keyboard.go(field(page, "What you call this passkey"));
    keyboard.go(button(page, "Add a passkey"));
    keyboard.go(button(page, "Make a token"));
    keyboard.press("Enter");
    keyboard.go(field(page, "Name"));
    keyboard.type("laptop");
    keyboard.go(dialog(page).locator("vaadin-checkbox").first());
    keyboard.press("Space");
    keyboard.go(button(page, "Make the token"));
    keyboard.press("Enter");
    assertThat(field(page, "Token, shown only now")).isVisible();
    assertThat(Barriers.on(page)).isEmpty();
    keyboard.press("Escape");
    assertThat(dialog(page)).hasCount(0);
    keyboard.awaitAt(button(page, "Make a token"));
    keyboard.press("Shift+Tab");
    keyboard.awaitAt(button(page, "Revoke the token laptop"));
    keyboard.press("Enter");
    assertThat(page.getByText("The token laptop is worth nothing from now on.")).isVisible();
    keyboard.awaitAt(region(page, "Account"));
    assertThat(lab.problems(page))
        .as("but for the lab by its other name")
        .allMatch(problem -> problem.startsWith("request to another place: http://localhost:"));
  }

  /// The lab by a name: a number has no passkeys.
  private static void byName(Page page, String path) {
    page.navigate("http://localhost:%d%s".formatted(lab.address().getPort(), path));
    lab.settle(page);
  }

  /// What is shown at once, since somebody looks at it already, is switched on like what comes
  /// later.
  @Test
  void anInboxThatIsOpenElsewhereIsMarkedAsReadToo() {
    var grace = lab.by("Grace of the inbox");
    var owner = new Actor(lab.bean(People.class).localId());
    var name = lab.bean(People.class).get(owner.person()).name();
    lab.bean(Threads.class)
        .open(
            new Topic.WholeExperiment("lora-v1"),
            "@%s, look".formatted(name),
            "keyboard known",
            grace);
    var first = lab.page();
    lab.open(first, "/inbox");
    assertThat(button(first, "Mark all as read")).isEnabled();
    var second = lab.page();
    lab.open(second, "/inbox");
    assertThat(second.locator(".inbox__row").first()).isVisible();
    assertThat(button(second, "Mark all as read")).isEnabled();
  }

  @Test
  void theInboxIsReadAnsweredAndEmptied() {
    var grace = lab.by("Grace of the inbox");
    var owner = new Actor(lab.bean(People.class).localId());
    var name = lab.bean(People.class).get(owner.person()).name();
    for (var number : List.of("first", "second")) {
      lab.bean(Threads.class)
          .open(
              new Topic.WholeExperiment("lora-v2"),
              "@%s, the %s question".formatted(name, number),
              "keyboard " + number,
              grace);
    }
    var page = lab.page();
    lab.open(page, "/inbox");
    var keyboard = new Keyboard(page);
    var row =
        page.locator(".inbox__row")
            .filter(new Locator.FilterOptions().setHasText("the first question"));

    keyboard.go(row.locator(".inbox__title"));
    keyboard.press("Enter");
    assertThat(page).hasURL(Pattern.compile("/inbox/[0-9]+$"));
    keyboard.go(page.locator(".inbox__detail textarea").first());
    keyboard.type("An answer");
    keyboard.press("Control+Enter");
    assertThat(
            page.locator(".inbox__detail .comment__body")
                .filter(new Locator.FilterOptions().setHasText("An answer")))
        .isVisible();
    assertThat(Barriers.on(page)).isEmpty();

    lab.open(page, "/inbox");
    keyboard.go(button(page, "Mark all as read"));
    keyboard.press("Enter");
    assertThat(page.getByText("You have read everything")).isVisible();
    assertThat(lab.bean(Inbox.class).unread(owner)).isZero();
    keyboard.press("Shift+Tab");
    keyboard.awaitAt(page.locator(".page-bar vaadin-select"));
    assertThat(lab.problems(page)).isEmpty();
  }

  @Test
  void aReportIsPublishedAndItsReadersChosen() {
    var slug = "by-keyboard";
    DrawnExperiment.of(slug, "doodle-anime", 42).writeInto(lab);
    var page = lab.page();
    lab.open(page, "/experiments/" + slug);
    var keyboard = new Keyboard(page);
    var publish = button(page, "Publish").first();
    var why = field(page, "Why publish all the same");
    keyboard.go(publish);
    keyboard.press("Enter");
    keyboard.awaitAt(why);
    keyboard.press("Escape");
    assertThat(dialog(page)).hasCount(0);
    keyboard.awaitAt(publish);
    keyboard.press("Enter");
    keyboard.awaitAt(why);
    keyboard.type("It is drawn.");
    keyboard.go(dialog(page).locator("vaadin-radio-group:visible").last());
    keyboard.go(field(page, "Tags"));
    keyboard.type("keyboard");
    keyboard.go(
        dialog(page).getByText("Publish", new Locator.GetByTextOptions().setExact(true)).last());
    keyboard.press("Enter");
    assertThat(page.getByText("Opens from disk, needs no network.")).isVisible();
    keyboard.go(dialog(page).getByText("Share it or take it back"));
    keyboard.press("Enter");
    assertThat(page).hasURL(Pattern.compile("/reports$"));

    lab.open(page, "/reports?tag=keyboard");
    var readers = named(page, "Who reads “");
    keyboard.go(readers);
    keyboard.press("Enter");
    keyboard.go(dialog(page).locator("vaadin-radio-group"));
    keyboard.press("ArrowDown", "ArrowDown");
    keyboard.go(dialog(page).getByText("Save", new Locator.GetByTextOptions().setExact(true)));
    keyboard.press("Enter");
    assertThat(page.getByText("◍ Visible by link alone")).isVisible();
    keyboard.awaitAt(readers);
    lab.open(page, "/reports?tag=keyboard");
    for (var opens : List.of("Share “", "Export “", "Tags of “")) {
      var opener = named(page, opens);
      keyboard.go(opener);
      keyboard.press("Enter");
      assertThat(dialog(page)).hasCount(1);
      lab.settle(page);
      keyboard.press("Escape");
      assertThat(dialog(page)).hasCount(0);
      lab.settle(page);
      keyboard.awaitAt(opener);
    }
    assertThat(lab.problems(page)).isEmpty();
  }

  private static Locator named(Page page, String begin) {
    return page.locator("vaadin-button[aria-label^='%s']".formatted(begin)).first();
  }
}
