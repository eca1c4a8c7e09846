package lab.harmony.diffusion.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import lab.harmony.diffusion.tensor.Convolutions;
import lab.harmony.diffusion.tensor.Derivatives;
import lab.harmony.diffusion.torch.Torch;

/// One operation at fixed numbers.
///
/// @param operation the method of `Value` that it is
/// @param detail which of several cases of that method; may be empty
record CheckedOperation(String operation, String detail, Derivatives.Definition definition) {

  private static final long SEED = 20_261_128;
  private static final int SUMS = 16;
  private static final int WEIGHTS = 1 << 15;
  private static final long[] IDS = {2, 0, 1};

  static CheckedOperation of(String operation, Derivatives.Definition definition) {
    return new CheckedOperation(operation, "", definition);
  }

  String name() {
    return detail.isEmpty() ? operation : operation + " " + detail;
  }

  boolean isConvolution() {
    return operation.equals("conv2d");
  }

  /// What it comes to with each of these numbers of threads, each array as a few sums: first the
  /// value, then its gradients.
  ///
  /// @param type the number format it is computed in
  List<List<double[]>> compute(
      Convolutions convolutions, DataType type, List<Integer> threads, NDManager parent) {
    try (var manager = parent.newSubManager();
        var derivatives = Derivatives.compile(convolutions, manager, definition)) {
      var arrays = arrays(derivatives, type, manager);
      var weights = weights(type, manager);
      var ids = manager.create(IDS);
      var results = new ArrayList<List<double[]>>();
      for (int count : threads) {
        Torch.withThreads(
            count,
            () -> {
              var sums = new ArrayList<double[]>();
              sums.add(sums(derivatives.value(arrays, 1, ids)));
              for (var gradient : derivatives.gradients(arrays, 1, ids, weights)) {
                sums.add(sums(gradient));
              }
              results.add(sums);
            });
      }
      return results;
    }
  }

  /// Between -1 and 1, the same on every machine, and float32 whatever they are computed in.
  static List<NDArray> arrays(Derivatives derivatives, DataType type, NDManager manager) {
    var arrays = new ArrayList<NDArray>();
    for (var parameter : derivatives.parameters()) {
      long seed = SEED + arrays.size();
      var numbers = manager.create(numbers(Math.toIntExact(parameter.shape().size()), seed));
      arrays.add(numbers.toType(type, false).reshape(parameter.shape()));
    }
    return arrays;
  }

  /// What the elements of the value are multiplied by before they are summed.
  static NDArray weights(DataType type, NDManager manager) {
    return manager.create(numbers(WEIGHTS, SEED - 1)).toType(type, false);
  }

  private static float[] numbers(int count, long seed) {
    var random = new SplittableRandom(seed);
    var numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) (2 * random.nextDouble() - 1);
    }
    return numbers;
  }

  /// Sums over all elements, each times another number: an element that is wrong, or no number,
  /// shows in one of them.
  private static double[] sums(NDArray array) {
    try (array) {
      var random = new SplittableRandom(SEED);
      var sums = new double[SUMS];
      int i = 0;
      if (array.getDataType() == DataType.FLOAT64) {
        for (double number : array.toDoubleArray()) {
          sums[i++ % SUMS] += (0.5 + random.nextDouble()) * number;
        }
      } else {
        for (float number : array.toFloatArray()) {
          sums[i++ % SUMS] += (0.5 + random.nextDouble()) * number;
        }
      }
      return sums;
    }
  }
}
