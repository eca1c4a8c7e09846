package lab.harmony.runs.ui;

import lab.harmony.design.StateText;
import lab.harmony.runs.RunState;

/// A run's state in the words and shapes that all screens share.
public final class RunStateText {

  private RunStateText() {}

  public static StateText of(RunState state) {
    return switch (state) {
      case RunState.Queued(var position) -> StateText.queued(position);
      case RunState.Running running -> StateText.running(running.done(), running.total());
      case RunState.Finished _ -> StateText.finished();
      case RunState.Failed(_, var reason) -> StateText.failed(firstSentence(reason));
      case RunState.Cancelled _ -> StateText.cancelled();
    };
  }

  /// The reason without the end of the log.
  static String firstSentence(String reason) {
    return reason.lines().findFirst().orElse(reason);
  }
}
