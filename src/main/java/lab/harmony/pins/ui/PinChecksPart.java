package lab.harmony.pins.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import lab.harmony.design.lists.LongList;
import lab.harmony.design.pictures.ComparePictures;
import lab.harmony.pins.PinCheck;
import lab.harmony.pins.PinState;
import lab.harmony.runs.images.ImageLinks;

/// What became of pins in one thing that was drawn: a sentence, what broke and what is not judged,
/// and the rest behind a line. Each opens the pinned picture and the new one side by side.
final class PinChecksPart extends Composite<Div> {

  private final ComparePictures compare = new ComparePictures();

  PinChecksPart(LivePins.Shown shown) {
    var report = shown.report();
    getContent().addClassName("pin-report");
    var sentence = new Paragraph(report.sentence());
    sentence.addClassName("pin-report__sentence");
    getContent().add(sentence);
    var open =
        report.checks().stream()
            .filter(check ->
                check.state() instanceof PinState.Broke
                    || check.state() instanceof PinState.NotJudged)
            .toList();
    var rest = report.checks().stream().filter(check -> !open.contains(check)).toList();
    if (!open.isEmpty()) {
      getContent().add(new LongList<>("pin-checks", open, part -> items(part, shown)));
    }
    if (!rest.isEmpty()) {
      var words = rest.size() == 1 ? "The other pin" : "The other %d pins".formatted(rest.size());
      getContent().add(rest(open.isEmpty() ? "Every pin" : words, rest, shown));
    }
    getContent().add(new Anchor("/" + PinLinks.list(), "All pins"), compare);
  }

  /// Its lines are made when it is opened.
  private Details rest(String words, List<PinCheck> checks, LivePins.Shown shown) {
    var details = new Details(words);
    details.addOpenedChangeListener(change -> {
      if (change.isOpened() && details.getContent().findAny().isEmpty()) {
        details.add(new LongList<>("pin-checks", checks, part -> items(part, shown)));
      }
    });
    return details;
  }

  private List<ListItem> items(List<PinCheck> checks, LivePins.Shown shown) {
    return checks.stream().map(check -> item(check, shown)).toList();
  }

  private ListItem item(PinCheck check, LivePins.Shown shown) {
    var state = new Span(check.state().words());
    state.addClassName("pin-check__state");
    var item = new ListItem(state, new Span(check.pin().title()), new Span(check.pin().demand()));
    item.addClassName("pin-check");
    item.getElement().setAttribute("data-state", check.state().code());
    check
        .state()
        .decisive()
        .ifPresent(face ->
            item.add(
                shown.gone().contains(check.pin().id())
                    ? new Span("The pinned picture is gone.")
                    : sideBySide(check, face.address(), face.name())));
    return item;
  }

  private Button sideBySide(PinCheck check, String address, String name) {
    var pin = check.pin();
    var button =
        new Button(
            "Side by side",
            _ ->
                compare.open(
                    new ComparePictures.Side(
                        ImageLinks.full(pin.picture()), pin.title(), "pinned · " + pin.picture()),
                    new ComparePictures.Side(
                        address,
                        pin.title(),
                        "now · %s · %s".formatted(check.state().words(), name))));
    button.addThemeVariants(ButtonVariant.AURA_TERTIARY);
    button.setAriaLabel("Side by side: %s, pinned and now".formatted(pin.title()));
    return button;
  }
}
