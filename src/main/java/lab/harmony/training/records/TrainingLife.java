package lab.harmony.training.records;

import java.time.Instant;
import java.util.Optional;
import lab.harmony.design.StateWord;
import lab.harmony.people.NamedPerson;
import lab.harmony.work.JobId;

/// How far a training is: that of its latest sitting.
///
/// @param job of that sitting; empty where nothing is known of one
/// @param since when the state was entered
/// @param steps that were taken, as far as its process said
/// @param total steps of the whole training; 0 while that is not known
/// @param reason why it failed, or stopped by itself; empty otherwise
/// @param doing what it does besides taking steps: `encoding picture 12 of 417`
/// @param by who started it; empty where that is not known
public record TrainingLife(
    Optional<JobId> job,
    State state,
    Instant since,
    long steps,
    long total,
    String reason,
    Optional<String> doing,
    Optional<NamedPerson> by) {

  public enum State {
    /// It stands in the line and has not begun yet.
    QUEUED,
    /// Before the steps: a model is opened, pictures are encoded, a trial is made.
    PREPARING,
    RUNNING,
    FINISHED,
    STOPPED,
    FAILED,
    /// Its process is gone without a word.
    INTERRUPTED;

    /// As people call it.
    public StateWord word() {
      return StateWord.valueOf(name());
    }

    /// Whether a process works on it.
    public boolean isActive() {
      return this == PREPARING || this == RUNNING;
    }
  }

  public static final TrainingLife UNKNOWN =
      new TrainingLife(
          Optional.empty(),
          State.INTERRUPTED,
          Instant.EPOCH,
          0,
          0,
          "",
          Optional.empty(),
          Optional.empty());
}
