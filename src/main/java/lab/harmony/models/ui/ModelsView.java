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
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import lab.harmony.design.Mono;
import lab.harmony.design.PageBar;
import lab.harmony.design.lists.Choice;
import lab.harmony.design.lists.Narrowing;
import lab.harmony.design.live.LiveParts;
import lab.harmony.diffusion.checkpoint.Architecture;
import lab.harmony.models.ModelCatalogue;
import lab.harmony.models.ModelCatalogue.BeingRead;
import lab.harmony.models.ModelName;
import lab.harmony.models.ModelUses;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/// The models that can be used here, the judge that reads their pictures, and the card of one of
/// them.
@Route("models")
@PageTitle("Models · Harmony Lab")
@Menu(title = "Models", order = 60)
@Needs(Right.LOOK)
final class ModelsView extends Composite<Div> implements HasUrlParameter<String> {
  private final ModelCatalogue catalogue;
  private final List<ModelUses> uses;
  private final List<OnModel> others;
  private final Div body = new Div();
  private final Narrowing narrowing = new Narrowing("model", "models", this::show);
  private final Choice<ModelItem.Kind> kind =
      narrowing
          .choice("kind", "Kind", "Every kind", ModelItem.Kind::word, ModelItem.Kind::label)
          .offer(List.of(ModelItem.Kind.values()));
  private final Choice<Architecture> family =
      narrowing
          .choice("family", "Family", "Every family", ModelLine::word, Architecture::displayName)
          .offer(List.of(Architecture.values()));
  private final Choice<ModelLine.Use> usable =
      narrowing
          .choice(
              "use", "Usable or not", "Usable or not", ModelLine.Use::word, ModelLine.Use::label)
          .offer(List.of(ModelLine.Use.values()));
  private List<ModelLine> lines = List.of();
  private List<BeingRead> reading = List.of();
  private Optional<String> shown = Optional.empty();

  ModelsView(
      ModelCatalogue catalogue,
      ObjectProvider<ModelUses> uses,
      ObjectProvider<OnModel> others,
      LiveReading live) {
    this.others = others.orderedStream().toList();
    this.catalogue = catalogue;
    this.uses = uses.orderedStream().toList();
    body.addClassNames("models", "page__fill");
    getContent().addClassName("page");
    getContent().add(new PageBar("Models", narrowing), body);
    LiveParts.followAway(body, live.now(), this::readFurther);
  }

  @Override
  public void setParameter(BeforeEvent event, @OptionalParameter @Nullable String name) {
    shown = Optional.ofNullable(name);
    narrowing.read(event.getLocation());
    reading = catalogue.beingRead();
    var items = ModelItem.all(catalogue);
    if (shown.filter(wanted -> named(items, wanted).isEmpty()).isPresent()) {
      throw new NotFoundException();
    }
    load(items);
  }

  /// More of a large file was read, in the background, or all of it.
  private void readFurther(List<BeingRead> now) {
    if (!now.equals(reading)) {
      reading = now;
      load(ModelItem.all(catalogue));
    }
  }

  private void load(List<ModelItem> items) {
    lines =
        Stream.of(
                reading.stream().map(ModelLine.Reading::of),
                items.stream().map(item -> ModelLine.Good.of(item, usesOf(item))),
                catalogue.refused().stream().map(ModelLine.Bad::of))
            .<ModelLine>flatMap(Function.identity())
            .toList();
    show();
  }

  private void show() {
    var wanted = lines.stream().filter(this::wanted).toList();
    narrowing.count(wanted.size(), lines.size());
    body.removeAll();
    if (wanted.isEmpty()) {
      body.add(narrowing.nothing());
    } else {
      var list = new UnorderedList();
      list.addClassName("models__list");
      wanted.forEach(line -> list.add(row(line)));
      body.add(list);
    }
    current()
        .ifPresent(item ->
            body.add(
                new ModelPanel(
                    item, usesOf(item), newestUses(item), narrowing.query(), besides(item))));
  }

  private List<Component> besides(ModelItem item) {
    return others.stream().map(it -> it.of(item.name(), item.sha256())).toList();
  }

  private boolean wanted(ModelLine line) {
    return narrowing.fits(line.text())
        && kind.value().map(it -> line.kind().filter(it::equals).isPresent()).orElse(true)
        && family.value().map(it -> line.family().filter(it::equals).isPresent()).orElse(true)
        && usable.value().map(it -> line.use().filter(it::equals).isPresent()).orElse(true);
  }

  private Optional<ModelItem> current() {
    return shown.flatMap(name ->
        lines.stream()
            .flatMap(
                line -> line instanceof ModelLine.Good good ? Stream.of(good.item()) : Stream.of())
            .filter(item -> item.name().value().equals(ModelName.composed(name)))
            .findFirst());
  }

  private static Optional<ModelItem> named(List<ModelItem> items, String name) {
    return items.stream()
        .filter(it -> it.name().value().equals(ModelName.composed(name)))
        .findFirst();
  }

  private int usesOf(ModelItem item) {
    return uses.stream().mapToInt(it -> it.count(item.sha256())).sum();
  }

  private List<ModelUses.Use> newestUses(ModelItem item) {
    return uses.stream()
        .flatMap(it -> it.newest(item.sha256(), ModelPanel.USES_SHOWN).stream())
        .toList();
  }

  private ListItem row(ModelLine line) {
    return switch (line) {
      case ModelLine.Good good -> row(good);
      case ModelLine.Reading(var name, var words) -> plainRow(name, words);
      case ModelLine.Bad(var name, var words) -> plainRow(name, words);
    };
  }

  /// A row for what cannot be used.
  private static ListItem plainRow(String name, String words) {
    var description = new Span(words);
    description.addClassName("models__description");
    var row = new Div(new Mono(name), description, new Span(), new Span(), new Span());
    row.addClassNames("models__row", "models__row--plain");
    return new ListItem(row);
  }

  private ListItem row(ModelLine.Good line) {
    var item = line.item();
    var description = new Span(item.description());
    description.addClassName("models__description");
    var size = new Mono(line.size());
    size.addClassName("models__size");
    var hash = Mono.brief(item.sha256(), 10);
    hash.addClassName("models__hash");
    var used = new Span(line.used());
    used.addClassName("models__used");
    var link =
        new Anchor(
            "/" + ModelLinks.of(item.name()) + narrowing.query(),
            new Mono(item.name().value()),
            description,
            used,
            size,
            hash);
    link.addClassName("models__row");
    if (current().filter(item::equals).isPresent()) {
      link.getElement().setAttribute("aria-current", "page");
    }
    return new ListItem(link);
  }
}
