package lab.harmony.accounts.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;
import lab.harmony.accounts.Confirmation;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.accounts.NotForgotten;
import lab.harmony.accounts.OpenIdSignIn;
import lab.harmony.accounts.OwnAccount;
import lab.harmony.accounts.proof.ProofNeeded;
import lab.harmony.accounts.proof.RecentProof;
import lab.harmony.accounts.tokens.AccessTokens;
import lab.harmony.audit.NotRecorded;
import lab.harmony.design.Notice;
import lab.harmony.design.PageBar;
import lab.harmony.design.PageBody;
import lab.harmony.people.Needs;
import lab.harmony.people.NotAllowed;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import org.springframework.beans.factory.ObjectProvider;

/// One's own account: what one is called, how one signs in, where one is signed in, and the colours
/// of the screens.
@Route("account")
@PageTitle("Account · Harmony Lab")
@Needs(Right.OWN_ACCOUNT)
final class AccountView extends Composite<Div> {

  private final transient OwnAccount account;
  private final transient CurrentPerson person;
  private final transient ProofDialog.Asks prove;
  private final Div password = new Div();
  private final OwnSessions sessions;

  AccountView(
      OwnAccount account,
      OpenIdSignIn openId,
      Confirmation confirmation,
      RecentProof proof,
      CurrentPerson person,
      AccessTokens tokens,
      Rights rights,
      ObjectProvider<AccountPart> others,
      Clock clock) {
    this.account = account;
    this.person = person;
    this.prove = new ProofDialog.Asks(confirmation, proof, person.actor());
    this.sessions = new OwnSessions(account, person.actor(), clock);
    var accounts = new OwnAccounts(openId, prove, person.actor(), clock);
    var elsewhere = section("Accounts elsewhere", accounts);
    elsewhere.setVisible(accounts.isOffered());
    var content =
        new PageBody(
            "Account",
            "account",
            section("Name", name()),
            section("Password", password),
            section("Passkeys", new OwnPasskeys(account, prove, person.actor(), clock)),
            elsewhere,
            section("Where you are signed in", sessions),
            section("Access tokens", new OwnTokens(tokens, rights, prove, person.actor(), clock)));
    others
        .orderedStream()
        .forEach(part ->
            part.of(person.actor()).ifPresent(shown -> content.add(section(part.title(), shown))));
    content.add(section("Colours", new Colours()));
    getContent().addClassName("page");
    getContent().add(new PageBar("Account"), content);
    askForPassword();
  }

  /// The choice of colours, which the browser keeps.
  @Tag("harmony-scheme")
  @JsModule("context://lab/harmony-scheme.nocache.js")
  private static final class Colours extends Component {}

  private static Section section(String title, Component content) {
    var section = new Section(new H2(title), content);
    section.addClassName("account__part");
    return section;
  }

  private Component name() {
    var me = person.person();
    var form = new FieldForm[1];
    form[0] =
        new FieldForm(
                "Change your name",
                values -> attempt(form[0], () -> rename(values.getOrDefault("name", ""))))
            .field("name", "What you are called", FieldForm.Kind.NAME, me.name())
            .primary("Change name", "name");
    return new Div(
        form[0],
        new Paragraph(
            "It stands beside all you did and do. You are %s of this lab."
                .formatted(RoleWords.words(me.role()))));
  }

  private void rename(String name) {
    account.rename(name, person.actor());
    Notice.show("You are called %s from now on.".formatted(person.name()));
  }

  private void askForPassword() {
    password.removeAll();
    boolean has = account.hasPassword(person.actor());
    var form = new FieldForm[1];
    Consumer<Map<String, String>> choose = values -> attempt(form[0], () -> choose(values));
    form[0] =
        new FieldForm(
            "Choose a password", has ? choose : values -> prove.first(() -> choose.accept(values)));
    if (has) {
      form[0].field("before", "Password that you have now", FieldForm.Kind.PASSWORD, "");
    }
    form[0]
        .field(
            "password",
            has ? "New password" : "Password",
            FieldForm.Kind.NEW_PASSWORD,
            "",
            "12 characters or more, of any kind. A few words that do not belong together are good.")
        .primary(has ? "Change password" : "Choose password", "password");
    password.add(
        form[0],
        new Paragraph(
            has
                ? "A new one signs you out in all other browsers."
                : "You have none yet, and sign in by a link or a passkey."));
  }

  private void choose(Map<String, String> values) {
    var words = "Your new password holds. All other browsers are signed out.";
    try {
      account.choosePassword(
          values.getOrDefault("before", ""),
          values.getOrDefault("password", ""),
          person.actor(),
          Asked.request());
    } catch (NotForgotten e) {
      words = "Your new password holds. " + e.getMessage();
    }
    askForPassword();
    sessions.show();
    Notice.show(words);
  }

  private static void attempt(FieldForm form, Runnable change) {
    try {
      change.run();
    } catch (IllegalArgumentException | NotRecorded | NotAllowed | ProofNeeded e) {
      form.forget();
      form.problem(Sentences.of(e));
    }
  }
}
