package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.select.SelectTester;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.server.VaadinServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import lab.harmony.accounts.Confirmed;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.accounts.Members;
import lab.harmony.accounts.browsers.LastSeen;
import lab.harmony.accounts.invitations.Invitations;
import lab.harmony.accounts.passwords.Passwords;
import lab.harmony.accounts.tokens.AccessTokens;
import lab.harmony.design.CommandSource;
import lab.harmony.people.People;
import lab.harmony.people.PersonChanged;
import lab.harmony.people.Right;
import lab.harmony.people.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;

/// The screens of people, of one's own account, and those before one is signed in.
@Tag("unit")
class AccountsViewTest extends FullLab {

  private static final String TEAPOTS = "wobbly teapots sing";

  @Autowired People everybody;
  @Autowired CurrentPerson current;
  @Autowired Invitations invitations;
  @Autowired Members members;
  @Autowired Passwords passwords;
  @Autowired AccessTokens tokens;
  @Autowired LastSeen lastSeen;
  @Autowired ApplicationEventPublisher events;
  @Autowired ObjectProvider<CommandSource> palette;

  @BeforeEach
  void theyHaveJustSignedIn() {
    Confirmed.in(session(), current.id(), Clock.systemUTC().instant());
  }

  private static HttpSession session() {
    return VaadinServletRequest.getCurrent().getHttpServletRequest().getSession();
  }

  private Element form(String name) {
    var ofDialogs = find(Dialog.class).all().stream().flatMap(it -> it.getElement().getChildren());
    return Stream.concat(elements("harmony-form").stream(), ofDialogs)
        .filter(form -> form.getTag().equals("harmony-form"))
        .filter(form -> name.equals(form.getChild(0).getAttribute("aria-label")))
        .findFirst()
        .orElseThrow();
  }

  private void send(String form, String values) {
    tell(form(form), "form-sent", "{\"values\": %s}".formatted(values));
  }

  @Test
  void anOwnerInvitesChangesRolesShutsOutAndLetsIn() {
    var grace = everybody.add("Grace of people", Role.REVIEWER);
    open("people");
    awaitShown("Grace of people", "the lab acts in this name");
    press("Invite somebody");
    find(TextField.class)
        .withCondition(field -> "Name, if you know it".equals(field.getLabel()))
        .first()
        .setValue("Emmy of people");
    press("Make the link");
    var link =
        find(TextField.class)
            .withCondition(field -> "Link, shown only now".equals(field.getLabel()))
            .first()
            .getValue();
    assertThat(link).contains("/join?token=");
    press("Close");
    awaitShown("Links that wait", "Emmy of people");
    press("Revoke the link for Emmy of people");
    assertThat(invitations.open()).isEmpty();

    new SelectTester<>(roleOf("Grace of people")).selectItem("Researcher");
    assertThat(everybody.get(grace.id()).role()).isEqualTo(Role.RESEARCHER);
    press("Let Grace of people sign in no longer");
    assertThat(everybody.get(grace.id()).maySignIn()).isFalse();
    awaitShown("May not sign in");
    press("Let Grace of people sign in");
    assertThat(everybody.get(grace.id()).maySignIn()).isTrue();
    press("A link by which Grace of people chooses a new way to sign in");
    press("Make the link");
    assertThat(invitations.open())
        .singleElement()
        .satisfies(open -> assertThat(open.person()).isEqualTo(grace.id()));
    invitations.revoke(invitations.open().getFirst(), current.actor());
  }

  @Test
  void nothingMovesUnderAnOwnersHandWhenOthersUseTheLab() {
    var grace = everybody.add("Grace who is seen", Role.REVIEWER);
    open("people");
    awaitShown("Grace who is seen");
    var shutOut = button("Let Grace who is seen sign in no longer");
    lastSeen.note(grace.id(), Instant.parse("2025-01-03T12:00:00Z"));
    events.publishEvent(new PersonChanged(grace.id()));
    awaitShown("3 Jan 2025");
    assertThat(button("Let Grace who is seen sign in no longer")).isSameAs(shutOut);
  }

