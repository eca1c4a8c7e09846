package lab.harmony.accounts.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import java.util.Map;
import lab.harmony.accounts.Confirmation;
import lab.harmony.accounts.passkeys.Passkeys;
import lab.harmony.accounts.proof.RecentProof;
import lab.harmony.design.Problem;
import lab.harmony.people.Actor;

/// Asks somebody to show once more that it is them, by their password or a passkey, and then goes
/// on with what they wanted.
final class ProofDialog extends Dialog {

  private final transient Asks asks;
  private final transient Runnable then;
  private final Div problem = new Div();
  private final FieldForm form = new FieldForm("Show that it is you", this::password);
  private final PasskeyPrompt prompt = new PasskeyPrompt(this::say);

  /// Asks a person where it is needed.
  record Asks(Confirmation confirmation, RecentProof proof, Actor me) {

    /// Does something at once if they have shown within the last minutes who they are, or else once
    /// they have.
    void first(Runnable then) {
      if (proof.holds(me, Asked.session())) {
        then.run();
      } else {
        new ProofDialog(this, then).open();
      }
    }
  }

  private ProofDialog(Asks asks, Runnable then) {
    this.asks = asks;
    this.then = then;
    setHeaderTitle("Show that it is you");
    setWidth("26rem");
    var ways = asks.confirmation.ways(asks.me);
    add(
        new Paragraph(
            "You have not shown within the last %d minutes who you are, and what you want to change lets somebody in."
                .formatted(RecentProof.HOLDS.toMinutes())));
    if (ways.password()) {
      form.field("password", "Your password", FieldForm.Kind.PASSWORD, "")
          .primary("Go on", "password");
      add(form);
    }
    if (ways.passkey()) {
      PasskeyWords.of(Asked.address(), "/account")
          .ifPresentOrElse(
              this::add, () -> add(new Button("Show a passkey", _ -> passkey()), prompt));
    }
    if (ways.account()) {
      add(new Button("Show it by " + asks.confirmation.provider(), _ -> leave()));
    }
    if (!ways.here()) {
      add(
          new Paragraph(
              (ways.account()
                      ? "Or sign in again"
                      : "You have neither a password nor a passkey. Sign in again")
                  + " by a fresh link and come back: an owner of the lab sends you one, or a"
                  + " terminal on the lab's own machine prints it:"),
          new Pre("./lab link"));
    }
    add(problem);
    getFooter().add(new Button("Cancel", _ -> close()));
  }

  /// They come back to the page on which they are asked.
  private void leave() {
    var ui = UI.getCurrent();
    var page = "/" + ui.getActiveViewLocation().getPath();
    ui.getPage().setLocation(asks.confirmation.byAccount(asks.me, page, Asked.request()));
  }

  private void password(Map<String, String> values) {
    attempt(() ->
        asks.confirmation.byPassword(
            values.getOrDefault("password", ""), asks.me, Asked.request()));
  }

  private void passkey() {
    problem.removeAll();
    var asking = asks.confirmation.ask(Asked.address());
    prompt.ask(
        asking.json(),
        answer ->
            attempt(() -> asks.confirmation.byPasskey(asking, answer, asks.me, Asked.request())));
  }

  private void attempt(Runnable show) {
    problem.removeAll();
    try {
      show.run();
    } catch (IllegalArgumentException | Passkeys.NotAccepted e) {
      form.forget();
      say(Sentences.of(e));
      return;
    }
    close();
    then.run();
  }

  private void say(String reason) {
    problem.removeAll();
    problem.add(new Problem("That was not it", reason));
  }
}
