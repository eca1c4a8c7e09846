package lab.harmony.training;

import java.util.List;
import lab.harmony.prompts.MatrixPrompt;

/// What the epochs of trainings have to draw besides the fixed prompts; offered as a bean. No
/// number of a training counts it.
public interface PinnedPrompts {

  /// Asked for when a training begins or goes on.
  List<MatrixPrompt> toDraw();
}
