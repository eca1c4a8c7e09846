package lab.harmony.prose.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.dependency.Uses;
import com.vaadin.flow.component.html.Div;
import lab.harmony.prose.SafeHtml;

/// Somebody's Markdown as it reads, harmless whoever wrote it.
@Uses(FormulaElement.class)
public final class MarkdownText extends Composite<Div> {

  public MarkdownText(String markdown) {
    getContent().addClassName("prose");
    getContent()
        .getElement()
        .setProperty("innerHTML", FormulaElement.in(SafeHtml.ofMarkdown(markdown)).html());
  }
}
