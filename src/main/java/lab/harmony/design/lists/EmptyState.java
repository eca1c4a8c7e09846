package lab.harmony.design.lists;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;

/// What a list shows when nothing is in it: why, and the one action that fills it.
public final class EmptyState extends Composite<Div> {

  public EmptyState(String title, String text, Component... action) {
    getContent().addClassName("empty-state");
    getContent().add(new H2(title), new Paragraph(text));
    getContent().add(action);
  }
}
