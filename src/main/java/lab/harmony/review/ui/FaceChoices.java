package lab.harmony.review.ui;

import java.util.List;
import java.util.function.Function;
import lab.harmony.design.lists.Choice;
import lab.harmony.design.lists.Narrowing;
import lab.harmony.review.ReviewFilter;
import lab.harmony.review.ReviewFilter.Show;
import lab.harmony.runs.RunImage;

/// What narrows faces in review and among the scores: what has been said about them, and their
/// cell.
final class FaceChoices {
  private final Choice<Show> show;
  private final Choice<String> cell;

  FaceChoices(Narrowing narrowing) {
    show = narrowing.choice("show", "Which faces", Show.ALL.label(), Show::word, Show::label);
    show.offer(List.of(Show.OPEN, Show.SCORED, Show.DIFFERING));
    cell =
        narrowing.choice(
            "cell", "Which cell", "All cells", Function.identity(), Function.identity());
  }

  void offer(List<RunImage> faces) {
    cell.offer(faces.stream().map(face -> face.prompt().cell()).distinct().sorted().toList());
  }

  ReviewFilter chosen() {
    return ReviewFilter.of(show.value(), cell.value());
  }
}
