package lab.harmony.training.trainer;

import java.nio.file.Path;
import java.util.List;
import lab.harmony.prompts.MatrixPrompt;

/// What the epochs of a training are compared by.
///
/// @param judge the folder of the classifier that reads the faces
public record Exam(Path judge, String judgeName, String judgeSha256, List<MatrixPrompt> prompts) {

  public Exam {
    prompts = List.copyOf(prompts);
  }
}
