package lab.harmony.runs.ui;

import java.util.Map;
import lab.harmony.design.live.Live;
import lab.harmony.runs.RunId;

/// What other features have to say of runs in their list, a few words each; offered as a bean.
public interface RunMarks {

  /// By run, of those of which there is something to say: `breaks 1 pin`.
  Live<Map<RunId, String>> marks();
}
