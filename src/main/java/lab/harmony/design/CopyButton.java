package lab.harmony.design;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;

/// A button that puts a text into the clipboard and says so.
public final class CopyButton extends Composite<Button> {

  /// Of a link.
  public CopyButton(String text) {
    this(text, "link");
  }

  /// @param what the text is, in a word: "token"
  public CopyButton(String text, String what) {
    getContent().setText("Copy " + what);
    getContent().addClassName("copy-button");
    getContent().getElement().setAttribute("aria-live", "polite");
    getContent()
        .addAttachListener(_ ->
            getContent()
                .getElement()
                .executeJs(
                    """
                    this.addEventListener('click', () =>
                      navigator.clipboard.writeText($0).then(
                        () => { this.textContent = 'Copied'; },
                        () => { this.textContent = 'Select the ' + $1 + ' and copy it'; }));
                    """,
                    text,
                    what));
  }
}
