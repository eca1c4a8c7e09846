package lab.harmony.design.lists;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import lab.harmony.design.Mono;

/// A link with the title of something, and beside it the name in which it is kept where that is
/// another: titles need not differ, names do.
public final class NamedLink extends Composite<Span> {

  /// @param className of the link
  public NamedLink(String address, String title, String name, String className) {
    var link = new Anchor(address, title);
    link.addClassName(className);
    getContent().addClassName("named-link");
    getContent().add(link);
    if (!name.equals(title)) {
      var quiet = new Mono(name);
      quiet.addClassName("secondary");
      getContent().add(quiet);
    }
  }
}
