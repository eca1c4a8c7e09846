package lab.harmony.diffusion.prompt;

/// How the weights of a chunk act on what the text encoder answers, (T, D) for T tokens of size D.
public enum Emphasis {

  /// Each token times its weight, then all by one factor so that the mean over the chunk is what it
  /// was: `z' = z·w · mean(z) / mean(z·w)`. AUTOMATIC1111's "Original".
  ORIGINAL {
    @Override
    void scale(float[] states, float[] weights) {
      var before = sum(states);
      multiply(states, weights);
      var factor = (float) (before / sum(states));
      if (Float.isFinite(factor)) {
        for (var i = 0; i < states.length; i++) {
          states[i] *= factor;
        }
      }
    }
  },

  /// Each token times its weight. AUTOMATIC1111's "No norm", better for SDXL.
  NO_NORM {
    @Override
    void scale(float[] states, float[] weights) {
      multiply(states, weights);
    }
  };

  /// The states with their weights applied; where all weigh 1 exactly the same numbers.
  ///
  /// @param states (T, D), row-major, of one chunk of one prompt
  /// @param weights (T)
  public float[] apply(float[] states, float[] weights) {
    if (weights.length == 0 || states.length % weights.length != 0) {
      throw new IllegalArgumentException(
          "expected (T, D) states for %d weights, got %d numbers"
              .formatted(weights.length, states.length));
    }
    var result = states.clone();
    if (!allOne(weights)) {
      scale(result, weights);
    }
    return result;
  }

  abstract void scale(float[] states, float[] weights);

  private static boolean allOne(float[] weights) {
    for (var weight : weights) {
      if (weight != 1) {
        return false;
      }
    }
    return true;
  }

  private static void multiply(float[] states, float[] weights) {
    var width = states.length / weights.length;
    for (var i = 0; i < states.length; i++) {
      states[i] *= weights[i / width];
    }
  }

  private static double sum(float[] states) {
    var sum = 0.0;
    for (var state : states) {
      sum += state;
    }
    return sum;
  }
}
