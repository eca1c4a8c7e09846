package lab.harmony.notebooks.sources;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.harmony.analytics.ScoreSource;
import lab.harmony.notebooks.results.JudgeChoice;
import lab.harmony.review.JudgeAgreement;
import lab.harmony.review.Scores;
import lab.harmony.review.marks.MachineVerdict;
import lab.harmony.review.marks.Mark;
import lab.harmony.review.marks.Score;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.images.ExperimentFaces;
import lab.harmony.workspace.ReadOnce;
import org.springframework.stereotype.Component;

/// Collects what people or the machine say about pictures; the two are never mixed.
@Component
public class PictureJudgements {
  private final Scores scores;
  private final ExperimentFaces faces;

  PictureJudgements(Scores scores, ExperimentFaces faces) {
    this.scores = scores;
    this.faces = faces;
  }

  private record Asked(JudgeChoice judge, List<RunId> runs) {}

  /// Pictures, and what people said of them: what both judges are asked about.
  private record JudgedPictures(List<RunImage> images, Map<ImageId, Score> people) {}

  /// What is said about all pictures of these runs; asked for people and for the machine in one
  /// look, they are read once.
  public Judgements ofRuns(JudgeChoice judge, List<RunId> runs) {
    return ReadOnce.of(
        this,
        new Asked(judge, runs),
        () ->
            judge(judge, ReadOnce.<JudgedPictures>of(this, runs, () -> pictures(faces.of(runs)))));
  }

  public Judgements judge(JudgeChoice judge, List<RunImage> images) {
    return judge(judge, pictures(images));
  }

  private JudgedPictures pictures(List<RunImage> images) {
    return new JudgedPictures(images, people(images));
  }

  private Judgements judge(JudgeChoice judge, JudgedPictures pictures) {
    var images = pictures.images();
    var people = pictures.people();
    return switch (judge) {
      case HUMAN ->
          new Judgements(
              images.stream()
                  .map(image -> people(image, Optional.ofNullable(people.get(image.id()))))
                  .toList(),
              new ScoreSource.People(),
              List.of());
      case MACHINE -> {
        var measured = measured(images);
        yield new Judgements(
            images.stream()
                .map(image ->
                    new JudgedPicture(
                        image,
                        machine(image, people),
                        MachineVerdict.of(image).map(MachineVerdict::judge).orElse("")))
                .toList(),
            source(images, measured),
            measured);
      }
    };
  }

  private static JudgedPicture people(RunImage image, Optional<Score> score) {
    return new JudgedPicture(
        image, score.map(Score::mark), score.map(given -> given.scoredBy().name()).orElse(""));
  }

  private Map<ImageId, Score> people(List<RunImage> images) {
    var all = new HashMap<ImageId, Score>();
    var current = scores.current(experiments(images));
    experiments(images)
        .forEach(it -> all.putAll(Scores.byImage(current.getOrDefault(it, List.of()))));
    return all;
  }

  /// The machine's checklist; that a face is meant to mix emotions only a person can say.
  private static Optional<Mark> machine(RunImage image, Map<ImageId, Score> people) {
    var intended =
        Optional.ofNullable(people.get(image.id()))
            .filter(score -> score.mark().intendedConflict())
            .isPresent();
    return MachineVerdict.of(image).map(verdict -> Mark.of(verdict.checklist(), intended, ""));
  }

  private List<JudgeAgreement> measured(List<RunImage> images) {
    return experiments(images).stream()
        .flatMap(experiment -> scores.judge(experiment).stream())
        .toList();
  }

  private static ScoreSource source(List<RunImage> images, List<JudgeAgreement> measured) {
    var judge = images.stream().flatMap(image -> MachineVerdict.of(image).stream()).findFirst();
    return new ScoreSource.Machine(
        judge.map(MachineVerdict::judge).orElse("no judge"),
        measured.stream()
            .map(JudgeAgreement::sentence)
            .distinct()
            .collect(Collectors.joining("; ")));
  }

  private static List<String> experiments(List<RunImage> images) {
    return images.stream().map(RunImage::experiment).distinct().collect(Collectors.toList());
  }
}
