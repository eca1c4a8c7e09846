package lab.harmony.accounts.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.checkbox.CheckboxGroupVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.accounts.Joining;
import lab.harmony.accounts.OpenIdSignIn;
import lab.harmony.accounts.invitations.Invitation;
import lab.harmony.accounts.invitations.KeptWays;
import lab.harmony.accounts.invitations.WaysIn;
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
  private final transient OpenIdSignIn openId;
  private final transient People people;
  private final transient CurrentPerson current;
  private final Div column = new Div();

  JoinView(Joining joining, OpenIdSignIn openId, People people, CurrentPerson current) {
    this.openId = openId;
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
    if (event.getLocation().getQueryParameters().getParameters().containsKey("openid")) {
      Asked.session()
          .flatMap(openId::said)
          .ifPresent(said -> column.add(new Problem("You are not in yet", said.words())));
    }
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
        : "%s, choose a new way to sign in. With it you are signed out in all other browsers, your access tokens end, and so do the ways to sign in that you have now. The link works once, until %s."
            .formatted(people.get(invitation.person()).name(), until);
  }

  /// What they are asked for.
  private final class Asking extends Composite<Div> {
    private final Invitation invitation;
    private final String token;

    /// Stands among the ids of passkeys, which are longer.
    private static final String PASSWORD = "password";

    private final CheckboxGroup<String> keep = new CheckboxGroup<>();
    private final FieldForm form;
    private final PasskeyPrompt prompt;

    Asking(Invitation invitation, String token) {
      this.token = token;
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
      var kept = joining.ways(invitation);
      form.primary(invitation.isNew() ? "Join" : "Choose this password", "password");
      if (kept.any()) {
        getContent().add(keep);
        offer(kept);
      }
      getContent().add(form, prompt);
      PasskeyWords.of(Asked.address(), "/join?token=" + token)
          .ifPresentOrElse(
              getContent()::add, () -> form.secondary("Use a passkey instead", "passkey"));
      openId
          .name()
          .ifPresent(provider -> form.secondary("Use %s instead".formatted(provider), "openid"));
    }

    /// What is not ticked ends.
    private void offer(WaysIn ways) {
      keep.setLabel("Keep as well");
      keep.setHelperText("Only what nobody else can use. What you do not tick ends now.");
      keep.addThemeVariants(CheckboxGroupVariant.LUMO_VERTICAL);
      var words = new LinkedHashMap<String, String>();
      if (ways.password()) {
        words.put(PASSWORD, "The password that you have now, unless you choose another");
      }
      ways.passkeys()
          .forEach(passkey ->
              words.put(
                  passkey.id(),
                  "The passkey %s, made %s"
                      .formatted(passkey.label(), Times.dayAndTime(passkey.made()))));
      ways.links()
          .forEach(link ->
              words.put(
                  link.id(),
                  "The account %s, linked %s"
                      .formatted(link.label(), Times.dayAndTime(link.linked()))));
      keep.setItems(words.keySet());
      keep.setItemLabelGenerator(way -> words.getOrDefault(way, way));
    }

    private KeptWays kept() {
      var passkeys = new HashSet<>(keep.getValue());
      boolean password = passkeys.remove(PASSWORD);
      return new KeptWays(password, passkeys);
    }

    private void sent(Map<String, String> values) {
      var name = values.getOrDefault("name", "");
      try {
        switch (values.getOrDefault("way", "password")) {
          case "passkey" -> make(name);
          case "openid" ->
              enter(openId.join(invitation, token, name, kept(), Asked.request().getSession()));
          default ->
              enter(
                  joining.withPassword(
                      invitation,
                      name,
                      values.getOrDefault("password", ""),
                      kept(),
                      Asked.request()));
        }
      } catch (IllegalArgumentException | Joining.NotJoined | NotRecorded e) {
        form.problem(Sentences.of(e));
      }
    }

    private void make(String name) {
      var kept = kept();
      var making = joining.makePasskey(invitation, name, kept, Asked.address());
      prompt.make(
          making.json(),
          answer -> {
            try {
              enter(joining.withPasskey(invitation, making, answer, kept, Asked.request()));
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
