package lab.harmony.diffusion.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import lab.harmony.diffusion.check.EngineSelfCheck.Fault;
import lab.harmony.diffusion.tensor.Convolutions;
import lab.harmony.diffusion.tensor.Derivatives;
import lab.harmony.diffusion.tensor.Value;
import lab.harmony.diffusion.torch.Torch;
import lab.harmony.diffusion.weights.ModelException;
import lab.harmony.json.Json;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("process")
class EngineSelfCheckTest {

  private static final Path STORED =
      Path.of("src/main/resources/lab/harmony/diffusion/check/values.json");

  /// What gives no gradient or rounds on its way: differences of float64 do not show it.
  private static final Set<String> NOT_SMOOTH = Set.of("toFloat32", "detach");

  @TempDir Path folder;

  @Test
  void everyOperationThatCanBeDifferentiatedIsChecked() {
    var operations =
        Arrays.stream(Value.class.getDeclaredMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .filter(method ->
                method.getReturnType() == Value.class || method.getReturnType() == List.class)
            .map(method -> method.getName())
            .filter(name -> !name.equals("counting")) // Depends on no number.
            .collect(Collectors.toSet());
    assertThat(
            CheckedOperations.all().stream()
                .map(CheckedOperation::operation)
                .collect(Collectors.toSet()))
        .isEqualTo(operations);
    assertThat(EngineSelfCheck.stored().keySet())
        .containsExactlyElementsOf(
            CheckedOperations.all().stream().map(CheckedOperation::name).toList());
  }

  /// With -Dcheck.values=write the stored numbers are made anew.
  @Test
  void theStoredNumbersAreThoseOfFloat64() throws IOException {
    var values = new LinkedHashMap<String, List<double[]>>();
    try (var manager = Torch.newManager()) {
      for (var operation : CheckedOperations.all()) {
        values.put(
            operation.name(),
            operation
                .compute(Convolutions.PLAIN, DataType.FLOAT64, List.of(1), manager)
                .getFirst());
      }
    }
    if ("write".equals(System.getProperty("check.values"))) {
      var rounded = new LinkedHashMap<String, double[][]>();
      values.forEach((name, sums) -> rounded.put(name, rounded(sums)));
      Files.createDirectories(STORED.resolveSibling("."));
      var json = Json.MAPPER.writeValueAsString(rounded);
      Files.writeString(STORED, json.replace("]],", "]],\n") + "\n");
      return;
    }
    var stored = EngineSelfCheck.stored();
    values.forEach((name, sums) -> {
      var right = stored.get(name);
      for (int i = 0; i < right.length; i++) {
        for (int j = 0; j < right[i].length; j++) {
          assertThat(sums.get(i)[j])
              .as(name)
              .isCloseTo(right[i][j], within(1e-6 * (1 + Math.abs(right[i][j]))));
        }
      }
    });
  }

  private static double[][] rounded(List<double[]> sums) {
    return sums.stream()
        .map(one -> Arrays.stream(one).map(x -> Double.parseDouble("%.8g".formatted(x))).toArray())
        .toArray(double[][]::new);
  }

  /// Along one direction through all numbers at once.
  @Test
  void gradientsInFloat64EqualFiniteDifferences() {
    try (var manager = Torch.newManager()) {
      for (var operation : CheckedOperations.all()) {
        if (!NOT_SMOOTH.contains(operation.operation())) {
          try (var derivatives =
              Derivatives.compile(Convolutions.PADDED, manager, operation.definition())) {
            assertThat(slope(derivatives, manager)).as(operation.name()).isLessThan(1e-5);
          }
        }
      }
    }
  }

  /// How far the gradients' slope is from the measured one, as a part of it.
  private static double slope(Derivatives derivatives, NDManager parent) {
    try (var manager = parent.newSubManager()) {
      var arrays = CheckedOperation.arrays(derivatives, DataType.FLOAT64, manager);
      var weights = CheckedOperation.weights(DataType.FLOAT64, manager);
      var ids = manager.create(new long[] {2, 0, 1});
      var gradients = derivatives.gradients(arrays, 1, ids, weights);
      double slope = 0;
      double size = 0;
      var up = new ArrayList<NDArray>();
      var down = new ArrayList<NDArray>();
      for (int i = 0; i < arrays.size(); i++) {
        var direction = arrays.get(i).mul(7.3).sin();
        slope += gradients.get(i).mul(direction).sum().getDouble();
        size += gradients.get(i).mul(direction).abs().sum().getDouble();
        up.add(arrays.get(i).add(direction.mul(1e-6)));
        down.add(arrays.get(i).sub(direction.mul(1e-6)));
      }
      double measured =
          (sum(derivatives, up, ids, weights) - sum(derivatives, down, ids, weights)) / 2e-6;
      return Math.abs(slope - measured) / Math.max(1, size);
    }
  }

  private static double sum(
      Derivatives derivatives, List<NDArray> arrays, NDArray ids, NDArray weights) {
    var value = derivatives.value(arrays, 1, ids).flatten().toType(DataType.FLOAT64, false);
    return value.mul(weights.get("0:%d".formatted(value.size()))).sum().getDouble();
  }

  @Test
  void thisMachineCanTrainWithTheWayAroundAndWhatItDoesWithoutIsKnown() {
    var health = EngineSelfCheck.in(folder).compute();
    assertThat(health.failures()).isEmpty();
    assertThat(health.findings())
        .filteredOn(finding -> finding.operation().startsWith("conv2d 3x3, 4 channels"))
        .extracting(finding -> finding.padded() + " " + finding.threads())
        .containsExactly("false 1", "false 2", "true 1", "true 2");
    assertThat(health.avoided()).allMatch(finding -> finding.operation().startsWith("conv2d"));
    EngineSelfCheck.in(folder).requireTraining();
  }

  private EngineSelfCheck wrong(Fault fault) {
    return new EngineSelfCheck(folder, WrongMachine.PROCESSOR, fault);
  }

  @Test
  void aMachineThatIsRightWithTheWayAroundTrainsWithIt() {
    var check = WrongMachine.withoutTheWayAround(folder);
    var health = check.health();
    assertThat(health.canTrain()).isTrue();
    assertThat(health.avoided()).hasSize(2);
    assertThat(health.sentence()).contains("conv2d 3x3, 4 channels out", "multiple of 16");
    check.requireTraining();
  }

  @Test
  void aMachineThatIsWrongWithTheWayAroundTooIsRefusedByName() {
    var check = WrongMachine.everywhere(folder);
    assertThatThrownBy(check::requireTraining)
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("conv2d 3x3, 4 channels out with 1 thread is off by 5.0e-01")
        .hasMessageContaining("a processor with avx2")
        .hasMessageContaining("PyTorch");
  }

  @Test
  void aNumberThatIsNoneWithTwoThreadsIsFound() {
    var check =
        wrong((operation, _, threads, sums) -> {
          var seen = sums.clone();
          if (threads == 2 && operation.equals("linear")) {
            seen[3] = Double.NaN;
          }
          return seen;
        });
    assertThatThrownBy(check::requireTraining)
        .hasMessageContaining("linear with 2 threads is off by no number");
  }

  @Test
  void whatWasFoundIsKeptForOneProcessorAndBadFilesAreComputedAnew() throws IOException {
    var calls = new AtomicInteger();
    Fault counting =
        (_, _, _, sums) -> {
          calls.incrementAndGet();
          return sums;
        };
    var found = wrong(counting).health();
    int once = calls.get();
    assertThat(wrong(counting).health()).isEqualTo(found);
    assertThat(calls).hasValue(once);
    new EngineSelfCheck(folder, new Processor("another", List.of()), counting).health();
    assertThat(calls).hasValue(2 * once);
    Files.writeString(folder.resolve("engine-check.json"), "{\"health\": {}}");
    assertThat(wrong(counting).health()).isEqualTo(found);
    new EngineSelfCheck(folder.resolve("not there"), WrongMachine.PROCESSOR, counting)
        .requireTraining();
  }
}
