package lab.harmony.diffusion.check;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import lab.harmony.diffusion.tensor.Convolutions;
import lab.harmony.diffusion.torch.Torch;
import lab.harmony.diffusion.weights.ModelException;
import lab.harmony.json.Json;
import tools.jackson.core.type.TypeReference;

/// Computes every operation that networks differentiate, small, with one thread and with two, and
/// compares value and gradients with numbers that were computed in float64.
///
/// What it comes to is kept for a processor and a version of the library.
public final class EngineSelfCheck {

  /// What a machine makes of correct sums; so that a test can have a machine that is wrong.
  @FunctionalInterface
  interface Fault {
    Fault NONE = (_, _, _, sums) -> sums;

    double[] seen(String operation, Convolutions convolutions, int threads, double[] sums);
  }

  private static final String KEPT = "engine-check.json";
  private static final String STORED = "values.json";
  private static final List<Integer> THREADS = List.of(1, 2);

  private final Path file;
  private final Processor processor;
  private final Fault fault;

  EngineSelfCheck(Path folder, Processor processor, Fault fault) {
    this.file = folder.resolve(KEPT);
    this.processor = processor;
    this.fault = fault;
  }

  /// @param folder where the result is kept
  public static EngineSelfCheck in(Path folder) {
    return new EngineSelfCheck(folder, Processor.here(), Fault.NONE);
  }

  /// Returns if trainings are right on this machine.
  ///
  /// @throws ModelException saying what is wrong
  public void requireTraining() {
    var health = health();
    if (!health.canTrain()) {
      throw new ModelException(health.sentence());
    }
  }

  /// What was found when this was last computed here, or is found now.
  public EngineHealth health() {
    return kept().orElseGet(this::compute);
  }

  /// Computes everything now.
  public EngineHealth compute() {
    var stored = stored();
    var findings = new ArrayList<EngineHealth.Finding>();
    try (var manager = Torch.newManager()) {
      for (var operation : CheckedOperations.all()) {
        var right = Objects.requireNonNull(stored.get(operation.name()), operation.name());
        for (var convolutions : Convolutions.values()) {
          if (convolutions == Convolutions.PADDED || operation.isConvolution()) {
            findings.addAll(findings(operation, convolutions, right, manager));
          }
        }
      }
    }
    var health = new EngineHealth(processor, Torch.version(), findings);
    keep(health);
    return health;
  }

  private List<EngineHealth.Finding> findings(
      CheckedOperation operation, Convolutions convolutions, double[][] right, NDManager manager) {
    var results = operation.compute(convolutions, DataType.FLOAT32, THREADS, manager);
    var findings = new ArrayList<EngineHealth.Finding>();
    for (int i = 0; i < THREADS.size(); i++) {
      int threads = THREADS.get(i);
      var found =
          results.get(i).stream()
              .map(sums -> fault.seen(operation.name(), convolutions, threads, sums))
              .toList();
      boolean padded = convolutions == Convolutions.PADDED;
      findings.add(
          new EngineHealth.Finding(operation.name(), padded, threads, error(found, right)));
    }
    return findings;
  }

  private static double error(List<double[]> found, double[][] right) {
    if (found.size() != right.length) {
      return EngineHealth.NO_NUMBER;
    }
    double error = 0;
    for (int i = 0; i < right.length; i++) {
      double most = 1e-3; // Below it numbers are only rounding.
      double off = 0;
      for (int j = 0; j < right[i].length; j++) {
        most = Math.max(most, Math.abs(right[i][j]));
        off = Math.max(off, Math.abs(found.get(i)[j] - right[i][j])); // NaN stays.
      }
      error = Math.max(error, off / most);
    }
    return Double.isFinite(error) ? error : EngineHealth.NO_NUMBER;
  }

  /// The stored sums by the names of operations: of the value, then of its gradients.
  static Map<String, double[][]> stored() {
    return Json.MAPPER.readValue(text(), new TypeReference<LinkedHashMap<String, double[][]>>() {});
  }

  private static String text() {
    try (var in = EngineSelfCheck.class.getResourceAsStream(STORED)) {
      return new String(Objects.requireNonNull(in, STORED).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be read".formatted(STORED), e);
    }
  }

  /// @param values the SHA-256 of the stored ones that it was compared with
  private record Kept(String values, EngineHealth health) {}

  private Optional<EngineHealth> kept() {
    try {
      return Optional.of(Json.record(Json.object(file), Kept.class))
          .filter(one -> one.values.equals(digest(text())))
          .map(Kept::health)
          .filter(health ->
              health.processor().equals(processor) && health.torch().equals(Torch.version()));
    } catch (IOException | RuntimeException e) {
      return Optional.empty(); // A file that cannot be read, or is none of ours: computed anew.
    }
  }

  private void keep(EngineHealth health) {
    var part = file.resolveSibling("%s.%s.part".formatted(KEPT, UUID.randomUUID()));
    try {
      Files.writeString(part, Json.ORDERED.writeValueAsString(new Kept(digest(text()), health)));
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      // It is computed anew the next time.
    }
  }

  private static String digest(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
