package lab.harmony.blind.ui;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import lab.harmony.blind.session.BlindChanged;
import lab.harmony.design.live.Live;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// That something happened in a session, for pages that show one.
@Component
class BlindNews {

  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final AtomicLong happened = new AtomicLong();
  private final Live<Long> times = new Live<>(PAUSE, happened::get);

  /// Another number whenever something happened.
  Live<Long> times() {
    return times;
  }

  @EventListener
  void changed(BlindChanged event) {
    happened.incrementAndGet();
    times.changed();
  }
}
