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
import java.util.stream.Stream;
import lab.harmony.design.Mono;
import lab.harmony.design.PageBar;
import lab.harmony.models.AdapterFile;
import lab.harmony.models.Model;
import lab.harmony.models.ModelCatalogue;
import lab.harmony.models.ModelUses;
import lab.harmony.models.VaeFile;
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

  ModelsView(ModelCatalogue catalogue, ObjectProvider<ModelUses> uses) {
    this.catalogue = catalogue;
    this.uses = uses.orderedStream().toList();
    body.addClassNames("models", "page__fill");
    getContent().addClassName("page");
    getContent().add(new PageBar("Models"), body);
  }

  @Override
  public void setParameter(BeforeEvent event, @OptionalParameter @Nullable String name) {
    var models = Stream.concat(catalogue.list().stream(), Stream.of(catalogue.judge())).toList();
    body.removeAll();
    var shown =
        Optional.ofNullable(name)
            .map(wanted -> named(models, wanted).orElseThrow(NotFoundException::new));
    var list = new UnorderedList();
    list.addClassName("models__list");
    models.forEach(model -> list.add(row(model, shown.filter(model::equals).isPresent())));
    catalogue.adapters().forEach(adapter -> list.add(row(adapter)));
    catalogue.vaes().forEach(vae -> list.add(row(vae)));
    catalogue.refused().forEach(refused -> list.add(row(refused)));
    body.add(list);
    shown.ifPresent(model -> body.add(new ModelPanel(model, usesOf(model))));
  }

  private static Optional<Model> named(List<Model> models, String name) {
    return models.stream().filter(it -> it.name().value().equals(name)).findFirst();
  }

  private List<ModelUses.Use> usesOf(Model model) {
    return uses.stream().flatMap(it -> it.of(model).stream()).toList();
  }

  private static Component row(AdapterFile adapter) {
    return plainRow(
        adapter.name().value(),
        "LoRA adapter in %s naming. Draw with it by <lora:%s:0.8> in a prompt. %s"
            .formatted(adapter.naming(), adapter.name(), adapter.description()),
        adapter.sha256());
  }

  private static Component row(VaeFile vae) {
    return plainRow(
        vae.name().value(),
        "Autoencoder (VAE). Use it instead of a model's own by vae: %s in a run cell."
            .formatted(vae.name()),
        vae.sha256());
  }

  private static Component row(ModelCatalogue.Refused refused) {
    return plainRow(refused.path().getFileName().toString(), refused.reason(), "");
  }

  /// A row for what has no page of its own.
  private static Component plainRow(String name, String words, String sha256) {
    var description = new Span(words);
    description.addClassName("models__description");
    description.setTitle(words);
    var hash = Mono.brief(sha256, 10);
    hash.addClassName("models__hash");
    var row = new Div(new Mono(name), description, new Span(), new Span(), hash);
    row.addClassNames("models__row", "models__row--plain");
    return new ListItem(row);
  }

  private Component row(Model model, boolean current) {
    var description = new Span(model.description());
    description.addClassName("models__description");
    var size = new Mono(ModelFiles.of(model).size());
    size.addClassName("models__size");
    var hash = Mono.brief(model.sha256(), 10);
    hash.addClassName("models__hash");
    var count = usesOf(model).size();
    var used = new Span(count == 0 ? "not used yet" : count == 1 ? "1 run" : count + " runs");
    used.addClassName("models__used");
    var link =
        new Anchor(
            "/" + ModelLinks.of(model.name()),
            new Mono(model.name().value()),
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
