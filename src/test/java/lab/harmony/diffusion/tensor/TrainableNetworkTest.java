package lab.harmony.diffusion.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrainableNetworkTest {

  private NDManager manager;

  @BeforeEach
  void open() {
    manager = Torch.newManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  /// A little of everything a network is made of; (2, 4, 5, 7) → ()
  private TrainableNetwork small() {
    return TrainableNetwork.compile(
        "small",
        List.of("x", "y"),
        manager,
        (scope, in) -> {
          var h = scope.conv3x3("conv", in.get(0), 4, 6);
          h = scope.groupNorm("norm", h, 6, 2, 1e-5).silu();
          var tokens = h.toSequence(); // (2, 35, 6)
          var q = scope.linearWithoutBias("q", tokens, 6, 6).splitHeads(2);
          var attended = q.attention(q, q).mergeHeads();
          var z = scope.layerNorm("last", tokens.add(attended), 6, 1e-5).gelu();
          z = scope.linear("out", z, 6, 4).toPicture(h);
          return List.of(z.sub(in.get(1)).square().mean());
        });
  }

  @Test
  void gradientsEqualFiniteDifferences() {
    try (var network = small();
        var state = TrainingState.initialise(network.parameters(), 1, manager)) {
      var x = manager.randomNormal(new Shape(2, 4, 5, 7));
      var y = manager.randomNormal(new Shape(2, 4, 5, 7));
      var gradients = network.gradients(state, x, y);
      float nudge = 1e-2f;
      for (int i = 0; i < network.parameters().size(); i++) {
        var parameter = network.parameters().get(i);
        var start = state.weights().arrays().get(parameter.name()).duplicate();
        var flat = start.reshape(-1);
        long last = flat.size() - 1;
        float value = flat.getFloat(last);
        flat.set(new NDIndex(last), value + nudge);
        double up = lossWith(network, state, parameter, flat.reshape(parameter.shape()), x, y);
        flat.set(new NDIndex(last), value - nudge);
        double down = lossWith(network, state, parameter, flat.reshape(parameter.shape()), x, y);
        double expected = (up - down) / (2 * nudge);
        assertThat((double) gradients.get(i).reshape(-1).getFloat(last))
            .as(parameter.name())
            .isCloseTo(expected, within(2e-4 + 0.02 * Math.abs(expected)));
      }
    }
  }

  private double lossWith(
      TrainableNetwork network,
      TrainingState state,
      Parameter changed,
      NDArray value,
      NDArray x,
      NDArray y) {
    var arrays = new LinkedHashMap<>(state.weights().arrays());
    arrays.put(changed.name(), value);
    try (var other = TrainingState.from(Weights.of(arrays), network.parameters(), manager)) {
      return network.losses(other, x, y).getFirst();
    }
  }

  @Test
  void oneStepOfAdamWIsTheFormula() {
    try (var network =
            TrainableNetwork.compile(
                "square",
                List.of("x"),
                manager,
                (scope, in) -> {
                  var w = scope.parameter("w", Initial.ONES, 2);
                  return List.of(w.mul(in.getFirst()).square().sum());
                });
        var state =
            TrainingState.from(
                Weights.of(Map.of("w", manager.create(new float[] {1, -2}))),
                network.parameters(),
                manager)) {
      var rule = new AdamW(0.1, 0.9, 0.999, 1e-8, 0.5, 1e9, 0.75);
      var step = network.step(state, rule, manager.create(new float[] {1, 1}));
      assertThat(step.loss()).isEqualTo(5f);
      assertThat(step.gradientNorm()).isCloseTo((float) Math.sqrt(4 + 16), within(1e-5f));
      // In the first step the moments' ratio is the gradient's sign.
      var after = new float[] {1 * 0.95f - 0.1f, -2 * 0.95f + 0.1f};
      assertThat(state.weights().arrays().get("w").toFloatArray())
          .containsExactly(after, within(1e-5f));
      assertThat(state.average().arrays().get("w").toFloatArray())
          .containsExactly(
              new float[] {0.75f + 0.25f * after[0], 0.75f * -2 + 0.25f * after[1]}, within(1e-5f));
      assertThat(state.steps()).isEqualTo(1);
    }
  }

  @Test
  void clippingLimitsTheGradientAdamSees() {
    try (var network =
            TrainableNetwork.compile(
                "square",
                List.of("x"),
                manager,
                (scope, in) ->
                    List.of(scope.parameter("w", Initial.ONES, 1).mul(in.getFirst()).sum()));
        var state = TrainingState.initialise(network.parameters(), 0, manager)) {
      var step =
          network.step(state, AdamW.STANDARD.withClipNorm(0.5), manager.create(new float[] {100}));
      assertThat(step.gradientNorm()).isEqualTo(100f);
      var moment = state.weights(TrainingState.Part.FIRST_MOMENT).arrays().get("w");
      assertThat(moment.toFloatArray()).containsExactly(new float[] {0.05f}, within(1e-5f));
    }
  }

  @Test
  void aStepWithoutFiniteGradientsChangesNothing() {
    try (var network =
            TrainableNetwork.compile(
                "line",
                List.of("x"),
                manager,
                (scope, in) ->
                    List.of(scope.parameter("w", Initial.ONES, 1).mul(in.getFirst()).sum()));
        var state = TrainingState.initialise(network.parameters(), 0, manager)) {
      var step = network.step(state, AdamW.STANDARD, manager.create(new float[] {Float.NaN}));
      assertThat(step.applied()).isFalse();
      assertThat(state.steps()).isZero();
      assertThat(state.weights().arrays().get("w").toFloatArray()).containsExactly(1f);
    }
  }

  @Test
  void startsAreThoseOfPyTorchAndRepeatable() {
    try (var network = small();
        var one = TrainingState.initialise(network.parameters(), 7, manager);
        var two = TrainingState.initialise(network.parameters(), 7, manager);
        var other = TrainingState.initialise(network.parameters(), 8, manager)) {
      var weight = one.weights().arrays().get("conv.weight").toFloatArray();
      float bound = (float) (1 / Math.sqrt(4 * 9));
      float largest = 0;
      for (float w : weight) {
        largest = Math.max(largest, Math.abs(w));
      }
      assertThat(largest).isBetween(0.9f * bound, bound);
      assertThat(two.weights().arrays().get("conv.weight").toFloatArray()).isEqualTo(weight);
      assertThat(other.weights().arrays().get("conv.weight").toFloatArray()).isNotEqualTo(weight);
      assertThat(one.weights().arrays().get("norm.weight").toFloatArray()).containsOnly(1f);
    }
  }
}
