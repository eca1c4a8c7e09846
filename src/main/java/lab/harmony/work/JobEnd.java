package lab.harmony.work;

/// How a worker's part of a job ended.
public sealed interface JobEnd {

  record Finished() implements JobEnd {}

  /// @param reason what was needed, what came and what to do
  record Failed(String reason) implements JobEnd {}

  /// A person wanted it.
  record Cancelled() implements JobEnd {}

  /// This worker has to end; the job goes on with the next one.
  record Stopped() implements JobEnd {}

  /// Another worker has the job.
  record Superseded() implements JobEnd {}
}
