package lab.harmony.design;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;

/// Something went wrong that a person can do something about: what, why, and what to do.
public final class Problem extends Composite<Div> {

  /// What the lab could not find out, for a cause that only its log says.
  ///
  /// @param again tries once more
  public static Problem ofLab(String title, Runnable again) {
    return new Problem(
        title,
        "Nothing was changed. Whoever runs the lab finds the cause in its log, at this time.",
        new Button("Try again", _ -> again.run()));
  }

  public Problem(String title, String text, Component... actions) {
    var heading = new Span(title);
    heading.addClassName("problem__title");
    getContent().addClassName("problem");
    getContent().getElement().setAttribute("role", "alert");
    getContent().add(heading, new Paragraph(text));
    getContent().add(actions);
  }
}
