package lab.harmony.diffusion.sampling;

import java.util.List;

/// Classifier-free guidance (Ho and Salimans 2022): away from what the negative prompt gives,
/// towards what the prompt gives, `D = D⁻ + g·(D⁺ - D⁻)`.
///
/// @param both denoises 2B pictures: B by the negative prompts, then the same B by the prompts
/// @param scales g for each of the B pictures
public record Guidance(Denoiser both, List<Double> scales) implements Denoiser {

  public Guidance {
    scales = List.copyOf(scales);
  }

  @Override
  public Latents denoise(Latents x, NoiseLevel level) {
    var batch = x.batch();
    var denoised = both.denoise(Latents.stack(List.of(x, x)), level);
    var negative = denoised.slice(0, batch);
    var positive = denoised.slice(batch, 2 * batch);
    return negative.plus(
        scales.stream().mapToDouble(Double::doubleValue).toArray(), positive.minus(negative));
  }
}
