package lab.harmony.reports.ui.made;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;

/// Something is being made elsewhere: what it is, and a bar.
public final class Underway extends Composite<Div> {

  public Underway(String words) {
    var bar = new ProgressBar();
    bar.setIndeterminate(true);
    bar.getElement().setAttribute("aria-label", words);
    getContent().addClassName("pdf-part");
    getContent().add(new Span(words), bar);
  }
}
