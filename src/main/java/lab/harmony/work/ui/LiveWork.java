package lab.harmony.work.ui;

import java.time.Duration;
import java.util.stream.Stream;
import lab.harmony.design.live.Live;
import lab.harmony.design.live.NowRunning;
import lab.harmony.people.Needs;
import lab.harmony.people.PersonChanged;
import lab.harmony.people.Right;
import lab.harmony.work.JobChanged;
import lab.harmony.work.JobState;
import lab.harmony.work.WorkList;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// All work as open pages show it: read once for all of them when a job has changed.
@Component
@Needs(Right.LOOK)
class LiveWork implements NowRunning {

  private static final Duration PAUSE = Duration.ofMillis(450);

  private final Live<WorkList.Now> now;
  private final Live<Works> works;

  LiveWork(WorkList list) {
    now = new Live<>(PAUSE, list::now);
    works = new Live<>(PAUSE, () -> atWork(list.now()));
  }

  @EventListener
  void changed(JobChanged event) {
    now.changed();
    works.changed();
  }

  @EventListener
  void renamed(PersonChanged event) {
    now.changed();
    works.changed();
  }

  Live<WorkList.Now> now() {
    return now;
  }

  @Override
  public Live<Works> works() {
    return works;
  }

  private static Works atWork(WorkList.Now now) {
    return new Works(now.items().stream().flatMap(LiveWork::work).toList());
  }

  private static Stream<Work> work(WorkList.Item item) {
    return item.job().state() instanceof JobState.Running(var progress)
        ? Stream.of(
            new Work(
                item.title().name(),
                item.title().path(),
                item.job().by(),
                item.title().done(),
                progress.fraction()))
        : Stream.empty();
  }
}
