package lab.harmony.pins.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lab.harmony.design.Times;
import lab.harmony.design.lists.RowActions;
import lab.harmony.design.pictures.ImageTile;
import lab.harmony.pins.Pin;
import lab.harmony.pins.PinCount;
import lab.harmony.pins.PinFinding;
import lab.harmony.runs.images.ImageLinks;

/// One pin in the list: its picture, what it asks for, and what was found of it lately.
final class PinRow extends ListItem {

  /// What can be done with a pin.
  interface Acts {
    void change(Pin pin);

    void unpin(Pin pin);

    void pinAgain(Pin pin);
  }

  /// @param acts nothing for whoever only looks
  PinRow(Pin pin, LivePins.Now now, LivePins.Rows rows, Optional<Acts> acts) {
    addClassName("pins__row");
    add(picture(pin, rows), facts(pin, now, rows));
    acts.ifPresent(it -> add(actions(pin, it)));
  }

  private static Component picture(Pin pin, LivePins.Rows rows) {
    if (rows.gone().contains(pin.id())) {
      var gone = new Div("The picture is gone.");
      gone.addClassName("pins__gone");
      return gone;
    }
    return new ImageTile(ImageLinks.thumbnail(pin.picture(), 128), "Pinned: " + pin.title());
  }

  private static Div facts(Pin pin, LivePins.Now now, LivePins.Rows rows) {
    var facts = new Div(new H2(pin.title()), new Paragraph(upper(pin.demand()) + "."));
    facts.addClassName("pins__facts");
    if (!pin.wish().reason().isEmpty()) {
      var reason = new Paragraph(pin.wish().reason());
      reason.addClassName("pins__reason");
      facts.add(reason);
    }
    facts.add(new Paragraph(scope(pin, now)), by(pin));
    facts.add(new Paragraph(sum(now.counts().getOrDefault(pin.id(), List.of()))));
    var last = rows.last().getOrDefault(pin.id(), List.of());
    if (!last.isEmpty()) {
      facts.add(findings(last));
    }
    return facts;
  }

  private static String upper(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static String scope(Pin pin, LivePins.Now now) {
    var whose =
        pin.wish()
            .experiment()
            .map(name ->
                now.experiments().contains(name)
                    ? "Runs of %s are held against it.".formatted(name)
                    : "Runs of %s are held against it, an experiment that is gone.".formatted(name))
            .orElseGet(() -> ofTheLab(pin, now));
    return pin.wish()
        .settings()
        .map(how -> "%s Drawn with %s.".formatted(whose, how))
        .orElse(whose);
  }

  private static String ofTheLab(Pin pin, LivePins.Now now) {
    if (!pin.concernsTrainings()) {
      return "All runs are held against it, and no training, for people score none of their pictures.";
    }
    return now.beyond().contains(pin.id())
        ? "All runs are held against it; trainings draw those that were pinned first, and this came later."
        : "All runs and trainings are held against it.";
  }

  private static Paragraph by(Pin pin) {
    var words = new ArrayList<Component>();
    words.add(
        new Span(
            "Pinned by %s on %s%s, in "
                .formatted(
                    pin.pinnedBy(),
                    Times.dayAndTime(pin.pinnedAt()),
                    pin.seen().isPresent()
                        ? " with %d of 3".formatted(pin.seen().getAsInt())
                        : ", not judged then")));
    words.add(
        new Anchor(
            "/runs/%s?talk=%d".formatted(pin.picture().run(), pin.picture().index()),
            pin.picture().toString()));
    pin.unpinned()
        .ifPresent(it ->
            words.add(
                new Span(
                    ". Taken away by %s on %s".formatted(it.by(), Times.dayAndTime(it.at())))));
    return new Paragraph(words.toArray(Component[]::new));
  }

  /// `Since then: broke in 1 run, held in 2 runs and 1 epoch.`
  private static String sum(List<PinCount> counts) {
    if (counts.isEmpty()) {
      return "Nothing is known that drew it since.";
    }
    var words = new ArrayList<String>();
    for (var state : List.of("broke", "held", "not-judged", "not-drawn")) {
      var many =
          counts.stream()
              .filter(one -> one.state().equals(state))
              .sorted(Comparator.comparing(PinCount::kind).reversed())
              .map(PinCount::words)
              .toList();
      if (!many.isEmpty()) {
        words.add("%s in %s".formatted(state.replace('-', ' '), String.join(" and ", many)));
      }
    }
    return "Since then: %s.".formatted(String.join(", ", words));
  }

  private static UnorderedList findings(List<PinFinding> last) {
    var list = new UnorderedList();
    list.addClassName("pin-checks");
    for (var one : last) {
      var state = new Span(one.words());
      state.addClassName("pin-check__state");
      var item =
          new ListItem(
              state,
              new Anchor("/" + PinLinks.subject(one), one.subject()),
              new Span(Times.dayAndTime(one.at())));
      item.addClassName("pin-check");
      item.getElement().setAttribute("data-state", one.state());
      list.add(item);
    }
    return list;
  }

  private static Component actions(Pin pin, Acts acts) {
    if (!pin.isPinned()) {
      return new RowActions(
          named(new Button("Pin again", _ -> acts.pinAgain(pin)), "Pin again: " + pin.title()));
    }
    return new RowActions(
        named(new Button("Change", _ -> acts.change(pin)), "Change the pin of " + pin.title()),
        named(new Button("Unpin", _ -> acts.unpin(pin)), "Unpin " + pin.title()));
  }

  private static Button named(Button button, String name) {
    button.setAriaLabel(name);
    return button;
  }
}
