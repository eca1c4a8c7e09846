package lab.harmony.pins.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.select.Select;
import java.util.ArrayList;
import java.util.Optional;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.design.Notice;
import lab.harmony.design.live.LiveParts;
import lab.harmony.models.ModelCatalogue;
import lab.harmony.models.ModelName;
import lab.harmony.models.ui.OnModel;
import lab.harmony.people.Actor;
import lab.harmony.people.NotAllowed;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.pins.models.Drawer;
import lab.harmony.pins.models.ModelPins;
import lab.harmony.pins.models.PinDrawings;
import lab.harmony.recipe.FileUse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// On the page of a model or an adapter: which pins of the lab it holds, and a button that has
/// those drawn with it that it has not drawn. Which model draws with an adapter can be chosen.
@Service
final class PinsOfModel implements OnModel {
  private static final Logger log = LoggerFactory.getLogger(PinsOfModel.class);

  private final LivePins live;
  private final PinDrawings drawings;
  private final Rights rights;
  private final CurrentPerson person;
  private final ModelPins drawers;
  private final ModelCatalogue catalogue;

  PinsOfModel(
      LivePins live,
      PinDrawings drawings,
      Rights rights,
      CurrentPerson person,
      ModelPins drawers,
      ModelCatalogue catalogue) {
    this.drawers = drawers;
    this.catalogue = catalogue;
    this.live = live;
    this.drawings = drawings;
    this.rights = rights;
    this.person = person;
  }

  @Override
  public Component of(ModelName name, String sha256) {
    var section = new Section();
    section.addClassName("pins-of-model");
    section.getElement().setAttribute("aria-label", "Pins");
    section.setVisible(false);
    var who = person.actor();
    var body = new Div();
    section.add(new H3("Pins"));
    drawers
        .of(name, sha256)
        .filter(Drawer.OfAdapter.class::isInstance)
        .ifPresent(_ -> section.add(with(section, body, name, sha256, who)));
    section.add(body);
    body.add(found(section, new LivePins.Weights(name, sha256, Optional.empty()), who));
    return section;
  }

  /// By which model an adapter is held; by the faces of all of them, unless one is chosen.
  private Select<Optional<FileUse>> with(
      Section section, Div body, ModelName name, String sha256, Actor who) {
    var with = new Select<Optional<FileUse>>();
    var choices = new ArrayList<Optional<FileUse>>();
    choices.add(Optional.empty());
    catalogue.list().stream()
        .map(model -> Optional.of(new FileUse(model.name().value(), model.sha256())))
        .forEach(choices::add);
    with.setLabel("Drawn with");
    with.setItemLabelGenerator(
        model -> model.map(FileUse::name).orElse("any model; new ones as the pinned picture"));
    with.setItems(choices);
    with.setValue(Optional.empty());
    with.addValueChangeListener(event -> {
      body.removeAll();
      body.add(
          found(
              section,
              new LivePins.Weights(
                  name, sha256, Optional.ofNullable(event.getValue()).flatMap(it -> it)),
              who));
    });
    return with;
  }

  /// What is known of it.
  private Div found(Section section, LivePins.Weights weights, Actor who) {
    var part = new Div();
    LiveParts.followAway(part, live.of(weights), now -> show(section, part, now, who));
    return part;
  }

  private void show(Section section, Div part, Optional<LivePins.OfModel> now, Actor who) {
    part.removeAll();
    var something = now.filter(it -> !it.shown().report().checks().isEmpty());
    section.setVisible(something.isPresent());
    something.ifPresent(it -> {
      part.add(new PinChecksPart(it.shown()));
      if (it.standing().coming().size() > 0) {
        part.add(
            new Paragraph(
                it.standing().coming().size() == 1
                    ? "1 of them is in a run that is not over."
                    : "%d of them are in runs that are not over."
                        .formatted(it.standing().coming().size())));
      }
      if (it.drawing().faces() > 0 && rights.may(who, Right.COMPUTE)) {
        part.add(button(it, who));
      }
      if (!it.drawing().besides().isEmpty()) {
        part.add(new Paragraph(it.drawing().besides()));
      }
    });
  }

  private Button button(LivePins.OfModel model, Actor who) {
    var button =
        new Button(
            "Queue %s of %s%s"
                .formatted(
                    model.drawing().runs().size() == 1
                        ? "a run"
                        : "%d runs".formatted(model.drawing().runs().size()),
                    model.drawing().words(),
                    weight(model)),
            _ -> {});
    button.setDisableOnClick(true);
    button.addClickListener(_ ->
        LiveParts.answer(
            UI.getCurrent(),
            () -> drawn(model, who),
            drawn -> {
              tell(drawn);
              // What is queued takes the button away.
              button.setEnabled(!(drawn instanceof PinDrawings.Drawn.Queued));
            }));
    return button;
  }

  private static String weight(LivePins.OfModel model) {
    return model.standing().drawer() instanceof Drawer.OfAdapter
        ? " at %s".formatted(Drawer.OfAdapter.USUAL_WEIGHT)
        : "";
  }

  private PinDrawings.Drawn drawn(LivePins.OfModel model, Actor who) {
    try {
      return drawings.draw(model.standing().drawer(), who);
    } catch (NotAllowed e) {
      return new PinDrawings.Drawn.Refused(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      log.warn("Pinned faces could not be queued.", e);
      return new PinDrawings.Drawn.Refused(
          "They could not be queued; the log says why. Try again.");
    }
  }

  private static void tell(PinDrawings.Drawn drawn) {
    switch (drawn) {
      case PinDrawings.Drawn.Refused(var reason) -> Notice.problem(reason);
      case PinDrawings.Drawn.Nothing _ -> Notice.show("They are drawn already, or on their way.");
      case PinDrawings.Drawn.Queued(var runs) ->
          Notice.show(
              runs.size() == 1
                  ? "Run %s is queued.".formatted(runs.getFirst())
                  : "%d runs are queued.".formatted(runs.size()));
    }
  }
}
