package lab.harmony.accounts.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.checkbox.CheckboxGroupVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextField;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import lab.harmony.accounts.proof.ProofNeeded;
import lab.harmony.accounts.tokens.AccessToken;
import lab.harmony.audit.NotRecorded;
import lab.harmony.design.CopyButton;
import lab.harmony.design.Problem;
import lab.harmony.design.Times;
import lab.harmony.people.NotAllowed;
import lab.harmony.people.Right;

/// Makes an access token and shows it once.
final class TokenDialog extends Dialog {

  /// Makes the token.
  interface Make {
    /// @return its secret
    String secret(String name, Set<Right> rights, Duration life);
  }

  private final transient ProofDialog.Asks prove;
  private final transient Make make;
  private final TextField name = new TextField("Name");
  private final CheckboxGroup<Right> rights = new CheckboxGroup<>("What it may do");
  private final RadioButtonGroup<Duration> life = new RadioButtonGroup<>("It ends after");
  private final Div made = new Div();
  private final Button button = new Button("Make the token", _ -> made());

  /// @param mine the rights of whoever makes it
  /// @param prove asks them to show that it is them
  /// @param done when the dialog is closed
  TokenDialog(List<Right> mine, ProofDialog.Asks prove, Make make, Runnable done) {
    this.prove = prove;
    this.make = make;
    setHeaderTitle("Make an access token");
    setWidth("34rem");
    name.setWidthFull();
    rights.setWidthFull();
    life.setWidthFull();
    name.setMaxLength(100);
    name.setHelperText("By which you tell it from others: where it is used, for instance.");
    rights.setItems(mine);
    rights.setItemLabelGenerator(
        right -> Character.toUpperCase(right.words().charAt(0)) + right.words().substring(1));
    rights.addThemeVariants(CheckboxGroupVariant.LUMO_VERTICAL);
    rights.setHelperText("Whatever you choose, it never may more than you may then.");
    life.setItems(AccessToken.LIFETIMES);
    life.setItemLabelGenerator(Times::days);
    life.setValue(AccessToken.LIFETIMES.get(1));
    button.addThemeVariants(ButtonVariant.AURA_PRIMARY);
    add(name, rights, life, button, made);
    getFooter().add(new Button("Close", _ -> close()));
    addOpenedChangeListener(event -> {
      if (!event.isOpened()) {
        done.run();
      }
    });
  }

  private void made() {
    made.removeAll();
    prove.first(this::make);
  }

  private void make() {
    try {
      var secret = make.secret(name.getValue(), rights.getValue(), life.getValue());
      var field = new TextField("Token, shown only now");
      field.setValue(secret);
      field.setReadOnly(true);
      field.setAutoselect(true);
      field.setWidthFull();
      made.add(
          field,
          new CopyButton(secret, "token"),
          new Paragraph(
              "Keep it as you keep a password. ./lab login asks for it; scripts take it from"
                  + " HARMONY_TOKEN."));
      List.of(name, rights, life, button).forEach(part -> part.setVisible(false));
    } catch (IllegalArgumentException | NotAllowed | NotRecorded | ProofNeeded e) {
      made.add(new Problem("No token was made", Sentences.of(e)));
    }
  }
}
