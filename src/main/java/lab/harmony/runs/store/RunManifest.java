package lab.harmony.runs.store;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import lab.harmony.people.PersonId;
import lab.harmony.runs.EngineEnvironment;
import lab.harmony.runs.PartsReading;
import lab.harmony.runs.RunId;
import lab.harmony.workspace.Found;
import tools.jackson.databind.node.ObjectNode;

/// Everything about a run as its folder's `run.json` says it.
///
/// @param sealed whether the run finished and its outputs can no longer change
/// @param state queued, running, finished, failed or cancelled
/// @param reason why it failed
/// @param submittedBy what whoever asked for it was called when this was written
/// @param submittedById who that is in the lab that made the run; not in manifests of before
/// @param specSha256 the digest of the spec's letters as they stand here
public record RunManifest(
    int format,
    RunId id,
    boolean sealed,
    String state,
    Optional<String> reason,
    String submittedBy,
    Optional<PersonId> submittedById,
    Instant submittedAt,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    String specSha256,
    StoredSpec spec,
    Optional<EngineEnvironment> environment,
    List<Output> outputs) {

  /// Of the file: 1 has its spec indented, 2 has it on one line, as it is stored.
  static final int FORMAT = 2;

  public RunManifest {
    outputs = List.copyOf(Objects.requireNonNull(outputs, "\"outputs\" is missing"));
  }

  /// Reads what [RunManifests] writes, or a lab of before did.
  public static RunManifest read(String text) {
    var tree = RunJson.MAPPER.readTree(text);
    if (!(tree instanceof ObjectNode json)) {
      throw new IllegalArgumentException(
          tree.isNull() ? "it says null" : "it is not a JSON object");
    }
    return Found.complete(
        RunJson.MAPPER.treeToValue(
            json.put("spec", StoredSpec.in(text).text()), RunManifest.class));
  }

  /// Whether this lab knows how to read it.
  boolean isReadable() {
    return format >= 1 && format <= FORMAT;
  }

  /// One picture.
  ///
  /// @param file below the run's folder: `images/soft_sad_cfg7_seed42.png`
  public record Output(
      int index,
      String file,
      String sha256,
      int width,
      int height,
      Instant createdAt,
      Optional<PartsReading> reading) {}
}
