package lab.harmony;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/// The processor time that work takes, which a busy machine does not lengthen as it does the time
/// on the wall.
public final class ProcessorTime {

  private ProcessorTime() {}

  /// What the calling thread spends in it.
  public static Duration of(Runnable work) {
    var threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    work.run();
    return Duration.ofNanos(threads.getCurrentThreadCpuTime() - before);
  }
}
