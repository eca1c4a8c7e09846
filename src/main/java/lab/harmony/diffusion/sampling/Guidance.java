package lab.harmony.diffusion.sampling;

import java.util.ArrayList;
import java.util.List;
import lab.harmony.diffusion.latents.Latents;
import lab.harmony.diffusion.sampling.schedules.Denoiser;
import lab.harmony.diffusion.sampling.schedules.NoiseLevel;

/// Classifier-free guidance (Ho and Salimans 2022): away from what the negative prompt gives,
/// towards what the prompts give, `D = D⁻ + g·Σ w_i·(D_i - D⁻)`; with several prompts this is
/// composable diffusion (Liu et al. 2022).
///
/// @param rows denoises the pictures by their negative prompts, then the first picture by each of
///   its prompts, then the second, and so on
public record Guidance(Denoiser rows, List<Picture> pictures) implements Denoiser {

  /// @param scale g
  /// @param weights w, one for each prompt of the picture
  public record Picture(double scale, List<Double> weights) {

    public Picture {
      weights = List.copyOf(weights);
      if (weights.isEmpty()) {
        throw new IllegalArgumentException("a picture needs a prompt");
      }
    }

    /// A picture of one prompt.
    public static Picture of(double scale) {
      return new Picture(scale, List.of(1.0));
    }

    /// Whether its one prompt alone gives the same.
    public boolean isPlain() {
      return weights.size() == 1 && scale * weights.getFirst() == 1;
    }
  }

  public Guidance {
    pictures = List.copyOf(pictures);
  }

  @Override
  public Latents denoise(Latents x, NoiseLevel level) {
    var inputs = new ArrayList<Latents>();
    inputs.add(x);
    for (int b = 0; b < pictures.size(); b++) {
      for (int i = 0; i < pictures.get(b).weights.size(); i++) {
        inputs.add(x.slice(b, b + 1));
      }
    }
    var denoised = rows.denoise(Latents.stack(inputs), level);
    var guided = new ArrayList<Latents>();
    int row = pictures.size();
    for (int b = 0; b < pictures.size(); b++) {
      var picture = pictures.get(b);
      var negative = denoised.slice(b, b + 1);
      var result = negative;
      for (var weight : picture.weights) {
        var positive = denoised.slice(row, row + 1);
        result = result.plus(picture.scale * weight, positive.minus(negative));
        row++;
      }
      guided.add(result);
    }
    return Latents.stack(guided);
  }
}
