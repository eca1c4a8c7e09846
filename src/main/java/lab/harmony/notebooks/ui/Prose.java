package lab.harmony.notebooks.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import lab.harmony.notebooks.SafeHtml;

/// Markdown as it reads; empty text says how to write some.
final class Prose extends Composite<Div> {
  private String shown = "";

  Prose(String text) {
    getContent().addClassName("prose");
    shown = text;
    render();
  }

  void show(String text) {
    if (!shown.equals(text)) {
      shown = text;
      render();
    }
  }

  private void render() {
    getContent()
        .getElement()
        .setProperty(
            "innerHTML",
            shown.isBlank()
                ? "<p class=\"secondary\">Empty. Press Enter to write.</p>"
                : SafeHtml.ofMarkdown(shown).html());
  }
}
