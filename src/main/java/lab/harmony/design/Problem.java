package lab.harmony.design;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;

/// Something went wrong that a person can do something about: what, why, and what to do.
public final class Problem extends Composite<Div> {

  public Problem(String title, String text, Component... actions) {
    var heading = new Span(title);
    heading.addClassName("problem__title");
    getContent().addClassName("problem");
    getContent().getElement().setAttribute("role", "alert");
    getContent().add(heading, new Paragraph(text));
    getContent().add(actions);
  }
}
