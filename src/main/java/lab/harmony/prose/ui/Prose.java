package lab.harmony.prose.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.dependency.Uses;
import com.vaadin.flow.component.html.Div;
import lab.harmony.prose.PictureFinder;
import lab.harmony.prose.SafeHtml;

/// Markdown as it reads; empty text says how to write some.
@Uses(FormulaElement.class)
public final class Prose extends Composite<Div> {
  private static final Rendered<Text> HTML =
      new Rendered<>(
          text -> FormulaElement.in(SafeHtml.ofNotebook(text.markdown(), text.pictures())).html());

  private String shown;
  private PictureFinder pictures;

  private record Text(String markdown, PictureFinder pictures) {}

  public Prose(String text, PictureFinder pictures) {
    getContent().addClassName("prose");
    this.shown = text;
    this.pictures = pictures;
    render();
  }

  /// The same pictures as before.
  public void show(String text) {
    show(text, pictures);
  }

  public void show(String text, PictureFinder found) {
    if (!shown.equals(text) || !pictures.equals(found)) {
      shown = text;
      pictures = found;
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
                : HTML.of(new Text(shown, pictures)));
  }
}
