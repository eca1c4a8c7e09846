package lab.harmony.analytics;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import lab.harmony.review.Scores;
import lab.harmony.review.marks.Face;
import lab.harmony.review.marks.MachineVerdict;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunImage;
import org.springframework.stereotype.Service;

/// The analyses of what people and the machine judge say about the faces of an experiment.
@Service
public class ExperimentAnalytics {

  private final Scores scores;

  ExperimentAnalytics(Scores scores) {
    this.scores = scores;
  }

  /// What people say: about the faces the experiment stands on, and about those that were made
  /// elsewhere.
  public HarmonyAnalytics people(String experiment) {
    var images = new HashSet<ImageId>();
    scores.images(experiment).forEach(image -> images.add(image.id()));
    return HarmonyAnalytics.of(
        scores.current(experiment).stream()
            .filter(score -> score.face().image().map(images::contains).orElse(true))
            .map(ScoreRow::of)
            .toList());
  }

  /// What people say about the faces of one run.
  public HarmonyAnalytics people(String experiment, RunId run) {
    return HarmonyAnalytics.of(
        scores.current(experiment).stream()
            .filter(
                score -> score.face().image().map(image -> image.run().equals(run)).orElse(false))
            .map(ScoreRow::of)
            .toList());
  }

  /// What the machine judge makes of the faces; empty where it has read none.
  public Optional<HarmonyAnalytics> machine(String experiment) {
    return machine(experiment, scores.images(experiment));
  }

  /// What the machine judge makes of the faces of one run; empty where it has read none.
  public Optional<HarmonyAnalytics> machine(String experiment, RunId run) {
    return machine(
        experiment,
        scores.images(experiment).stream().filter(image -> image.id().run().equals(run)).toList());
  }

  private Optional<HarmonyAnalytics> machine(String experiment, List<RunImage> images) {
    var rows =
        images.stream()
            .flatMap(image ->
                MachineVerdict.of(image)
                    .map(verdict -> ScoreRow.of(Face.of(image), verdict))
                    .stream())
            .toList();
    return scores
        .judge(experiment)
        .filter(_ -> !rows.isEmpty())
        .map(judge ->
            HarmonyAnalytics.of(rows, new ScoreSource.Machine(judge.judge(), judge.sentence())));
  }
}
