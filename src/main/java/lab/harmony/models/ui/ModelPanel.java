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
import lab.harmony.models.Model;
import lab.harmony.models.ModelUses;

/// One model: its facts, who used it, and its card.
final class ModelPanel extends Composite<Section> {
  private static final int USES_SHOWN = 8;

  ModelPanel(Model model, List<ModelUses.Use> uses) {
    var files = ModelFiles.of(model);
    var close = new Anchor("/" + ModelLinks.all(), "Close");
    close.addClassName("models__close");
    var title = new H2(model.name().value());
    title.addClassName("mono");
    var head = new Div(title, close);
    head.addClassName("models__head");
    var facts = new DescriptionList();
    facts.addClassName("models__facts");
    fact(facts, "What it does", new Span(task(model)));
    fact(facts, "Size", new Span(files.size()));
    fact(facts, "SHA-256", new Mono(model.sha256()));
    fact(facts, "Used by", usedBy(uses));
    var card =
        files
            .card()
            .<Component>map(Markdown::new)
            .orElseGet(() -> new Span("This model has no card (README.md in its folder)."));
    card.addClassName("models__card");
    getContent().addClassName("models__panel");
    getContent().getElement().setAttribute("aria-label", model.name().value());
    getContent().add(head, facts, card);
  }

  /// A model that has no size of its own draws nothing: it is the judge.
  private static String task(Model model) {
    return model.nativeSize() == 0
        ? "reads the emotion of eyes, mouth and brows"
        : "draws at %d × %d px".formatted(model.nativeSize(), model.nativeSize());
  }

  private static void fact(DescriptionList facts, String term, Component value) {
    facts.add(new DescriptionList.Term(term), new DescriptionList.Description(value));
  }

  private static Component usedBy(List<ModelUses.Use> uses) {
    if (uses.isEmpty()) {
      return new Span("no run yet");
    }
    var list = new Div();
    list.addClassName("models__uses");
    uses.stream()
        .limit(USES_SHOWN)
        .forEach(use -> list.add(new Anchor("/" + use.path(), new Mono(use.name()))));
    if (uses.size() > USES_SHOWN) {
      list.add(new Span("and %d more".formatted(uses.size() - USES_SHOWN)));
    }
    return list;
  }
}
