package lab.harmony.accounts.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import java.time.Duration;
import java.util.function.Function;
import lab.harmony.accounts.proof.ProofNeeded;
import lab.harmony.audit.NotRecorded;
import lab.harmony.design.Problem;
import lab.harmony.people.NotAllowed;

/// Makes a link by which somebody of the lab chooses a new way to sign in, and shows it once.
final class RenewDialog extends Dialog {

  private final transient Function<Duration, String> link;
  private final RadioButtonGroup<Duration> lifetime = InviteDialog.lifetimes();
  private final Div made = new Div();

  /// @param prove asks whoever makes it to show that it is them
  /// @param link makes it, and answers its whole address
  /// @param done when the dialog is closed
  RenewDialog(String name, ProofDialog.Asks prove, Function<Duration, String> link, Runnable done) {
    this.link = link;
    setHeaderTitle("New link for " + name);
    var make =
        new Button(
            "Make the link",
            _ -> {
              made.removeAll();
              prove.first(this::make);
            });
    make.addThemeVariants(ButtonVariant.AURA_PRIMARY);
    var form =
        new Div(
            new Paragraph(
                "%s chooses a new password or passkey with it, and is signed out in all other browsers then. Until it is used, everything stays as it is."
                    .formatted(name)),
            lifetime,
            make,
            made);
    form.addClassName("people__form");
    add(form);
    getFooter().add(new Button("Close", _ -> close()));
    addOpenedChangeListener(event -> {
      if (!event.isOpened()) {
        done.run();
      }
    });
  }

  private void make() {
    try {
      made.add(new MadeLink(link.apply(lifetime.getValue())));
    } catch (IllegalArgumentException | NotAllowed | NotRecorded | ProofNeeded e) {
      made.add(new Problem("No link was made", Sentences.of(e)));
    }
  }
}
