package lab.harmony.accounts.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import java.util.Map;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.accounts.Invitation;
import lab.harmony.accounts.Joining;
import lab.harmony.accounts.passkeys.Passkeys;
import lab.harmony.audit.NotRecorded;
import lab.harmony.design.Problem;
import lab.harmony.design.Times;
import lab.harmony.people.People;

/// Where an invitation leads: somebody says what they are called, chooses a way to sign in, and is
/// in.
@Route(value = "join", autoLayout = false)
@PageTitle("Join · Harmony Lab")
@AnonymousAllowed
final class JoinView extends Composite<Main> implements BeforeEnterObserver {

  private final transient Joining joining;
  private final transient People people;
  private final transient CurrentPerson current;
  private final Div column = new Div();

  JoinView(Joining joining, People people, CurrentPerson current) {
    this.current = current;
    this.joining = joining;
    this.people = people;
    column.addClassName("sign-in__column");
    getContent().addClassName("sign-in");
    getContent().add(column);
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    column.removeAll();
    column.add(new H1("Harmony Lab"));
    var token = event.getLocation().getQueryParameters().getSingleParameter("token").orElse("");
    joining
        .open(token, Asked.request())
        .ifPresentOrElse(invitation -> show(invitation, token), this::refuse);
  }

  private void refuse() {
    column.add(
        new Problem(
            "This link no longer works",
            "It works once, until its end, unless an owner of the lab takes it back. Ask them for a"
                + " new one."));
  }

  private void show(Invitation invitation, String token) {
    column.add(new Paragraph(words(invitation)));
    current
        .signedIn()
        .ifPresent(who ->
            column.add(
                new Paragraph(
                    "You are signed in as %s in this browser. Using the link signs you in as whoever it is for."
                        .formatted(who.name()))));
    column.add(new Asking(invitation, token));
  }

  private String words(Invitation invitation) {
    var by = people.get(invitation.by()).name();
    var until = Times.dayAndTime(invitation.until());
    return invitation.isNew()
        ? "%s invites you to this lab as %s. The link works once, until %s."
            .formatted(by, invitation.role().word(), until)
        : "%s, choose a new way to sign in: a password or a passkey. You are signed out in all other browsers then. The link works once, until %s."
            .formatted(people.get(invitation.person()).name(), until);
  }

  /// What they are asked for.
  private final class Asking extends Composite<Div> {
    private final Invitation invitation;
    private final FieldForm form;
    private final PasskeyPrompt prompt;

    Asking(Invitation invitation, String token) {
      this.invitation = invitation;
      this.form = new FieldForm("Join the lab", this::sent);
      this.prompt = new PasskeyPrompt(form::problem);
      if (invitation.isNew()) {
        form.field(
            "name",
            "Your name",
            FieldForm.Kind.USER,
            invitation.name().orElse(""),
            "Your colleagues see it beside what you do. You can change it later.");
      }
      form.field(
          "password",
          "Password",
          FieldForm.Kind.NEW_PASSWORD,
          "",
          "12 characters or more, of any kind. A few words that do not belong together are good.");
      form.primary(invitation.isNew() ? "Join" : "Choose this password", "password");
      getContent().add(form, prompt);
      PasskeyWords.of(Asked.address(), "/join?token=" + token)
          .ifPresentOrElse(
              getContent()::add, () -> form.secondary("Use a passkey instead", "passkey"));
    }

    private void sent(Map<String, String> values) {
      var name = values.getOrDefault("name", "");
      try {
        if (values.getOrDefault("way", "password").equals("passkey")) {
          make(name);
        } else {
          enter(
              joining.withPassword(
                  invitation, name, values.getOrDefault("password", ""), Asked.request()));
        }
      } catch (IllegalArgumentException | Joining.NotJoined | NotRecorded e) {
        form.problem(Sentences.of(e));
      }
    }

    private void make(String name) {
      var making = joining.makePasskey(invitation, name, Asked.address());
      prompt.make(
          making.json(),
          answer -> {
            try {
              enter(joining.withPasskey(invitation, making, answer, Asked.request()));
            } catch (Passkeys.NotAccepted | Joining.NotJoined | NotRecorded e) {
              form.problem(Sentences.of(e));
            }
          });
    }

    private void enter(String address) {
      UI.getCurrent().getPage().setLocation(address);
    }
  }
}
