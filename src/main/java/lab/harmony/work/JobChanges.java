package lab.harmony.work;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/// For verbs that wait for jobs: an event is heard by the process alone in which it happens, and
/// the job may be worked on in another. As long as the mark that all of them write is the same, the
/// database is not asked.
@Component
public class JobChanges {

  private static final long LOOK = 200;

  private final JobMark mark;

  JobChanges(JobMark mark) {
    this.mark = mark;
  }

  /// What the mark says; read before one looks at jobs, so that nothing is missed.
  public String now() {
    return mark.now();
  }

  /// Returns once any job has changed since, or after so long.
  ///
  /// @param most another version of the lab writes no mark
  public void await(String since, Duration most) throws InterruptedException {
    long until = System.nanoTime() + most.toNanos();
    while (mark.now().equals(since) && System.nanoTime() < until) {
      TimeUnit.MILLISECONDS.sleep(LOOK);
    }
  }
}
