package lab.harmony.design;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Span;

/// A value that is code (a run's name, a seed, a hash, a number in a column) and looks like it.
public final class Mono extends Composite<Span> {

  public Mono(String text) {
    getContent().setText(text);
    getContent().addClassName("mono");
  }

  /// A long value of which a person needs the beginning; the whole of it is one hover away.
  public static Mono brief(String text, int length) {
    var mono = new Mono(text.length() <= length ? text : text.substring(0, length));
    mono.getContent().setTitle(text);
    return mono;
  }
}
