package lab.harmony.pins.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.design.Notice;
import lab.harmony.design.PageBar;
import lab.harmony.design.lists.EmptyState;
import lab.harmony.design.lists.LongList;
import lab.harmony.design.lists.Narrowing;
import lab.harmony.design.live.LiveParts;
import lab.harmony.people.Actor;
import lab.harmony.people.Needs;
import lab.harmony.people.NotAllowed;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.pins.Pin;
import lab.harmony.pins.PinProblem;
import lab.harmony.pins.PinWish;
import lab.harmony.pins.Pins;
import lab.harmony.runs.ImageId;
import org.springframework.dao.DataAccessException;

/// The faces that must not break, with what became of them lately; what they ask for is changed and
/// they are taken away here.
@Route("pins")
@PageTitle("Pins · Harmony Lab")
@Menu(title = "Pins", order = 37)
@Needs(Right.LOOK)
final class PinsView extends Composite<Div> implements BeforeEnterObserver, PinRow.Acts {

  private static final String WHEN =
      "Runs are held against the pins as they draw, trainings after each epoch. The page of a"
          + " model or an adapter says which it holds, and has those drawn that it has not drawn.";

  private final Pins pins;
  private final LivePins live;
  private final Actor who;
  private final boolean changes;
  private final Div body = new Div();
  private final Div away = new Div();
  private final Narrowing narrowing = new Narrowing("pin", "pins", this::show);
  private Optional<LivePins.Now> now = Optional.empty();
  private Optional<LongList<Pin>> list = Optional.empty();
  private String sought = "";
  private boolean awayOpen;

  PinsView(Pins pins, LivePins live, Rights rights, CurrentPerson person) {
    this.pins = pins;
    this.live = live;
    who = person.actor();
    changes = rights.may(who, Right.PIN);
    var scroll = new Div(body, away);
    scroll.addClassName("page__scroll");
    getContent().addClassName("page");
    getContent().add(new PageBar("Pins", narrowing), scroll);
    LiveParts.followAway(
        this,
        live.list(),
        found -> {
          now = Optional.of(found);
          show();
        });
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    narrowing.read(event.getLocation());
    show();
  }

  /// As many rows stay open as were, while the same words are looked for.
  private void show() {
    var open = narrowing.text().equals(sought) ? list.map(LongList::shown).orElse(0) : 0;
    sought = narrowing.text();
    list = Optional.empty();
    body.removeAll();
    away.removeAll();
    if (now.isEmpty()) {
      body.add(new Paragraph("Looking at the pins …"));
      return;
    }
    var found = now.get();
    var wanted =
        found.pinned().stream()
            .filter(pin -> narrowing.fits(words(pin)))
            .sorted(Comparator.comparing(pin -> !found.isBroken(pin)))
            .toList();
    narrowing.count(wanted.size(), found.pinned().size());
    if (found.pinned().isEmpty()) {
      body.add(
          new EmptyState(
              "Nothing is pinned",
              "A pin guards a face that must not break, such as that of a cover: whatever is drawn"
                  + " later from its prompt and seed must keep its points, and says so where it does"
                  + " not. Open a face large, or go to it in a grid, and press P.",
              new Anchor("/runs", "Open the runs")));
    } else if (wanted.isEmpty()) {
      body.add(narrowing.nothing());
    } else {
      body.add(new Paragraph(WHEN));
      var made = new LongList<>("pins__list", wanted, part -> rows(part, found)).atLeast(open);
      list = Optional.of(made);
      body.add(made);
    }
    if (!found.unpinned().isEmpty()) {
      away.add(away(found));
    }
  }

  /// Its rows are made when it is opened.
  private Details away(LivePins.Now found) {
    var details = new Details("Taken away (%d)".formatted(found.unpinned().size()));
    details.addOpenedChangeListener(change -> {
      if (change.isOpened() && details.getContent().findAny().isEmpty()) {
        details.add(new LongList<>("pins__list", found.unpinned(), part -> rows(part, found)));
      }
    });
    details.setOpened(awayOpen);
    details.addOpenedChangeListener(change -> awayOpen = change.isOpened());
    return details;
  }

  private static String words(Pin pin) {
    return String.join(
        " ",
        pin.title(),
        pin.demand(),
        pin.wish().reason(),
        pin.wish().experiment().orElse(""),
        pin.pinnedBy().name(),
        pin.picture().toString());
  }

  private List<ListItem> rows(List<Pin> part, LivePins.Now found) {
    var rows = live.rows(part);
    return part.stream()
        .map(pin ->
            (ListItem) new PinRow(pin, found, rows, changes ? Optional.of(this) : Optional.empty()))
        .toList();
  }

  @Override
  public void change(Pin pin) {
    LiveParts.answer(
        UI.getCurrent(),
        () -> choices(pin),
        choices -> new PinDialog(pin, choices, wish -> kept(pin, wish)).open());
  }

  private PinDialog.Choices choices(Pin pin) {
    var usual =
        Stream.<Function<ImageId, PinWish>>of(pins::byPeople, pins::byMachine)
            .flatMap(by -> known(by, pin.picture()).stream())
            .toList();
    return new PinDialog.Choices(usual, known(pins::settings, pin.picture()));
  }

  /// Empty where the picture is gone, a judge says nothing of it or leaves it no point.
  private static <T> Optional<T> known(Function<ImageId, T> ask, ImageId picture) {
    try {
      return Optional.of(ask.apply(picture));
    } catch (PinProblem notKnown) {
      return Optional.empty();
    }
  }

  /// Changes the pin, or makes another one where another judge was chosen.
  private Optional<String> kept(Pin pin, PinWish wish) {
    var nowhere =
        wish.experiment()
            .filter(name -> !pin.wish().experiment().equals(wish.experiment()))
            .filter(name -> !pins.experiments().contains(name));
    if (nowhere.isPresent()) {
      return Optional.of(
          "No experiment with pictures is called \"%s\"; there are: %s."
              .formatted(nowhere.get(), String.join(", ", pins.experiments())));
    }
    try {
      if (wish.judge().equals(pin.wish().judge())) {
        pins.change(pin.id(), wish, who);
      } else {
        pins.pinExactly(pin.picture(), wish, who);
      }
      return Optional.empty();
    } catch (PinProblem | NotAllowed e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } catch (DataAccessException e) {
      return Optional.of(
          "It could not be kept, because the database did not answer. Try it again.");
    }
  }

  @Override
  public void unpin(Pin pin) {
    tried(() -> {
      if (pins.unpin(pin.id(), who)) {
        Notice.undo("%s is pinned no more.".formatted(pin.title()), () -> pinAgain(pin));
      }
    });
  }

  @Override
  public void pinAgain(Pin pin) {
    tried(() -> pins.pinAgain(pin.id(), who));
  }

  private static void tried(Runnable act) {
    try {
      act.run();
    } catch (PinProblem | NotAllowed e) {
      Notice.problem(String.valueOf(e.getMessage()));
    }
  }
}
