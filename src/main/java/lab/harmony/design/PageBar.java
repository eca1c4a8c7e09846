package lab.harmony.design;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;

/// The one row on top of a screen: title, filters, and the actions at its end.
public final class PageBar extends Composite<Div> {
  private final H1 title = new H1();
  private final Div filters = new Div();
  private final Div actions = new Div();

  public PageBar(String title, Component... filters) {
    var toggle = new DrawerToggle();
    toggle.setAriaLabel("Navigation");
    this.title.addClassName("page-bar__title");
    setTitle(title);
    this.filters.addClassName("page-bar__filters");
    this.filters.add(filters);
    actions.addClassName("page-bar__actions");
    var rest = new Div(this.filters, actions);
    rest.addClassName("page-bar__rest");
    getContent().addClassName("page-bar");
    getContent().add(toggle, this.title, rest);
  }

  /// Adds to the end of the row; the primary action comes last.
  public PageBar withActions(Component... added) {
    actions.add(added);
    return this;
  }

  public void setTitle(String text) {
    title.setText(text);
    title.setTitle(text);
  }
}
