package lab.harmony.imports.settings;

import java.util.Locale;
import java.util.Map;
import lab.harmony.diffusion.sampling.methods.Sampler;

/// From the names that tools give to samplers and schedules to the lab's.
public final class SamplerNames {

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("euler_ancestral", "Euler a"),
          Map.entry("euler_a", "Euler a"),
          Map.entry("k_euler", "Euler"),
          Map.entry("k_euler_a", "Euler a"),
          Map.entry("k_euler_ancestral", "Euler a"),
          Map.entry("k_lms", "LMS"),
          Map.entry("k_heun", "Heun"),
          Map.entry("k_dpmpp_2m", "DPM++ 2M"),
          Map.entry("k_dpmpp_sde", "DPM++ SDE"),
          Map.entry("dpmpp_2m", "DPM++ 2M"),
          Map.entry("dpmpp_2m_sde", "DPM++ 2M SDE"),
          Map.entry("dpmpp_2m_sde_gpu", "DPM++ 2M SDE"),
          Map.entry("dpmpp_sde", "DPM++ SDE"),
          Map.entry("dpmpp_sde_gpu", "DPM++ SDE"),
          Map.entry("uni_pc", "UniPC"),
          Map.entry("pndm", "PLMS"));

  /// The schedules by another name than the tool's; "" is the sampler's own.
  private static final Map<String, String> SCHEDULES =
      Map.ofEntries(
          Map.entry("", ""),
          Map.entry("automatic", ""),
          Map.entry("default", ""),
          Map.entry("normal", ""),
          Map.entry("uniform", ""),
          Map.entry("native", ""),
          Map.entry("karras", "Karras"),
          Map.entry("exponential", "exponential"),
          Map.entry("sgm uniform", "SGM uniform"),
          Map.entry("sgm_uniform", "SGM uniform"));

  private SamplerNames() {}

  /// The lab's name where it has the sampler, the tool's own otherwise.
  public static String of(String sampler, String schedule) {
    var method = sampler.strip();
    var spacing =
        SCHEDULES.getOrDefault(schedule.strip().toLowerCase(Locale.ROOT), schedule.strip());
    // InvokeAI puts the schedule behind the name: dpmpp_2m_k.
    if (method.endsWith("_k") && spacing.isEmpty()) {
      method = method.substring(0, method.length() - 2);
      spacing = "Karras";
    }
    var known = NAMES.getOrDefault(method.toLowerCase(Locale.ROOT), method);
    var name = spacing.isEmpty() ? known : known + " " + spacing;
    try {
      return Sampler.byName(name).displayName();
    } catch (IllegalArgumentException _) {
      return name;
    }
  }
}
