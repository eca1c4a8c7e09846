package lab.harmony.runs.ui;

import java.util.Collection;
import java.util.List;
import lab.harmony.design.live.Live;
import lab.harmony.runs.RunId;

/// What other features have to say of runs in lists, a few words each; offered as a bean.
public interface RunMarks {

  /// What there is to say now.
  interface Found {

    /// Of these runs together: `breaks 1 pin`; nothing where there is nothing to say.
    String of(Collection<RunId> runs);

    /// The same of one.
    default String of(RunId run) {
      return of(List.of(run));
    }
  }

  /// Values that say the same are equal.
  Live<? extends Found> marks();
}
