package lab.harmony.runs.store;

import lab.harmony.runs.RunId;

/// The answer to a spec that was submitted.

public sealed interface Submission {

  record Accepted(RunId id) implements Submission {}

  /// The run was not queued; the reason says what was needed, what came and what to do.
  record Rejected(String reason) implements Submission {}
}
