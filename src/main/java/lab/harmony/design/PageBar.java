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
    this.title.setText(title);
    this.title.addClassName("page-bar__title");
    this.filters.addClassName("page-bar__filters");
    this.filters.add(filters);
    actions.addClassName("page-bar__actions");
    getContent().addClassName("page-bar");
    getContent().add(toggle, this.title, this.filters, actions);
  }

  /// Adds to the end of the row; the primary action comes last.
  public PageBar withActions(Component... added) {
    actions.add(added);
    return this;
  }

  public void setTitle(String text) {
    title.setText(text);
  }
}
