package lab.harmony.bench;

import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.SessionLockEvent;
import com.vaadin.flow.server.SessionLockListener;
import com.vaadin.flow.server.VaadinServiceInitListener;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// How long sessions are locked, and how long one waits for the lock, in milliseconds.
@Component
final class LockTimes implements VaadinServiceInitListener, SessionLockListener {
  private static final long serialVersionUID = 1L;

  private final transient ThreadLocal<Long> requested = new ThreadLocal<>();
  private final transient ThreadLocal<Long> acquired = new ThreadLocal<>();
  private final transient List<Double> held = new ArrayList<>();
  private final transient List<Double> waited = new ArrayList<>();

  @Override
  public void serviceInit(ServiceInitEvent event) {
    event.getSource().addSessionLockListener(this);
  }

  @Override
  public void lockRequested(SessionLockEvent event) {
    requested.set(System.nanoTime());
  }

  @Override
  public void lockAcquired(SessionLockEvent event) {
    var now = System.nanoTime();
    acquired.set(now);
    var since = requested.get();
    if (since != null) {
      keep(waited, now - since);
    }
  }

  @Override
  public void lockReleased(SessionLockEvent event) {
    var since = acquired.get();
    if (since != null) {
      keep(held, System.nanoTime() - since);
      acquired.remove();
    }
  }

  synchronized void clear() {
    held.clear();
    waited.clear();
  }

  synchronized List<Double> held() {
    return List.copyOf(held);
  }

  synchronized List<Double> waited() {
    return List.copyOf(waited);
  }

  private synchronized void keep(List<Double> times, long nanoseconds) {
    times.add(nanoseconds / 1e6);
  }
}
