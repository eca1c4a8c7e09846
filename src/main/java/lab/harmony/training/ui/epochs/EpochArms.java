package lab.harmony.training.ui.epochs;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import lab.harmony.comparison.Comparisons;
import lab.harmony.comparison.arms.Arm;
import lab.harmony.comparison.arms.ArmFace;
import lab.harmony.comparison.arms.ArmJudge;
import lab.harmony.comparison.arms.ArmPlace;
import lab.harmony.comparison.arms.ArmScore;
import lab.harmony.models.ModelName;
import lab.harmony.training.records.Evaluation;

/// The epochs of a training as arms: each drew the same fixed prompts by the same seeds.
final class EpochArms {

  private static final Pattern SEED = Pattern.compile("_seed(-?[0-9]{1,19})\\.png$");

  /// Trainings do not say by which weights their judge read; within one they are the same.
  private static final ArmJudge JUDGE = new ArmJudge.Machine("of the training", "", false);

  private EpochArms() {}

  /// All of these but the baseline, each against it.
  static Comparisons compared(
      ModelName training, List<Evaluation> evaluations, Evaluation baseline) {
    return Comparisons.of(
        arm(training, baseline),
        evaluations.stream()
            .filter(one -> one.epoch() != baseline.epoch())
            .map(one -> arm(training, one))
            .toList());
  }

  private static Arm arm(ModelName training, Evaluation evaluation) {
    var name = EpochAnswers.name(evaluation);
    return new Arm(
        name,
        Set.of(),
        JUDGE,
        evaluation.faces().stream().map(face -> face(training, name, face)).toList());
  }

  private static ArmFace face(ModelName training, String epoch, Evaluation.Face face) {
    var picture =
        "/training-samples/%s/%s".formatted(training, face.file().replaceFirst("^samples/", ""));
    return new ArmFace(
        face.file().replaceFirst("^samples/", ""),
        new ArmPlace(
            face.archetype(), face.emotion(), "", face.cfgScale(), seed(face.file()), epoch, ""),
        new ArmScore.Points(face.points()),
        Instant.EPOCH,
        picture,
        picture,
        "/trainings/" + training);
  }

  private static long seed(String file) {
    var found = SEED.matcher(file);
    return found.find() ? Long.parseLong(found.group(1)) : 0;
  }
}
