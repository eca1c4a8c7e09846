package lab.harmony.accounts.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import java.util.Map;
import java.util.Set;
import lab.harmony.accounts.OpenIdSignIn;
import lab.harmony.accounts.PasskeySignIn;
import lab.harmony.accounts.PasswordSignIn;
import lab.harmony.accounts.PasswordSignIn.Answer;
import lab.harmony.accounts.passkeys.Passkeys;
import lab.harmony.design.Problem;

/// Where a person without a session comes in: by password or passkey where anybody has one, or by a
/// link.
@Route(value = "sign-in", autoLayout = false)
@PageTitle("Sign in · Harmony Lab")
@AnonymousAllowed
final class SignInView extends Composite<Main> implements BeforeEnterObserver {

  private final transient PasswordSignIn passwords;
  private final transient PasskeySignIn passkeys;
  private final transient OpenIdSignIn openId;
  private final Div problem = new Div();
  private final Div column = new Div();
  private final FieldForm form = new FieldForm("Sign in", this::sent);
  private final PasskeyPrompt prompt =
      new PasskeyPrompt(reason -> say("No passkey was used", reason));

  SignInView(PasswordSignIn passwords, PasskeySignIn passkeys, OpenIdSignIn openId) {
    this.openId = openId;
    this.passwords = passwords;
    this.passkeys = passkeys;
    column.addClassName("sign-in__column");
    column.add(new H1("Harmony Lab"), problem);
    if (passwords.anybody()) {
      column.add(
          form.field("name", "Name", FieldForm.Kind.USER, "")
              .field("password", "Password", FieldForm.Kind.PASSWORD, "")
              .primary("Sign in", "password"));
    }
    if (passkeys.anybody()) {
      PasskeyWords.of(Asked.address(), "/sign-in")
          .ifPresentOrElse(
              column::add,
              () -> column.add(new Button("Sign in with a passkey", _ -> ask()), prompt));
    }
    openId.name().ifPresent(this::offer);
    column.add(
        new Paragraph(
            passwords.anybody() || passkeys.anybody() || openId.name().isPresent()
                ? "No way to sign in, or lost it? An owner of the lab sends you a link. On the"
                    + " lab's own machine a terminal prints one that works once:"
                : "The lab opens with a link that works once. Print one in a terminal:"),
        new Pre("./lab link"),
        new Paragraph("You stay signed in in this browser for thirty days."));
    getContent().addClassName("sign-in");
    getContent().add(column);
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    problem.removeAll();
    Set<String> told = event.getLocation().getQueryParameters().getParameters().keySet();
    if (told.contains("expired")) {
      say(
          "This link no longer works",
          "A sign-in link works once, within an hour. Print a fresh one.");
    } else if (told.contains("openid")) {
      Asked.session()
          .flatMap(openId::said)
          .ifPresent(said -> say("You are not signed in", said.words()));
    } else if (told.contains("ended")) {
      say("You were signed out here", "Your session in this browser was ended.");
    }
  }

  private void offer(String provider) {
    var there = new Anchor(openId.address(), "Sign in with " + provider);
    there.setRouterIgnore(true);
    there.addClassName("sign-in__elsewhere");
    column.add(there);
    if (!openId.answers()) {
      var words =
          new Paragraph(
              "%s did not answer when the lab asked last. Other ways to sign in work as ever."
                  .formatted(provider));
      words.addClassName("sign-in__hint");
      column.add(words);
    }
  }

  private void say(String title, String words) {
    problem.removeAll();
    problem.add(new Problem(title, words));
  }

  private void sent(Map<String, String> values) {
    problem.removeAll();
    var answer =
        passwords.attempt(
            values.getOrDefault("name", ""), values.getOrDefault("password", ""), Asked.request());
    if (answer instanceof Answer.In(var address)) {
      UI.getCurrent().getPage().setLocation(address);
      return;
    }
    form.forget();
    form.problem(
        switch (answer) {
          case Answer.TooEarly(var left) ->
              "Too many wrong attempts. Try again in %d s.".formatted(left.toSeconds() + 1);
          case Answer.Several() ->
              "Several people of this name have this password. Sign in by a link, and choose"
                  + " another password.";
          default -> "This name and this password do not belong together.";
        });
  }

  private void ask() {
    problem.removeAll();
    var asking = passkeys.ask(Asked.address());
    prompt.ask(
        asking.json(),
        answer -> {
          try {
            passkeys
                .attempt(asking, answer, Asked.request())
                .ifPresentOrElse(
                    address -> UI.getCurrent().getPage().setLocation(address),
                    () -> say("You may not sign in any more", "Ask an owner of the lab."));
          } catch (Passkeys.NotAccepted e) {
            say("This passkey does not open the lab", String.valueOf(e.getMessage()));
          }
        });
  }
}
