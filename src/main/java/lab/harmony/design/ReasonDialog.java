package lab.harmony.design;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.function.Consumer;

/// Asks somebody why they do what needs a reason.
public final class ReasonDialog extends Dialog {

  private static final int LONGEST = 1000;

  private final TextArea reason = new TextArea("Reason");
  private final Button go;

  private ReasonDialog(String title, String action, String sentence, Consumer<String> act) {
    setHeaderTitle(title);
    go =
        new Button(
            action,
            _ -> {
              close();
              act.accept(reason.getValue().strip());
            });
    go.addThemeVariants(ButtonVariant.PRIMARY);
    go.setEnabled(false);
    reason.setHelperText(sentence);
    reason.setMaxLength(LONGEST);
    reason.setWidthFull();
    reason.setValueChangeMode(ValueChangeMode.EAGER);
    reason.addValueChangeListener(change -> go.setEnabled(!change.getValue().isBlank()));
    reason.focus();
    setWidth("28rem");
    add(reason);
    getFooter().add(new Button("Leave it", _ -> close()), go);
  }

  /// Does something without a reason, and where that is refused for want of one asks for it first.
  ///
  /// @param needed what is thrown then; its message says why a reason is needed
  /// @param title as `Stop a run of Ada`
  /// @param action on the button, as `Stop`
  /// @param act takes the reason, empty at first
  public static <E extends RuntimeException> void whereNeeded(
      Class<E> needed, String title, String action, Consumer<String> act) {
    try {
      act.accept("");
    } catch (RuntimeException refused) {
      if (!needed.isInstance(refused)) {
        throw refused;
      }
      new ReasonDialog(title, action, String.valueOf(refused.getMessage()), act).open();
    }
  }
}
