package lab.harmony.training.ui.epochs;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lab.harmony.comparison.Comparisons;
import lab.harmony.comparison.arms.Arm;
import lab.harmony.comparison.arms.ArmFace;
import lab.harmony.comparison.arms.ArmJudge;
import lab.harmony.comparison.arms.ArmPlace;
import lab.harmony.comparison.arms.ArmScore;
import lab.harmony.models.ModelName;
import lab.harmony.runs.images.ImageLinks;
import lab.harmony.runs.ui.RunLinks;
import lab.harmony.training.EpochRuns;
import lab.harmony.training.records.Evaluation;

/// The epochs of a training as arms: each drew the same fixed prompts by the same seeds, and runs
/// may have drawn them by others.
final class EpochArms {

  private static final Pattern SEED = Pattern.compile("_seed(-?[0-9]{1,19})\\.png$");

  private static final ArmJudge JUDGE = new ArmJudge.Machine("of the training", "", false);

  private EpochArms() {}

  /// All of these but the baseline, each against it.
  ///
  /// @param found what runs drew besides
  static Comparisons compared(
      ModelName training,
      List<Evaluation> evaluations,
      Evaluation baseline,
      EpochRuns.Found found) {
    var judge = judge(baseline);
    return Comparisons.of(
        arm(training, baseline, judge, found),
        others(evaluations, baseline).stream()
            .map(one -> arm(training, one, judge, found))
            .toList());
  }

  /// Those that are held against it, in the order of their comparisons.
  static List<Evaluation> others(List<Evaluation> evaluations, Evaluation baseline) {
    return evaluations.stream().filter(one -> one.epoch() != baseline.epoch()).toList();
  }

  /// The weights by which the faces of an epoch were read; labs of before did not keep them.
  private static Optional<String> judge(Evaluation evaluation) {
    return evaluation.faces().stream()
        .flatMap(face -> face.drawn().stream())
        .map(drawn -> drawn.reading().judge() + " " + drawn.reading().judgeSha256())
        .findFirst();
  }

  /// @param than by whom those were read that it is compared with: points of another judge count
  ///   for nothing
  private static Arm arm(
      ModelName training, Evaluation evaluation, Optional<String> than, EpochRuns.Found found) {
    var name = EpochAnswers.name(evaluation);
    var own = judge(evaluation);
    boolean alike = own.isEmpty() || than.isEmpty() || own.equals(than);
    return new Arm(
        name,
        Set.of(),
        JUDGE,
        Stream.concat(
                evaluation.faces().stream().map(face -> face(training, name, face, alike)),
                found.of(evaluation.epoch()).faces().stream().map(face -> face(name, face, alike)))
            .toList());
  }

  private static ArmFace face(
      ModelName training, String epoch, Evaluation.Face face, boolean counts) {
    var picture =
        "/training-samples/%s/%s".formatted(training, face.file().replaceFirst("^samples/", ""));
    return new ArmFace(
        face.file().replaceFirst("^samples/", ""),
        new ArmPlace(
            face.archetype(),
            face.emotion(),
            face.drawn()
                .map(drawn -> EpochRuns.words(drawn.prompt(), drawn.negativePrompt()))
                .orElse(""),
            face.cfgScale(),
            face.drawn().map(Evaluation.Drawn::seed).orElseGet(() -> seed(face.file())),
            epoch,
            ""),
        counts ? new ArmScore.Points(face.points()) : new ArmScore.Unscored(),
        Instant.EPOCH,
        picture,
        picture,
        "/trainings/" + training);
  }

  private static ArmFace face(String epoch, EpochRuns.Further face, boolean counts) {
    var image = face.image();
    var prompt = image.prompt();
    return new ArmFace(
        image.id().toString(),
        new ArmPlace(
            prompt.archetype(),
            prompt.emotion(),
            face.words(),
            prompt.cfgScale(),
            prompt.seed(),
            epoch,
            ""),
        face.points()
            .filter(_ -> counts)
            .<ArmScore>map(ArmScore.Points::new)
            .orElseGet(ArmScore.Unscored::new),
        image.createdAt(),
        ImageLinks.thumbnail(image.id(), 256),
        ImageLinks.full(image.id()),
        "/" + RunLinks.run(image.id().run()));
  }

  private static long seed(String file) {
    var found = SEED.matcher(file);
    return found.find() ? Long.parseLong(found.group(1)) : 0;
  }
}
