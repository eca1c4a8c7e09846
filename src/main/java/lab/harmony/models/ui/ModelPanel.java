package lab.harmony.models.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.markdown.Markdown;
import java.util.List;
import lab.harmony.design.Mono;
import lab.harmony.models.FileFacts;
import lab.harmony.models.ModelUses;

/// One model, adapter or autoencoder: its facts, who used it, and its card.
final class ModelPanel extends Composite<Section> {
  static final int USES_SHOWN = 8;

  /// @param query of the list that closing leads back to
  /// @param besides what other features say of it
  ModelPanel(
      ModelItem item,
      int count,
      List<ModelUses.Use> newest,
      String query,
      List<Component> besides) {
    var file = FileFacts.read(item.path());
    var close = new Anchor("/" + ModelLinks.all() + query, "Close");
    close.addClassName("models__close");
    var title = new H2(item.name().value());
    title.addClassName("mono");
    var head = new Div(title, close);
    head.addClassName("models__head");
    var facts = new DescriptionList();
    facts.addClassName("models__facts");
    fact(facts, "Use", new Span(item.use()));
    fact(facts, "What it is", new Span("%s. %s".formatted(capital(file.what()), file.reason())));
    fact(facts, "Size", new Span(file.size()));
    file.metadata().forEach((name, value) -> fact(facts, capital(name), new Span(value)));
    fact(facts, "SHA-256", new Mono(item.sha256()));
    fact(facts, "Used by", usedBy(count, newest));
    var card =
        ModelCardText.of(item.path())
            .<Component>map(Markdown::new)
            .orElseGet(() -> new Span("It has no card (README.md in its folder)."));
    card.addClassName("models__card");
    getContent().addClassName("models__panel");
    getContent().getElement().setAttribute("aria-label", item.name().value());
    getContent().add(head, facts, card);
    getContent().add(besides); // may come later, and moves nothing there
  }

  private static String capital(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  private static void fact(DescriptionList facts, String term, Component value) {
    facts.add(new DescriptionList.Term(term), new DescriptionList.Description(value));
  }

  private static Component usedBy(int count, List<ModelUses.Use> newest) {
    if (newest.isEmpty()) {
      return new Span("no run yet");
    }
    var list = new Div();
    list.addClassName("models__uses");
    newest.stream()
        .limit(USES_SHOWN)
        .forEach(use -> list.add(new Anchor("/" + use.path(), new Mono(use.name()))));
    if (count > USES_SHOWN) {
      list.add(new Span("and %d more".formatted(count - USES_SHOWN)));
    }
    return list;
  }
}
