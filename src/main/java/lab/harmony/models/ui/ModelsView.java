package lab.harmony.models.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.BeforeEvent;
import com.vaadin.flow.router.HasUrlParameter;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.OptionalParameter;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Optional;
import lab.harmony.design.Mono;
import lab.harmony.design.PageBar;
import lab.harmony.design.Polling;
import lab.harmony.models.FileFacts;
import lab.harmony.models.ModelCatalogue;
import lab.harmony.models.ModelName;
import lab.harmony.models.ModelUses;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/// The models that can be used here, the judge that reads their pictures, and the card of one of
/// them.
@Route("models")
@PageTitle("Models · Harmony Lab")
@Menu(title = "Models", order = 60)
@PermitAll
final class ModelsView extends Composite<Div> implements HasUrlParameter<String> {
  private final ModelCatalogue catalogue;
  private final List<ModelUses> uses;
  private final Div body = new Div();
  private final Polling polling = new Polling(body, this::show);
  private Optional<String> shown = Optional.empty();

  ModelsView(ModelCatalogue catalogue, ObjectProvider<ModelUses> uses) {
    this.catalogue = catalogue;
    this.uses = uses.orderedStream().toList();
    body.addClassNames("models", "page__fill");
    getContent().addClassName("page");
    getContent().add(new PageBar("Models"), body);
  }

  @Override
  public void setParameter(BeforeEvent event, @OptionalParameter @Nullable String name) {
    shown = Optional.ofNullable(name);
    show();
  }

  private void show() {
    var items = ModelItem.all(catalogue);
    var current = shown.map(name -> named(items, name).orElseThrow(NotFoundException::new));
    body.removeAll();
    var list = new UnorderedList();
    list.addClassName("models__list");
    catalogue.beingRead().forEach(file -> list.add(row(file)));
    items.forEach(item -> list.add(row(item, current.filter(item::equals).isPresent())));
    catalogue.refused().forEach(refused -> list.add(row(refused)));
    body.add(list);
    current.ifPresent(item -> body.add(new ModelPanel(item, usesOf(item))));
    // A large file is read in the background; until it is, the page looks again every second.
    if (catalogue.beingRead().isEmpty()) {
      polling.pause();
    } else {
      polling.every(1000);
    }
  }

  private static Optional<ModelItem> named(List<ModelItem> items, String name) {
    return items.stream()
        .filter(it -> it.name().value().equals(ModelName.composed(name)))
        .findFirst();
  }

  private List<ModelUses.Use> usesOf(ModelItem item) {
    return uses.stream().flatMap(it -> it.of(item.sha256()).stream()).toList();
  }

  private static Component row(ModelCatalogue.BeingRead file) {
    return plainRow(
        file.path().getFileName().toString(),
        "is read for the first time: %d %%. It can be used when that is done."
            .formatted(file.percent()));
  }

  private static Component row(ModelCatalogue.Refused refused) {
    return plainRow(refused.path().getFileName().toString(), refused.reason());
  }

  /// A row for what cannot be used.
  private static Component plainRow(String name, String words) {
    var description = new Span(words);
    description.addClassName("models__description");
    description.setTitle(words);
    var row = new Div(new Mono(name), description, new Span(), new Span(), new Span());
    row.addClassNames("models__row", "models__row--plain");
    return new ListItem(row);
  }

  private Component row(ModelItem item, boolean current) {
    var description = new Span(item.description());
    description.addClassName("models__description");
    var size = new Mono(FileFacts.bytes(item.path()));
    size.addClassName("models__size");
    var hash = Mono.brief(item.sha256(), 10);
    hash.addClassName("models__hash");
    var count = usesOf(item).size();
    var used = new Span(count == 0 ? "not used yet" : count == 1 ? "1 run" : count + " runs");
    used.addClassName("models__used");
    var link =
        new Anchor(
            "/" + ModelLinks.of(item.name()),
            new Mono(item.name().value()),
            description,
            used,
            size,
            hash);
    link.addClassName("models__row");
    if (current) {
      link.getElement().setAttribute("aria-current", "page");
    }
    return new ListItem(link);
  }
}
