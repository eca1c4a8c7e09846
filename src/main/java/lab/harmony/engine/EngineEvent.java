package lab.harmony.engine;

import java.util.Map;
import java.util.Optional;

/// What the engine process tells: one line of JSON on its standard output.
public sealed interface EngineEvent {

  /// The process is up and reads requests.
  ///
  /// @param versions of what computes the pictures, by name: `java`, `djl`, `libtorch`
  record Ready(String device, int threads, Map<String, String> versions) implements EngineEvent {}

  /// The model, and the judge if one was asked for, are open.
  record Loaded(String model, Optional<String> judge) implements EngineEvent {}

  /// `done` of `total` denoising steps of the run are computed.
  record Step(String run, int done, int total) implements EngineEvent {}

  /// A picture is on disk under its final name.
  record Image(String run, int index, String file, String sha256, Optional<FaceReading> reading)
      implements EngineEvent {}

  /// A line for the run's log.
  record Log(String line) implements EngineEvent {}

  /// A request could not be done; the process goes on with the next.
  record Failed(String reason) implements EngineEvent {}

  /// Every picture of the run is on disk.
  record Done(String run) implements EngineEvent {}

  /// The run was stopped on request.
  record Cancelled(String run) implements EngineEvent {}

  /// What the judge reads in a face.
  record FaceReading(PartReading eyes, PartReading mouth, PartReading brows) {}

  /// The likeliest emotion of one part of a face and how sure the judge is of it.
  record PartReading(String emotion, double probability) {}
}
