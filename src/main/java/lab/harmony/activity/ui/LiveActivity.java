package lab.harmony.activity.ui;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.activity.Activity;
import lab.harmony.activity.ActivityChanged;
import lab.harmony.activity.ActivitySeen;
import lab.harmony.design.live.Live;
import lab.harmony.design.live.Lives;
import lab.harmony.design.live.NavigationCount;
import lab.harmony.people.Actor;
import lab.harmony.people.PersonChanged;
import lab.harmony.people.PersonId;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// That something happened, for open pages; and how much of it is new to somebody, beside the
/// screen in the navigation.
@Component
class LiveActivity implements NavigationCount {

  /// Rather seldom: with every score of everybody something has happened.
  private static final Duration PAUSE = Duration.ofSeconds(2);

  /// Of a number on every page of everybody.
  private static final Duration COUNTED = Duration.ofSeconds(10);

  private final CurrentPerson current;
  private final AtomicLong happened = new AtomicLong();
  private final Live<Long> times = new Live<>(PAUSE, happened::get);
  private final Lives<PersonId, Integer> unseen;

  LiveActivity(Activity activity, CurrentPerson current) {
    this.current = current;
    this.unseen = new Lives<>(COUNTED, person -> activity.unseen(new Actor(person)));
  }

  /// Another number whenever something happened.
  Live<Long> times() {
    return times;
  }

  @Override
  public String path() {
    return "activity";
  }

  @Override
  public Live<Integer> count() {
    return unseen.of(current.id());
  }

  @Override
  public String words(int count) {
    return counted(count) + " new";
  }

  /// `3`, `100 or more`.
  static String counted(int count) {
    return count >= Activity.MOST_COUNTED ? "%d or more".formatted(count) : String.valueOf(count);
  }

  @EventListener
  void happened(ActivityChanged event) {
    happened.incrementAndGet();
    times.changed();
    unseen.forEach((_, count) -> count.changed());
  }

  @EventListener
  void seen(ActivitySeen event) {
    unseen.ifKnown(event.person(), Live::changed);
  }

  @EventListener
  void changed(PersonChanged event) {
    unseen.ifKnown(event.person(), Live::changed);
  }
}
