package lab.harmony.runs;

/// A run waits for a worker since a moment ago; published after that is committed.
record RunQueued(RunId run) {}
