package lab.harmony.prose.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.dependency.Uses;
import com.vaadin.flow.component.html.Div;
import java.util.function.Consumer;
import lab.harmony.prose.SafeHtml;
import org.jsoup.nodes.Element;

/// Markdown that somebody said beside something: like the text of a notebook, but with no pictures
/// and no numbers of it.
@Uses(FormulaElement.class)
public final class SaidText extends Composite<Div> {

  /// @param html of [#html]
  public SaidText(String html) {
    getContent().addClassName("prose");
    getContent().getElement().setProperty("innerHTML", html);
  }

  /// The HTML of a text, made away from the sessions that show it.
  ///
  /// @param finish puts more into what is harmless already; what it puts there is its own to answer
  ///   for
  public static String html(String markdown, Consumer<Element> finish) {
    var html = FormulaElement.in(SafeHtml.ofMarkdown(markdown));
    finish.accept(html);
    return html.html();
  }
}
