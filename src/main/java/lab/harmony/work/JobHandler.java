package lab.harmony.work;

/// What works off jobs of one kind, with the device to itself.
public interface JobHandler {

  /// Works until the job is over, is asked to be cancelled, or the worker has to stop; a job that
  /// comes again goes on where it was.
  ///
  /// A job may come twice: everything that is written about it names the claim, through `run`.
  JobEnd work(JobRun run);

  /// Frees what it keeps on the device between its jobs: a job of another kind is next, or the
  /// worker ends. Called by the worker's threads, never while [#work] is.
  default void leaveDevice() {}
}
