package lab.harmony.pins;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import lab.harmony.models.ModelName;
import lab.harmony.training.records.Evaluation;
import lab.harmony.training.records.TrainingRecords;
import lab.harmony.training.records.TrainingShelf;
import lab.harmony.workspace.FileVersion;

/// Which epochs of trainings have been held against the pins since the lab began: while a training
/// tells of its steps a few times a second, nothing is read before it has drawn something.
final class SeenEpochs {

  private final TrainingShelf trainings;
  private final Map<ModelName, Seen> seen = new ConcurrentHashMap<>();

  /// @param version of the file of the evaluations
  /// @param last when the last of their faces was drawn
  private record Seen(Optional<FileVersion> version, Instant last) {}

  SeenEpochs(TrainingShelf trainings) {
    this.trainings = trainings;
  }

  /// Something that looks at evaluations.
  interface Look {
    void at(List<Evaluation> evaluations);
  }

  /// Has those looked at that were drawn since the last look; if that fails they are new again.
  void unseen(ModelName training, Look look) {
    var file = trainings.folder(training).resolve(TrainingRecords.EVALUATIONS);
    var version = version(file);
    var before = seen.getOrDefault(training, new Seen(Optional.empty(), Instant.MIN));
    if (version.isPresent() && version.equals(before.version())) {
      return;
    }
    var drawn =
        TrainingRecords.evaluations(trainings.folder(training)).stream()
            .filter(one -> last(one).isAfter(before.last()))
            .toList();
    if (!drawn.isEmpty()) {
      look.at(drawn);
    }
    var last = Stream.concat(Stream.of(before.last()), drawn.stream().map(SeenEpochs::last));
    seen.put(training, new Seen(version, last.max(Instant::compareTo).orElseThrow()));
  }

  /// Empty where there is no such file.
  private static Optional<FileVersion> version(Path file) {
    try {
      return Optional.of(FileVersion.of(file));
    } catch (IOException notThere) {
      return Optional.empty();
    }
  }

  /// When the last face of an evaluation was drawn; labs of before did not keep it.
  private static Instant last(Evaluation evaluation) {
    return EpochPins.all(evaluation)
        .flatMap(face -> face.drawn().stream())
        .map(Evaluation.Drawn::at)
        .max(Instant::compareTo)
        .orElse(Instant.MIN);
  }
}
