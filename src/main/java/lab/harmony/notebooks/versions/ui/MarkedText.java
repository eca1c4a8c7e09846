package lab.harmony.notebooks.versions.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import lab.harmony.notebooks.differences.TextDifference;

/// A text of before with the words that came and went until now, marked by more than colour.
final class MarkedText extends Composite<Pre> {

  @Tag("del")
  private static final class Gone extends HtmlContainer {
    private static final long serialVersionUID = 1L;
  }

  @Tag("ins")
  private static final class New extends HtmlContainer {
    private static final long serialVersionUID = 1L;
  }

  MarkedText(TextDifference difference) {
    getContent().addClassName("history__text");
    getContent().getElement().setAttribute("tabindex", "0");
    for (var part : difference.parts()) {
      switch (part.sort()) {
        case SAME -> getContent().add(new Span(part.text()));
        case REMOVED -> getContent().add(marked(new Gone(), "gone: ", part.text()));
        case ADDED -> getContent().add(marked(new New(), "new: ", part.text()));
      }
    }
  }

  private static HtmlContainer marked(HtmlContainer mark, String spoken, String text) {
    var word = new Span(spoken);
    word.addClassName("visually-hidden");
    mark.add(word, new Span(text));
    return mark;
  }
}
