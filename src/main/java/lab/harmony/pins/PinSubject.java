package lab.harmony.pins;

import lab.harmony.runs.RunId;

/// Something that was drawn and is held against pins.
public sealed interface PinSubject {

  /// @param experiment that asked for it
  record OfRun(RunId run, String experiment) implements PinSubject {}

  /// @param folder of its pictures among those of the training: `epoch-03`, `step-000120`
  record OfEpoch(String training, String folder, int epoch) implements PinSubject {}

  /// A model or an adapter by itself, in whatever it drew: what is found of it is kept of its runs.
  ///
  /// @param how only faces that were drawn so are meant, as the end of its name: ` at 0.6 by
  ///   doodle-base`; nothing where all are
  record OfModel(String model, boolean adapter, String how) implements PinSubject {}

  /// How it is stored.
  default String kind() {
    return switch (this) {
      case OfRun _ -> "run";
      case OfEpoch _ -> "epoch";
      case OfModel _ -> "model";
    };
  }

  /// How it is stored, and what programs read: `r261120-204501-k3f9q`, `lora-v1/epoch-03`.
  default String name() {
    return switch (this) {
      case OfRun(var run, _) -> run.value();
      case OfEpoch(var training, var folder, _) -> training + "/" + folder;
      case OfModel(var model, _, _) -> model;
    };
  }

  /// As people call it: `run r261120-204501-k3f9q of baseline`, `epoch 3 of lora-v1`.
  default String words() {
    return switch (this) {
      case OfRun(var run, var experiment) -> "run %s of %s".formatted(run, experiment);
      case OfEpoch(var training, var folder, var epoch) ->
          folder.startsWith("step-")
              ? "epoch %d of %s, at %s".formatted(epoch, training, folder.replaceFirst("-0*", " "))
              : epoch == 0
                  ? "the model alone of " + training
                  : "epoch %d of %s".formatted(epoch, training);
      case OfModel(var model, var adapter, var how) ->
          (adapter ? "adapter " : "model ") + model + how;
    };
  }
}
