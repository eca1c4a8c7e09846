package lab.harmony.runs;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Everything about a run as its folder's `run.json` says it.
///
/// @param sealed whether the run finished and its outputs can no longer change
/// @param state queued, running, finished, failed or cancelled
/// @param reason why it failed
record RunManifest(
    int format,
    RunId id,
    boolean sealed,
    String state,
    Optional<String> reason,
    String submittedBy,
    Instant submittedAt,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    String specSha256,
    GenerateSpec spec,
    Optional<EngineEnvironment> environment,
    List<Output> outputs) {

  static final int FORMAT = 1;

  RunManifest {
    outputs = List.copyOf(Objects.requireNonNull(outputs, "\"outputs\" is missing"));
  }

  /// One picture.
  ///
  /// @param file below the run's folder: `images/soft_sad_cfg7_seed42.png`
  record Output(
      int index,
      String file,
      String sha256,
      int width,
      int height,
      Instant createdAt,
      Optional<PartsReading> reading) {}
}
