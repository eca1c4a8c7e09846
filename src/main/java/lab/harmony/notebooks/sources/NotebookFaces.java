package lab.harmony.notebooks.sources;

import java.util.List;
import lab.harmony.notebooks.results.JudgeChoice;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.store.RunQueue;
import org.springframework.stereotype.Service;

/// The faces that the marks of a figure count, with what is said of them now.
@Service
public class NotebookFaces {
  private final RunQueue runs;
  private final PictureJudgements judges;

  NotebookFaces(RunQueue runs, PictureJudgements judges) {
    this.runs = runs;
    this.judges = judges;
  }

  /// The faces that are still there, in this order.
  ///
  /// @param machine whether the machine judge is asked, or people
  public List<JudgedPicture> of(List<ImageId> faces, boolean machine) {
    var images = faces.stream().flatMap(face -> runs.image(face).stream()).toList();
    return judges.judge(machine ? JudgeChoice.MACHINE : JudgeChoice.HUMAN, images).pictures();
  }
}
