package lab.harmony.diffusion.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import lab.harmony.diffusion.torch.Torch;
import lab.harmony.diffusion.weights.WeightsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class NetworkTest {

  private NDManager manager;

  @BeforeEach
  void open() {
    manager = Torch.newManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void aFunctionOverValuesRunsAsOneScript() {
    try (var network =
            Network.compile(
                "line",
                List.of("x"),
                manager,
                (scope, in) -> List.of(scope.linear("layer", in.getFirst(), 2, 1)));
        var bound =
            network.with(
                Weights.of(
                    Map.of(
                        "layer.weight", manager.create(new float[] {2, 3}, new Shape(1, 2)),
                        "layer.bias", manager.create(new float[] {1}))))) {
      var y = bound.run(manager.create(new float[] {10, 100}, new Shape(1, 2)));
      assertThat(y.singletonOrThrow().toFloatArray()).containsExactly(321f);
    }
  }

  @Test
  void everyShapeOperationDoesWhatItsCommentSays() {
    // Prime-ish sizes, so that swapped axes fail.
    try (var network =
            Network.compile(
                "shapes",
                List.of("x"),
                manager,
                (_, in) -> {
                  var x = in.getFirst(); // (2, 6, 5, 7)
                  var sequence = x.toSequence(); // (2, 35, 6)
                  var heads = sequence.splitHeads(3); // (2, 3, 35, 2)
                  return List.of(
                      sequence,
                      heads,
                      heads.mergeHeads().sub(sequence).abs().sum(),
                      sequence.toPicture(x).sub(x).abs().sum(),
                      x.upsampleNearest(),
                      x.pad(0, 1, 0, 1),
                      x.upsampleNearestTo(x.pad(0, 1, 0, 1)),
                      x.chunk(2, 1).get(1),
                      Value.cat(1, x, x),
                      x.reshape(0, 3, -1),
                      x.averagePool(2),
                      heads.attention(heads, heads),
                      x.counting(4),
                      x.mean(1, true));
                });
        var bound = network.with(Weights.of(Map.of()))) {
      var y = bound.run(manager.randomNormal(new Shape(2, 6, 5, 7)));
      assertThat(y.stream().map(array -> array.getShape().toString()))
          .containsExactly(
              "(2, 35, 6)",
              "(2, 3, 35, 2)",
              "()",
              "()",
              "(2, 6, 10, 14)",
              "(2, 6, 6, 8)",
              "(2, 6, 6, 8)",
              "(2, 3, 5, 7)",
              "(2, 12, 5, 7)",
              "(2, 3, 70)",
              "(2, 6, 2, 3)",
              "(2, 3, 35, 2)",
              "(4)",
              "(2, 1, 5, 7)");
      assertThat(y.get(2).getFloat()).isZero();
      assertThat(y.get(3).getFloat()).isZero();
      assertThat(y.get(12).toFloatArray()).containsExactly(0, 1, 2, 3);
    }
  }

  @Test
  void activationsAreTheTextbookOnes() {
    try (var network =
            Network.compile(
                "activations",
                List.of("x"),
                manager,
                (_, in) -> {
                  var x = in.getFirst();
                  return List.of(x.silu(), x.gelu(), x.quickGelu(), x.relu());
                });
        var bound = network.with(Weights.of(Map.of()))) {
      var y = bound.run(manager.create(new float[] {1.5f}));
      assertThat(y.get(0).getFloat()).isCloseTo(1.226361f, within(1e-5f));
      assertThat(y.get(1).getFloat()).isCloseTo(1.399789f, within(1e-5f));
      assertThat(y.get(2).getFloat()).isCloseTo(1.391633f, within(1e-4f));
      assertThat(y.get(3).getFloat()).isEqualTo(1.5f);
    }
  }

  @Test
  void weightsThatLackAParameterAreRefusedByName() {
    try (var network =
        Network.compile(
            "line",
            List.of("x"),
            manager,
            (scope, in) -> List.of(scope.at("a", 0).linear("b", in.getFirst(), 2, 1)))) {
      assertThatThrownBy(() -> network.with(Weights.of(Map.of())))
          .isInstanceOf(WeightsException.class)
          .hasMessageContaining("a.0.b.");
    }
  }

  @Test
  void drawsEqualThoseOfTorchInPython() {
    try (var draw = new Draw(manager)) {
      // torch.manual_seed(42); torch.randn(4) and torch.randn(16)
      assertThat(draw.normal(42, 1, 4).getFirst().toFloatArray())
          .containsExactly(new float[] {0.3367f, 0.1288f, 0.2345f, 0.2303f}, within(1e-4f));
      var two = draw.normal(42, 2, 1, 4, 4);
      assertThat(two.getFirst().toFloatArray()).startsWith(new float[] {1.9269153f}, within(1e-4f));
      assertThat(two.get(1).toFloatArray()).isNotEqualTo(two.getFirst().toFloatArray());
      assertThat(draw.normal(43, 1, 4).getFirst().toFloatArray()[0])
          .isNotEqualTo(draw.normal(42, 1, 4).getFirst().toFloatArray()[0]);
    }
  }
}
