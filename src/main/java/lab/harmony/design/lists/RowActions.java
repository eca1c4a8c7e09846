package lab.harmony.design.lists;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;

/// The actions of one row, apart from each other.
public final class RowActions extends Composite<Div> {

  public RowActions(Component... actions) {
    getContent().addClassName("row-actions");
    getContent().add(actions);
  }
}
