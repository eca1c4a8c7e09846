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
import java.util.Set;
import lab.harmony.diffusion.tensor.TrainableNetwork.Memory;
import lab.harmony.diffusion.tensor.TrainingState.Part;
import lab.harmony.diffusion.torch.Torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TrainableNetworkTest {

  private static final Set<Part> PARTS = AdamW.STANDARD.parts();

  private NDManager manager;

  @BeforeEach
  void open() {
    manager = Torch.newManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private TrainableNetwork small() {
    return small(Memory.ENOUGH);
  }

  /// A little of everything a network is made of; (2, 4, 5, 7) → ()
  private TrainableNetwork small(Memory memory) {
    return TrainableNetwork.compile(
        "small",
        List.of("x", "y"),
        manager,
        Map.of(),
        Weights.of(Map.of()),
        memory,
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
        var state = TrainingState.initialise(network.parameters(), PARTS, 1, manager)) {
      manager.getEngine().setRandomSeed(1); // A difference of float32 is not close at every point.
      var x = manager.randomNormal(new Shape(2, 4, 5, 7));
      var y = manager.randomNormal(new Shape(2, 4, 5, 7));
      network.gather(state, 1, 0, x, y);
      var gradients = state.gathered();
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
    try (var other = TrainingState.from(Weights.of(arrays), network.parameters(), PARTS, manager)) {
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
                PARTS,
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
  void partsComputedOneAtATimeGiveTheSameGradients() {
    try (var enough = small(Memory.ENOUGH);
        var little = small(Memory.SHORT);
        var one = TrainingState.initialise(enough.parameters(), PARTS, 1, manager);
        var two = TrainingState.initialise(little.parameters(), PARTS, 1, manager)) {
      var x = manager.randomNormal(new Shape(2, 4, 5, 7));
      var y = manager.randomNormal(new Shape(2, 4, 5, 7));
      assertThat(little.gather(two, 1, 0, x, y)).isEqualTo(enough.gather(one, 1, 0, x, y));
      for (int i = 0; i < enough.parameters().size(); i++) {
        assertThat(two.gathered().get(i).toFloatArray())
            .as(enough.parameters().get(i).name())
            .containsExactly(one.gathered().get(i).toFloatArray(), within(1e-7f));
      }
      assertThat(one.gathered().getFirst().abs().sum().getFloat()).isPositive();
    }
  }

  @Test
  void halvesGatheredOneAfterTheOtherStepAsTheWhole() {
    try (var network = small();
        var whole = TrainingState.initialise(network.parameters(), PARTS, 1, manager);
        var halves = TrainingState.initialise(network.parameters(), PARTS, 1, manager)) {
      var x = manager.randomNormal(new Shape(2, 4, 5, 7));
      var y = manager.randomNormal(new Shape(2, 4, 5, 7));
      var rule = AdamW.STANDARD.withLearningRate(1e-3);
      var expected = network.step(whole, rule, x, y);
      var losses = network.gather(halves, 0.5, 0, x.get("0:1"), y.get("0:1"));
      network.gather(halves, 0.5, 0, x.get("1:2"), y.get("1:2"));
      var step = network.apply(halves, rule, losses, _ -> 1);
      assertThat(step.gradientNorm()).isCloseTo(expected.gradientNorm(), within(1e-5f));
      assertThat(halves.steps()).isEqualTo(1);
      assertThat(halves.weights().arrays().get("out.weight").toFloatArray())
          .containsExactly(
              whole.weights().arrays().get("out.weight").toFloatArray(), within(1e-5f));
      assertThat(halves.gathered().getFirst().abs().sum().getFloat()).isZero();
    }
  }

  @Test
  void prodigyFindsItsStepSizeAsTheFormulaSays() {
    var rule = new Prodigy(1, 0.9, 0.999, 1e-8, 0.01, 1e9, 0, 1e-3, 1);
    var expected = new PlainProdigy(new double[] {1, -2});
    try (var network =
            TrainableNetwork.compile(
                "bowl",
                List.of("x"),
                manager,
                (scope, in) -> {
                  var w = scope.parameter("w", Initial.ONES, 2);
                  return List.of(w.sub(in.getFirst()).square().sum());
                });
        var state =
            TrainingState.from(
                Weights.of(Map.of("w", manager.create(new float[] {1, -2}))),
                network.parameters(),
                rule.parts(),
                manager)) {
      for (int step = 0; step < 60; step++) {
        network.step(state, rule, manager.create(new float[] {3, 0.5f}));
        expected.step(new double[] {3, 0.5});
        assertThat(rule.stepSize(state))
            .as("d after step " + step)
            .isCloseTo(expected.d, within(1e-3 * expected.d));
      }
      assertThat(rule.stepSize(state)).isGreaterThan(10 * 1e-3);
      assertThat(state.weights().arrays().get("w").toFloatArray())
          .containsExactly(
              new float[] {(float) expected.w[0], (float) expected.w[1]}, within(1e-2f));
    }
  }

  /// Algorithm 4 of Mishchenko and Defazio (2023) for (w - x)², number by number.
  private static final class PlainProdigy {
    private final double[] w;
    private final double[] start;
    private final double[] m = new double[2];
    private final double[] v = new double[2];
    private final double[] s = new double[2];
    private double r;
    private double d = 1e-3;
    private int k;

    PlainProdigy(double[] start) {
      this.start = start;
      this.w = start.clone();
    }

    void step(double[] x) {
      k++;
      double rate = d * Math.sqrt(1 - Math.pow(0.999, k)) / (1 - Math.pow(0.9, k));
      double way = 0;
      double sum = 0;
      double root = Math.sqrt(0.999);
      for (int i = 0; i < 2; i++) {
        double g = 2 * (w[i] - x[i]);
        way += g * (start[i] - w[i]);
        m[i] = 0.9 * m[i] + 0.1 * d * g;
        v[i] = 0.999 * v[i] + 0.001 * d * d * g * g;
        s[i] = root * s[i] + d / 1e-3 * rate * g;
        sum += Math.abs(s[i]);
      }
      r = root * r + d / 1e-3 * rate * way;
      for (int i = 0; i < 2; i++) {
        w[i] -= rate * 0.01 * w[i] + rate * m[i] / (Math.sqrt(v[i]) + d * 1e-8);
      }
      d = Math.max(d, r / sum);
    }
  }

  @Test
  void whatIsDroppedFollowsFromTheSeedAlone() {
    try (var network =
            TrainableNetwork.compile(
                "dropping",
                List.of("x"),
                manager,
                (scope, in) ->
                    List.of(
                        scope
                            .parameter("w", Initial.ONES, 1)
                            .mul(in.getFirst())
                            .dropout(0.25)
                            .mean()));
        var state = TrainingState.initialise(network.parameters(), PARTS, 0, manager)) {
      var ones = manager.ones(new Shape(10_000));
      float one = network.gather(state, 1, 5, ones).getFirst();
      assertThat(one).isNotEqualTo(1).isCloseTo(1, within(0.03f));
      assertThat(network.gather(state, 1, 5, ones).getFirst()).isEqualTo(one);
      assertThat(network.gather(state, 1, 6, ones).getFirst()).isNotEqualTo(one);
      assertThat(network.losses(state, ones).getFirst()).isEqualTo(1);
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
        var state = TrainingState.initialise(network.parameters(), PARTS, 0, manager)) {
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
        var state = TrainingState.initialise(network.parameters(), PARTS, 0, manager)) {
      var step = network.step(state, AdamW.STANDARD, manager.create(new float[] {Float.NaN}));
      assertThat(step.applied()).isFalse();
      assertThat(state.steps()).isZero();
      assertThat(state.weights().arrays().get("w").toFloatArray()).containsExactly(1f);
    }
  }

  @Test
  void startsAreThoseOfPyTorchAndRepeatable() {
    try (var network = small();
        var one = TrainingState.initialise(network.parameters(), PARTS, 7, manager);
        var two = TrainingState.initialise(network.parameters(), PARTS, 7, manager);
        var other = TrainingState.initialise(network.parameters(), PARTS, 8, manager)) {
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