  @Test
  void oneMakesATokenSeesItOnceAndRevokesIt() {
    open("account");
    awaitShown("Access tokens", "programs act in your name");
    press("Make a token");
    press("Make the token");
    awaitShown("No token was made", "A token needs a name");
    find(TextField.class)
        .withCondition(field -> "Name".equals(field.getLabel()))
        .first()
        .setValue("laptop of tokens");
    press("Make the token");
    awaitShown("A token needs at least one right");
    find(CheckboxGroup.class).first().setValue(Set.of(Right.LOOK));
    press("Make the token");
    var secret =
        find(TextField.class)
            .withCondition(field -> "Token, shown only now".equals(field.getLabel()))
            .first()
            .getValue();
    assertThat(tokens.use(secret).orElseThrow().rights()).containsExactly(Right.LOOK);
    press("Close");
    awaitShown("laptop of tokens", "look at experiments, runs and trainings");
    assertThat(shown()).doesNotContain(secret);
    press("Revoke the token laptop of tokens");
    assertThat(tokens.use(secret)).isEmpty();
    open("account");
    assertThat(shown()).doesNotContain("laptop of tokens");
  }

  @Test
  void whoLeftThePageOpenShowsOnceMoreThatItIsThem() {
    Confirmed.in(session(), current.id(), Instant.EPOCH);
    passwords.remove(current.id());
    open("account");
    send("Choose a password", "{\"password\": \"%s\"}".formatted(TEAPOTS));
    awaitShown("You have neither a password nor a passkey", "./lab link");
    assertThat(passwords.has(current.id())).isFalse();
    press("Cancel");
    passwords.set(current.id(), passwords.digest("wobbly kettles whistle", "nobody"));
    open("account");
    press("Make a token");
    find(TextField.class)
        .withCondition(field -> "Name".equals(field.getLabel()))
        .first()
        .setValue("laptop of proof");
    find(CheckboxGroup.class).first().setValue(Set.of(Right.LOOK));
    press("Make the token");
    awaitShown("You have not shown within the last 5 minutes who you are");
    send("Show that it is you", "{\"password\": \"a guess\"}");
    awaitShown("That was not it", "This is not the password that you have now.");
    assertThat(tokens.of(current.id())).noneMatch(it -> it.name().equals("laptop of proof"));
    send("Show that it is you", "{\"password\": \"wobbly kettles whistle\"}");
    awaitShown("Keep it as you keep a password");
    assertThat(tokens.of(current.id())).anyMatch(it -> it.name().equals("laptop of proof"));
    press("Close");
    Confirmed.in(session(), current.id(), Instant.EPOCH);
    open("people");
    press("Invite somebody");
    press("Make the link");
    awaitShown("You have not shown within the last 5 minutes who you are");
    assertThat(invitations.open()).isEmpty();
    send("Show that it is you", "{\"password\": \"wobbly kettles whistle\"}");
    awaitShown("Whoever opens it first uses it up");
    invitations.open().forEach(it -> invitations.revoke(it, current.actor()));
    press("Close");
    var grace = everybody.add("Grace of the proof", Role.REVIEWER);
    members.shutOut(grace.id(), current.actor());
    Confirmed.in(session(), current.id(), Instant.EPOCH);
    open("people");
    awaitShown("Grace of the proof");
    press("Let Grace of the proof sign in");
    awaitShown("You have not shown within the last 5 minutes who you are");
    assertThat(everybody.get(grace.id()).maySignIn()).isFalse();
    send("Show that it is you", "{\"password\": \"wobbly kettles whistle\"}");
    assertThat(everybody.get(grace.id()).maySignIn()).isTrue();
    Confirmed.in(session(), current.id(), Instant.EPOCH);
    new SelectTester<>(roleOf("Grace of the proof")).selectItem("Owner");
    awaitShown("You have not shown within the last 5 minutes who you are");
    assertThat(everybody.get(grace.id()).role()).isEqualTo(Role.REVIEWER);
    press("Cancel");
    assertThat(roleOf("Grace of the proof").getValue()).isEqualTo(Role.REVIEWER);
    new SelectTester<>(roleOf("Grace of the proof")).selectItem("Owner");
    send("Show that it is you", "{\"password\": \"wobbly kettles whistle\"}");
    assertThat(everybody.get(grace.id()).role()).isEqualTo(Role.OWNER);
    members.shutOut(grace.id(), current.actor());
    passwords.remove(current.id());
  }

