package lab.harmony.prose.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import org.jsoup.nodes.Element;

/// Draws a formula in the page; it comes with the HTML of prose and is made by nobody else.
@Tag("harmony-formula")
@JsModule("context://lab/harmony-formula.nocache.js")
final class FormulaElement extends Component {

  /// The same HTML with every formula as this element.
  static Element in(Element html) {
    for (var code : html.select("code.math")) {
      var formula = new Element("harmony-formula").text(code.text());
      if (code.hasClass("math--display")) {
        formula.attr("display", true);
      }
      code.replaceWith(formula);
    }
    return html;
  }
}
