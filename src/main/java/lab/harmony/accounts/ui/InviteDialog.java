package lab.harmony.accounts.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import java.time.Duration;
import lab.harmony.accounts.invitations.Invitations;
import lab.harmony.accounts.proof.ProofNeeded;
import lab.harmony.audit.NotRecorded;
import lab.harmony.design.Problem;
import lab.harmony.design.Times;
import lab.harmony.people.NotAllowed;
import lab.harmony.people.Person;
import lab.harmony.people.Role;

/// Makes a link for somebody new and shows it once.
final class InviteDialog extends Dialog {

  /// Makes the link.
  interface Invite {
    /// @return its whole address
    String link(String name, Role role, Duration lifetime);
  }

  private final transient ProofDialog.Asks prove;
  private final transient Invite invite;
  private final TextField name = new TextField("Name, if you know it");
  private final RadioButtonGroup<Role> role = new RadioButtonGroup<>("Role");
  private final RadioButtonGroup<Duration> lifetime = lifetimes();
  private final Div made = new Div();
  private final Button make = new Button("Make the link", _ -> made());

  /// @param prove asks whoever makes it to show that it is them
  /// @param done when the dialog is closed
  InviteDialog(ProofDialog.Asks prove, Invite invite, Runnable done) {
    this.prove = prove;
    this.invite = invite;
    setHeaderTitle("Invite somebody");
    name.setMaxLength(Person.LONGEST_NAME);
    name.setHelperText("They can say it themselves when they join.");
    role.setItems(Role.values());
    role.setRenderer(
        new ComponentRenderer<>(it -> {
          var does = new Span(RoleWords.does(it));
          does.addClassName("people__note");
          return new Span(new Span(RoleWords.name(it)), does);
        }));
    role.addClassName("people__roles");
    role.setValue(Role.REVIEWER);
    make.addThemeVariants(ButtonVariant.AURA_PRIMARY);
    var form = new Div(name, role, lifetime, make, made);
    form.addClassName("people__form");
    add(form);
    getFooter().add(new Button("Close", _ -> close()));
    addOpenedChangeListener(event -> {
      if (!event.isOpened()) {
        done.run();
      }
    });
  }

  static RadioButtonGroup<Duration> lifetimes() {
    var lifetime = new RadioButtonGroup<Duration>("The link works for");
    lifetime.setItems(Invitations.LIFETIMES);
    lifetime.setItemLabelGenerator(Times::days);
    lifetime.setValue(Duration.ofDays(7));
    return lifetime;
  }

  private void made() {
    made.removeAll();
    prove.first(this::make);
  }

  private void make() {
    try {
      made.add(new MadeLink(invite.link(name.getValue(), role.getValue(), lifetime.getValue())));
    } catch (IllegalArgumentException | NotAllowed | NotRecorded | ProofNeeded e) {
      made.add(new Problem("No link was made", Sentences.of(e)));
    }
  }
}
