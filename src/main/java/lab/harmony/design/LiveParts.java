package lab.harmony.design;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Lets a part of a screen show a [Live] value while it is attached.
///
/// A value that comes while the person's session is busy waits without holding anybody up; when
/// more come meanwhile, only the newest is shown.
public final class LiveParts {

  private LiveParts() {}

  /// @param show is called with the value at once, and with later ones as they come
  public static <T> void follow(Component part, Live<T> live, Consumer<T> show) {
    part.addAttachListener(attach -> {
      var inbox = new Inbox<T>(attach.getUI(), show);
      var following = live.follow(inbox::offer);
      part.addDetachListener(detach -> {
        detach.unregisterListener();
        inbox.close();
        following.end();
      });
    });
  }

  /// Finds something out away from the session that asks, and shows it there if the page is still
  /// open.
  ///
  /// @param work what fails in it is its own to tell
  public static <T> void answer(UI ui, Supplier<T> work, Consumer<T> show) {
    Thread.startVirtualThread(() -> {
      var found = work.get();
      try {
        ui.access(() -> show.accept(found));
      } catch (UIDetachedException gone) {
        // nobody looks any more
      }
    });
  }

  private static final class Inbox<T> {
    private final UI ui;
    private final Consumer<T> show;
    private final AtomicReference<@Nullable T> newest = new AtomicReference<>();
    private volatile boolean closed;

    Inbox(UI ui, Consumer<T> show) {
      this.ui = ui;
      this.show = show;
    }

    void offer(T value) {
      if (UI.getCurrent() == ui) {
        show.accept(value);
      } else if (newest.getAndSet(value) == null) {
        Thread.startVirtualThread(this::tell);
      }
    }

    void close() {
      closed = true;
    }

    private void tell() {
      try {
        ui.access(this::take);
      } catch (UIDetachedException gone) {
        closed = true;
      }
    }

    private void take() {
      var value = newest.getAndSet(null);
      if (value != null && !closed) {
        show.accept(value);
      }
    }
  }
}
