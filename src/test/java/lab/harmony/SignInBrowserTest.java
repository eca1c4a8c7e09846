package lab.harmony;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByLabelOptions;
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
import lab.harmony.people.Role;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Coming in by an invitation, a passkey of a device that Chromium imitates, and a password.
@Tag("browser")
class SignInBrowserTest {
  @RegisterExtension static final BrowserFixture lab = new BrowserFixture();

  private static final String TEAPOTS = "wobbly teapots sing";
  private static final Pattern ENDED = Pattern.compile("/sign-in\\?ended$");
  private static final Pattern SIGN_IN = Pattern.compile("/sign-in");
  private static final Pattern HOME = Pattern.compile(":[0-9]+/$");

  private static String invitation() {
    return lab.bean(Invitations.class)
        .invite(
            "",
            Role.RESEARCHER,
            Duration.ofDays(1),
            new Actor(lab.bean(People.class).localId()),
            Confirmed.session(lab.bean(People.class).localId()));
  }

  /// The lab by a name: a number has no passkeys.
  private static void openByName(Page page, String path) {
    page.navigate("http://localhost:%d%s".formatted(lab.address().getPort(), path));
    lab.settle(page);
  }

  private static void press(Page page, String button) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true))
        .click();
  }

  /// A request of the page before that came late makes the lab take a browser for one that came
  /// back by itself, which is asked once more.
  private static void showWhoOneIsIfAsked(Page page, Locator otherwise) {
    var asked = page.getByLabel("Your password", new GetByLabelOptions().setExact(true));
    assertThat(otherwise.or(asked).first()).isVisible();
    if (asked.isVisible()) {
      asked.fill(TEAPOTS);
      press(page, "Go on");
    }
  }

  private static void field(Page page, String label, String text) {
    page.getByLabel(label, new GetByLabelOptions().setExact(true)).fill(text);
  }

  @Test
  void whoIsInvitedComesInByPasskeyAgainAndAgainAndTheirOtherBrowserIsSignedOut() {
    var laptop = lab.anonymousPage(Window.DESK, ColorScheme.LIGHT);
    PasskeyDevice.of(laptop);
    openByName(laptop, "/join?token=" + invitation());
    field(laptop, "Your name", "Barbara Liskov");
    press(laptop, "Use a passkey instead");
    assertThat(laptop).hasURL(HOME);
    assertThat(laptop.getByText("Barbara Liskov")).isVisible();

    press(laptop, "Sign out");
    assertThat(laptop).hasURL(SIGN_IN);
    lab.settle(laptop);
    press(laptop, "Sign in with a passkey");
    assertThat(laptop).hasURL(HOME);

    openByName(laptop, "/account");
    assertThat(laptop.getByText(Pattern.compile("made .*, last used"))).isVisible();
    field(laptop, "Password", TEAPOTS);
    press(laptop, "Choose password");
    assertThat(laptop.getByLabel("Password that you have now")).isVisible();

    var phone = lab.anonymousPage(Window.HAND, ColorScheme.DARK);
    lab.open(phone, "/sign-in");
    assertThat(phone.getByText("Browsers keep passkeys for names")).isVisible();
    field(phone, "Name", "barbara liskov");
    phone.getByLabel("Password").fill(TEAPOTS);
    phone.keyboard().press("Enter");
    assertThat(phone).hasURL(HOME);

    lab.open(phone, "/account");
    press(phone, "Sign out everywhere else");
    assertThat(laptop).hasURL(ENDED);
    openByName(laptop, "/account");
    assertThat(laptop).hasURL(SIGN_IN);
  }

  @Test
  void aPasskeyThatWasRemovedOpensNothing() {
    var page = lab.anonymousPage(Window.DESK, ColorScheme.LIGHT);
    PasskeyDevice.of(page);
    openByName(page, "/join?token=" + invitation());
    field(page, "Your name", "Katherine Johnson");
    field(page, "Password", TEAPOTS);
    page.keyboard().press("Enter");
    assertThat(page).hasURL(HOME);
    openByName(page, "/account");
    press(page, "Add a passkey");
    var row = page.getByText(Pattern.compile("made .*, not used yet"));
    showWhoOneIsIfAsked(page, row);
    assertThat(row).isVisible();
    page.getByRole(
            AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("Remove .*")))
        .click();
    assertThat(row).not().isVisible();
    press(page, "Sign out");
    assertThat(page).hasURL(SIGN_IN);
    lab.settle(page);
    if (page.getByText("Sign in with a passkey").isVisible()) {
      press(page, "Sign in with a passkey");
      assertThat(page.getByText("The lab does not know this passkey")).isVisible();
    }
    assertThat(page).hasURL(SIGN_IN);
  }

  @Test
  void whoComesBackByThemselvesShowsAPasskeyBeforeTheyChangeHowTheySignIn() {
    var page = lab.anonymousPage(Window.DESK, ColorScheme.LIGHT);
    PasskeyDevice.of(page);
    openByName(page, "/join?token=" + invitation());
    field(page, "Your name", "Ada Yonath");
    press(page, "Use a passkey instead");
    assertThat(page).hasURL(HOME);
    page.context()
        .clearCookies(
            new BrowserContext.ClearCookiesOptions().setName(Pattern.compile(".*session.*")));
    openByName(page, "/account");
    field(page, "Password", TEAPOTS);
    press(page, "Choose password");
    assertThat(page.getByText("You have not shown within the last 5 minutes who you are"))
        .isVisible();
    assertThat(page.getByLabel("Password that you have now")).not().isVisible();
    press(page, "Show a passkey");
    assertThat(page.getByLabel("Password that you have now")).isVisible();
    page.getByRole(
            AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("Remove .*")))
        .click();
    assertThat(page.getByText(Pattern.compile("made .*"))).not().isVisible();
  }

  @Test
  void aSignInPageThatHadWaitedTooLongSaysSoAndWorks() {
    var page = lab.anonymousPage(Window.DESK, ColorScheme.LIGHT);
    openByName(page, "/join?token=" + invitation());
    field(page, "Your name", "Chien-Shiung Wu");
    field(page, "Password", TEAPOTS);
    press(page, "Join");
    assertThat(page).hasURL(HOME);
    var other = lab.anonymousPage(Window.DESK, ColorScheme.LIGHT);
    lab.open(other, "/sign-in");
    var context = other.context();
    for (var cookie : context.cookies()) {
      if (cookie.name.contains("session")) {
        cookie.value = "of-a-session-that-is-over";
        context.addCookies(List.of(cookie));
      }
    }
    field(other, "Name", "Chien-Shiung Wu");
    field(other, "Password", TEAPOTS);
    press(other, "Sign in");
    assertThat(other.getByText("This page had waited too long")).isVisible();
    field(other, "Name", "Chien-Shiung Wu");
    field(other, "Password", TEAPOTS);
    press(other, "Sign in");
    assertThat(other).hasURL(HOME);
  }

  @Test
  void aWrongPasswordIsToldAndNothingIsLeftInTheField() {
    var page = lab.anonymousPage(Window.DESK, ColorScheme.LIGHT);
    openByName(page, "/join?token=" + invitation());
    field(page, "Your name", "Mary Jackson");
    field(page, "Password", TEAPOTS);
    press(page, "Join");
    assertThat(page).hasURL(HOME);
    var other = lab.anonymousPage(Window.DESK, ColorScheme.LIGHT);
    lab.open(other, "/sign-in");
    field(other, "Name", "Mary Jackson");
    field(other, "Password", "something else altogether");
    press(other, "Sign in");
    assertThat(other.getByText("do not belong together")).isVisible();
    assertThat(other.getByLabel("Password")).hasValue("");
    assertThat(other.getByLabel("Password")).isFocused();
    Assertions.assertThat(lab.problems(other)).isEmpty();
  }
}
