package lab.harmony.models;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import lab.harmony.workspace.SafePath;

/// The adapter of a training as it was on the way there. It lies in the folder of the training and
/// is none of the models, but a run may name it: by this name, and the hash of its file.
///
/// @param training by its name
/// @param when `epoch-06`, or `step-000120` where somebody had it kept
public record KeptAdapter(ModelName training, String when) {

  private static final Pattern WHEN = Pattern.compile("(epoch|step)-(\\d{2,9})");
  private static final Pattern NAMED = Pattern.compile("(.+)-((?:epoch|step)-\\d{2,9})");

  public KeptAdapter {
    if (!WHEN.matcher(when).matches()) {
      throw new IllegalArgumentException(
          "an adapter is kept after an epoch (epoch-06) or a step (step-000120), got \"%s\""
              .formatted(when));
    }
  }

  public static KeptAdapter ofEpoch(ModelName training, long epoch) {
    return new KeptAdapter(training, "epoch-%02d".formatted(epoch));
  }

  public static KeptAdapter ofStep(ModelName training, long step) {
    return new KeptAdapter(training, "step-%06d".formatted(step));
  }

  /// What a name means, if it can be one of these.
  public static Optional<KeptAdapter> named(String name) {
    var parts = NAMED.matcher(ModelName.composed(name));
    return parts.matches() && ModelName.isValid(parts.group(1)) && ModelName.isValid(name)
        ? Optional.of(new KeptAdapter(new ModelName(parts.group(1)), parts.group(2)))
        : Optional.empty();
  }

  /// By which prompts ask for it: `lora-v1-epoch-06`.
  ///
  /// @throws IllegalArgumentException if that is longer than a name may be
  public ModelName name() {
    return new ModelName(training + "-" + when);
  }

  /// Where it lies, in the folder of its training.
  public Path in(Path folder) {
    return folder.resolve("adapters").resolve(training + "-" + when + FileEntries.ENDING);
  }

  /// Where it lies among all trainings.
  Path among(Path trainings) {
    return in(SafePath.inside(trainings, training.value()));
  }

  /// In words behind "the adapter of": `epoch 6 of the training lora-v1`.
  public String words() {
    var parts = WHEN.matcher(when);
    return parts.matches()
        ? "%s %d of the training %s"
            .formatted(parts.group(1), Long.parseLong(parts.group(2)), training)
        : training.value();
  }
}