  @SuppressWarnings("unchecked")
  private Select<Role> roleOf(String name) {
    var found = new AtomicReference<Select<Role>>();
    awaitThat(
        () -> {
          find(Select.class)
              .withCondition(it -> ("Role of " + name).equals(it.getAriaLabel().orElse("")))
              .all()
              .forEach(found::set);
          return found.get() != null;
        },
        () -> "the role of " + name);
    return found.get();
  }

  @Test
  void oneSeesAtOnceWhatAnotherOwnerChangesAndWhatOneIsCalled() {
    open("people");
    var emmy = everybody.add("Emmy of elsewhere", Role.REVIEWER);
    everybody.rename(emmy.id(), "Emmy Noether of elsewhere");
    awaitShown("Emmy Noether of elsewhere");
    var other = by("Another owner");
    everybody.admit(other.person(), Role.OWNER);
    invitations.invite(
        "Hedy of elsewhere",
        Role.READER,
        Duration.ofDays(1),
        other,
        Confirmed.session(other.person()));
    awaitShown("Hedy of elsewhere", "Links that wait");
    members.shutOut(emmy.id(), other);
    awaitThat(
        () -> shown().indexOf("Emmy Noether") > shown().indexOf("May not sign in"), this::shown);
    var before = current.name();
    everybody.rename(current.id(), "Ada of now");
    awaitThat(() -> navigation().contains("Ada of now"), this::navigation);
    everybody.rename(current.id(), before);
    awaitThat(() -> navigation().contains(before), this::navigation);
    invitations.open().forEach(it -> invitations.revoke(it, other));
    awaitThat(() -> !shown().contains("Links that wait"), this::shown);
  }

  /// What leads to one's own account.
  private String navigation() {
    return find(Anchor.class)
        .withCondition(link -> "account".equals(link.getHref().replace("/", "")))
        .first()
        .getText();
  }

  @Test
  void oneChangesOnesNameAndChoosesAPassword() {
    passwords.remove(current.id());
    var before = current.name();
    open("account");
    send("Change your name", "{\"name\": \"\\u202e\"}");
    awaitShown("A name has 1 to 200 characters");
    send("Change your name", "{\"name\": \"Ada of accounts\"}");
    assertThat(current.name()).isEqualTo("Ada of accounts");
    send("Change your name", "{\"name\": \"%s\"}".formatted(before));

    awaitShown("You have none yet");
    send("Choose a password", "{\"password\": \"short\"}");
    awaitShown("12 characters or more; this one has 5");
    send("Choose a password", "{\"password\": \"%s\"}".formatted(TEAPOTS));
    awaitShown("Password that you have now");
    send("Choose a password", "{\"before\": \"no\", \"password\": \"seven kettles whistle\"}");
    awaitShown("This is not the password that you have now.");
    assertThat(passwords.fits(current.person(), TEAPOTS)).isTrue();
    awaitShown("A passkey signs you in");
  }

  @Test
  void theCommandPaletteFindsTheAccount() {
    open("people");
    assertThat(palette.orderedStream().flatMap(it -> it.commands("passkeys", 5).stream()))
        .anySatisfy(command -> assertThat(command.name()).isEqualTo("Account"));
  }

  @Test
  void whoeverHasAnInvitationJoins() {
    var token =
        invitations.invite(
            "Mary",
            Role.REVIEWER,
            Duration.ofDays(1),
            current.actor(),
            Confirmed.session(current.id()));
    open("join?token=" + token);
    awaitShown("invites you to this lab as reviewer");
    send(
        "Join the lab",
        "{\"name\": \"Mary of joins\", \"password\": \"mary of joins\", \"way\": \"password\"}");
    awaitShown("Your name is in this password");
    send(
        "Join the lab",
        "{\"name\": \"Mary of joins\", \"password\": \"%s\", \"way\": \"password\"}"
            .formatted(TEAPOTS));
    assertThat(everybody.meant("Mary of joins"))
        .singleElement()
        .satisfies(mary -> assertThat(mary.role()).isEqualTo(Role.REVIEWER));
    open("join?token=" + token);
    awaitShown("This link no longer works");

    open("sign-in");
    send("Sign in", "{\"name\": \"Mary of joins\", \"password\": \"something else\"}");
    awaitShown("do not belong together", "./lab link");
    open("sign-in?ended");
    awaitShown("You were signed out here");
    assertThat(UI.getCurrent()).isNotNull();
  }
}
