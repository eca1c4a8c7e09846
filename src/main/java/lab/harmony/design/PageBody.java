package lab.harmony.design;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;

/// The part of a page that scrolls: the keyboard reaches it, and it has a name for whoever does not
/// see it.
public final class PageBody extends Div {

  /// @param label what it is, as a reader of screens says it
  /// @param name its class, for what the page's style says of it
  public PageBody(String label, String name, Component... parts) {
    super(parts);
    addClassNames(name, "page__scroll");
    getElement()
        .setAttribute("tabindex", "0")
        .setAttribute("role", "region")
        .setAttribute("aria-label", label);
  }
}
