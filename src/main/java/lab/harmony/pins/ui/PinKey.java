package lab.harmony.pins.ui;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.design.Notice;
import lab.harmony.design.live.LiveParts;
import lab.harmony.design.pictures.LargeView;
import lab.harmony.people.Actor;
import lab.harmony.people.NotAllowed;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.pins.Pin;
import lab.harmony.pins.PinProblem;
import lab.harmony.pins.Pins;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunId;
import lab.harmony.threads.Topic;
import lab.harmony.threads.ui.PictureAct;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// Pins the picture that is shown large, or the tile of a grid that has the focus, and takes a pin
/// that the same person made so away when it is pressed again. Of what others pinned, or of what
/// somebody said more about, it only tells.
@Component
class PinKey implements PictureAct {

  static final String KEY = "p";
  private static final String PIN = "Pin";
  private static final String UNPIN = "Unpin";
  private static final String AGAIN = "Pin again";
  private static final String PINNED = "Pinned";

  private final Pins pins;
  private final Rights rights;
  private final CurrentPerson current;

  PinKey(Pins pins, Rights rights, CurrentPerson current) {
    this.pins = pins;
    this.rights = rights;
    this.current = current;
  }

  @Override
  public void on(LargeView view, IntFunction<Optional<Topic.Picture>> pictures) {
    var who = current.actor();
    if (mayPin(who)) {
      view.offer(new OnView(view, pictures, who));
    }
  }

  /// Asked once for a page, which may have hundreds of pictures that can be shown large; whether
  /// somebody may pin is asked again when they do.
  private boolean mayPin(Actor who) {
    var ui = UI.getCurrent();
    var known = ComponentUtil.getData(ui, Allowed.class);
    if (known == null || !known.who().equals(who)) {
      known = new Allowed(who, rights.may(who, Right.PIN));
      ComponentUtil.setData(ui, Allowed.class, known);
    }
    return known.may();
  }

  private record Allowed(Actor who, boolean may) {}

  /// What is told, and what another press does.
  ///
  /// @param undo what takes it back
  /// @param failed whether it could not be done
  private record Told(String words, String label, Optional<Runnable> undo, boolean failed) {

    static Told words(String words, String label) {
      return new Told(words, label, Optional.empty(), false);
    }

    static Told done(String words, String label, Runnable undo) {
      return new Told(words, label, Optional.of(undo), false);
    }

    static Told failed(String words) {
      return new Told(words, PIN, Optional.empty(), true);
    }
  }

  private final class OnView implements LargeView.Act {
    private final LargeView view;
    private final IntFunction<Optional<Topic.Picture>> pictures;
    private final Actor who;

    OnView(LargeView view, IntFunction<Optional<Topic.Picture>> pictures, Actor who) {
      this.view = view;
      this.pictures = pictures;
      this.who = who;
    }

    @Override
    public String key() {
      return KEY;
    }

    @Override
    public String label() {
      return PIN;
    }

    @Override
    public void shown(int index) {
      picture(index).ifPresent(image -> tell(index, true, () -> there(pins.at(image))));
    }

    @Override
    public void pressed(int index, boolean large) {
      picture(index).ifPresent(image -> tell(index, large, () -> change(image)));
    }

    private Optional<ImageId> picture(int index) {
      return pictures
          .apply(index)
          .flatMap(it -> RunId.parse(it.run()).map(run -> new ImageId(run, it.index())));
    }

    private Told there(List<Pin> there) {
      if (there.isEmpty()) {
        return Told.words("", PIN);
      }
      return Told.words(
          "Pinned: %s.".formatted(String.join("; ", there.stream().map(Pin::demand).toList())),
          isPlainAndOwn(there) ? UNPIN : PINNED);
    }

    /// One press after the other, however they come.
    private synchronized Told change(ImageId image) {
      var there = pins.at(image);
      if (there.isEmpty()) {
        return pin(image);
      }
      return isPlainAndOwn(there)
          ? unpin(there.getFirst())
          : Told.words(
              "Pinned already: %s. The page of pins changes it and takes it away."
                  .formatted(String.join("; ", there.stream().map(this::whose).toList())),
              PINNED);
    }

    private String whose(Pin pin) {
      return "%s, by %s".formatted(pin.demand(), pin.pinnedBy());
    }

    private boolean isPlainAndOwn(List<Pin> there) {
      return there.size() == 1 && there.getFirst().isPlainOf(who.person());
    }

    private Told pin(ImageId image) {
      var pin = pins.pinAsUsual(image, who);
      return Told.done(
          "Pinned: %s %s%s."
              .formatted(
                  pin.title(), pin.demand(), pin.concernsTrainings() ? "" : ", in runs alone"),
          UNPIN,
          () -> pins.unpin(pin.id(), who));
    }

    private Told unpin(Pin pin) {
      pins.unpin(pin.id(), who);
      return Told.done(
          "%s is pinned no more.".formatted(pin.title()),
          AGAIN,
          () -> pins.pinAgain(pin.id(), who));
    }

    /// Found out away from the session; said where the picture is.
    private void tell(int index, boolean large, Supplier<Told> work) {
      LiveParts.answer(
          UI.getCurrent(),
          () -> tried(work),
          told -> {
            if (large) {
              view.said(index, told.words(), told.label());
            } else if (told.undo().isPresent()) {
              Notice.undo(told.words(), () -> takeBack(told.undo().get()));
            } else if (told.failed()) {
              Notice.problem(told.words());
            } else {
              Notice.show(told.words());
            }
          });
    }

    private static Told tried(Supplier<Told> work) {
      try {
        return work.get();
      } catch (PinProblem | NotAllowed e) {
        return Told.failed(String.valueOf(e.getMessage()));
      } catch (DataAccessException e) {
        return Told.failed("Nothing was pinned, because the database did not answer.");
      }
    }

    private static void takeBack(Runnable undo) {
      var told =
          tried(() -> {
            undo.run();
            return Told.words("", PIN);
          });
      if (told.failed()) {
        Notice.problem(told.words());
      }
    }
  }
}
