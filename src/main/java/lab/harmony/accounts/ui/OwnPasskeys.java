package lab.harmony.accounts.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.TextField;
import java.time.Clock;
import lab.harmony.accounts.OwnAccount;
import lab.harmony.accounts.passkeys.Passkey;
import lab.harmony.accounts.passkeys.Passkeys;
import lab.harmony.accounts.proof.ProofNeeded;
import lab.harmony.audit.NotRecorded;
import lab.harmony.design.Problem;
import lab.harmony.design.Times;
import lab.harmony.people.Actor;

/// One's passkeys: those that are there, and a new one.
final class OwnPasskeys extends Composite<Div> {

  private final transient OwnAccount account;
  private final transient ProofDialog.Asks prove;
  private final Actor me;
  private final Clock clock;
  private final UnorderedList list = new UnorderedList();
  private final Div problem = new Div();
  private final PasskeyPrompt prompt = new PasskeyPrompt(this::refuse);

  OwnPasskeys(OwnAccount account, ProofDialog.Asks prove, Actor me, Clock clock) {
    this.prove = prove;
    this.account = account;
    this.me = me;
    this.clock = clock;
    list.addClassName("account__list");
    getContent()
        .add(
            new Paragraph(
                "A passkey signs you in with your finger, your face or the code of your device,"
                    + " instead of a password."),
            list,
            problem);
    PasskeyWords.of(Asked.address(), "/account")
        .ifPresentOrElse(
            getContent()::add,
            () ->
                getContent()
                    .add(new Button("Add a passkey", _ -> prove.first(this::make)), prompt));
    show();
  }

  private void show() {
    list.removeAll();
    account.passkeys(me).forEach(passkey -> list.add(row(passkey)));
    list.setVisible(list.getComponentCount() > 0);
  }

  private ListItem row(Passkey passkey) {
    var label = new TextField();
    label.setAriaLabel("What you call this passkey");
    label.setValue(passkey.label());
    label.addValueChangeListener(
        event -> account.renamePasskey(passkey.id(), event.getValue(), me));
    var when =
        new Span(
            "made %s, %s"
                .formatted(
                    Times.brief(passkey.made(), clock),
                    passkey
                        .used()
                        .map(used -> "last used " + Times.brief(used, clock))
                        .orElse("not used yet")));
    when.addClassName("account__when");
    var remove = new Button("Remove", _ -> prove.first(() -> remove(passkey)));
    remove.setAriaLabel("Remove " + passkey.label());
    var row = new ListItem(label, when, remove);
    row.addClassName("account__row");
    return row;
  }

  private void remove(Passkey passkey) {
    problem.removeAll();
    try {
      account.removePasskey(passkey.id(), me, Asked.session());
    } catch (NotRecorded | ProofNeeded e) {
      refuse(Sentences.of(e));
    }
    show();
  }

  private void make() {
    problem.removeAll();
    var making = account.makePasskey(me, Asked.address(), Asked.session());
    prompt.make(
        making.json(),
        answer -> {
          try {
            account.keepPasskey(making, answer, me, Asked.request());
          } catch (Passkeys.NotAccepted | NotRecorded | ProofNeeded e) {
            refuse(Sentences.of(e));
          }
          show();
        });
  }

  private void refuse(String reason) {
    problem.removeAll();
    problem.add(new Problem("That was not done", reason));
  }
}
