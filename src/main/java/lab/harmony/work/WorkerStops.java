package lab.harmony.work;

/// Tells the queue that a job goes on later.
final class WorkerStops extends RuntimeException {
  private static final long serialVersionUID = 1;

  WorkerStops() {
    super("the worker stops; the job continues when one starts again", null, false, false);
  }
}
