package lab.harmony.training.trainer;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import lab.harmony.prompts.MatrixPrompt;

/// What the epochs of a training are compared by.
///
/// @param judge the folder of the classifier that reads the faces
/// @param prompts the fixed ones, by which epochs are ranked
/// @param pinned what is drawn besides and no number counts; none of it is among the fixed ones
public record Exam(
    Path judge,
    String judgeName,
    String judgeSha256,
    List<MatrixPrompt> prompts,
    List<MatrixPrompt> pinned) {

  public Exam {
    prompts = List.copyOf(prompts);
    var fixed = Set.copyOf(prompts);
    pinned = pinned.stream().filter(one -> !fixed.contains(one)).distinct().toList();
  }

  /// How many faces an evaluation draws.
  int faces() {
    return prompts.size() + pinned.size();
  }
}
