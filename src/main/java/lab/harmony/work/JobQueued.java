package lab.harmony.work;

/// A job waits for a worker since a moment ago; published after that is committed.
record JobQueued(JobId job) {}
