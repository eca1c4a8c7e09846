package lab.harmony.design.live;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.page.PageVisibility;
import com.vaadin.flow.server.Command;
import com.vaadin.flow.signals.Signal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// Lets a part of a screen show a [Live] value while it is attached.
///
/// A value that comes while the person's session is busy waits without holding anybody up; when
/// more come meanwhile, only the newest is shown. So does one for a part that nobody sees, since
/// its [KeptScreen] is hidden or its page lies behind another tab, until [#wake].
public final class LiveParts {

  private LiveParts() {}

  /// @param show is called with the value at once, and with later ones as they come
  public static <T> void follow(Component part, Live<T> live, Consumer<T> show) {
    part.addAttachListener(attach -> {
      var inbox = new Inbox<T>(part, attach.getUI(), show);
      var following = live.follow(inbox::offer);
      part.addDetachListener(detach -> {
        detach.unregisterListener();
        inbox.close();
        following.end();
      });
    });
  }

  /// The same for what takes a while to find out the first time: it is shown as soon as it is
  /// known, and the session does not wait for it.
  public static <T> void followAway(Component part, Live<T> live, Consumer<T> show) {
    followAway(part, live, show, () -> {});
  }

  /// The same where nothing else on the screen says what is missing.
  ///
  /// @param failed is called in its place if it cannot be found out
  public static <T> void followAway(
      Component part, Live<T> live, Consumer<T> show, Command failed) {
    part.addAttachListener(attach -> {
      var inbox = new Inbox<T>(part, attach.getUI(), show);
      var away = new Away();
      part.addDetachListener(detach -> {
        detach.unregisterListener();
        inbox.close();
        away.end();
      });
      var known = live.followKnown(inbox::later);
      if (known.isPresent()) {
        away.begun(known.get());
        return;
      }
      Thread.startVirtualThread(() -> {
        try {
          away.begun(live.follow(inbox::offer));
        } catch (RuntimeException e) {
          LoggerFactory.getLogger(LiveParts.class).error("What is shown was not found out.", e);
          inUi(attach.getUI(), failed);
        }
      });
    });
  }

  /// What may have to end before it has begun.
  private static final class Away {
    private Live.@Nullable Following following;
    private boolean ended;

    synchronized void begun(Live.Following now) {
      following = now;
      if (ended) {
        now.end();
      }
    }

    synchronized void end() {
      ended = true;
      if (following != null) {
        following.end();
      }
    }
  }

  /// Wakes the parts of a page whenever it is seen again; `frame` is there as long as the page is.
  public static void wakeWhenSeen(Component frame) {
    frame.addAttachListener(attach -> {
      var ui = attach.getUI();
      Signal.effect(
          frame,
          () -> {
            if (ui.getPage().pageVisibilitySignal().get() != PageVisibility.HIDDEN) {
              wake(ui);
            }
          });
    });
  }

  /// Shows what came for parts that were not seen; those that are not seen now wait on.
  public static void wake(UI ui) {
    List.copyOf(asleep(ui)).forEach(Inbox::take);
  }

  /// Those of a page that wait to be seen, under the lock of its session.
  private static Set<Inbox<?>> asleep(UI ui) {
    var known = ComponentUtil.getData(ui, Asleep.class);
    if (known == null) {
      known = new Asleep(new LinkedHashSet<>());
      ComponentUtil.setData(ui, Asleep.class, known);
    }
    return known.inboxes();
  }

  /// Whether the browser says that the page is not on the screen.
  private static boolean isBehind(UI ui) {
    return ui.getPage().pageVisibilitySignal().peek() == PageVisibility.HIDDEN;
  }

  private record Asleep(Set<Inbox<?>> inboxes) {}

  /// Finds something out away from the session that asks, and shows it there if the page is still
  /// open.
  ///
  /// @param work what fails in it is its own to tell
  public static <T> void answer(UI ui, Supplier<T> work, Consumer<T> show) {
    Thread.startVirtualThread(() -> {
      var found = work.get();
      inUi(ui, () -> show.accept(found));
    });
  }

  private static void inUi(UI ui, Command what) {
    try {
      ui.access(what);
    } catch (UIDetachedException gone) {
      // nobody looks any more
    }
  }

  private static final class Inbox<T> {
    private final Component part;
    private final UI ui;
    private final Consumer<T> show;
    private final AtomicReference<@Nullable T> newest = new AtomicReference<>();
    private volatile boolean closed;

    Inbox(Component part, UI ui, Consumer<T> show) {
      this.part = part;
      this.ui = ui;
      this.show = show;
    }

    void offer(T value) {
      if (UI.getCurrent() == ui) {
        show.accept(value);
      } else {
        later(value);
      }
    }

    /// The same once the screen that is being attached stands: what is switched on or off while
    /// parts of it are still attached does not reach the browser.
    void later(T value) {
      if (newest.getAndSet(value) == null) {
        Thread.startVirtualThread(this::tell);
      }
    }

    void close() {
      closed = true;
      asleep(ui).remove(this);
    }

    private void tell() {
      try {
        ui.access(this::take);
      } catch (UIDetachedException gone) {
        closed = true;
      }
    }

    /// While it is asleep its newest value stays in it, so that no other one asks for the session.
    private void take() {
      if (!closed && (KeptScreen.hides(part) || isBehind(ui))) {
        asleep(ui).add(this);
        return;
      }
      asleep(ui).remove(this);
      var value = newest.getAndSet(null);
      if (value != null && !closed) {
        show.accept(value);
      }
    }
  }
}
