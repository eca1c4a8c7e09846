package lab.harmony.imports.comfy;

import java.util.Map;
import lab.harmony.imports.comfy.ComfyGraph.Node;
import lab.harmony.imports.metadata.UnreadableMetadata;

/// The samplers and schedules of ComfyUI that are nodes of their own, by the names they have in its
/// lists.
final class ComfyNames {

  private static final Map<String, String> SAMPLERS =
      Map.of(
          "SamplerEulerAncestral", "euler_ancestral",
          "SamplerEulerAncestralCFGPP", "euler_ancestral_cfg_pp",
          "SamplerLMS", "lms",
          "SamplerDPMPP_3M_SDE", "dpmpp_3m_sde",
          "SamplerDPMPP_2M_SDE", "dpmpp_2m_sde",
          "SamplerDPMPP_SDE", "dpmpp_sde",
          "SamplerDPMPP_2S_Ancestral", "dpmpp_2s_ancestral",
          "SamplerDPMAdaptative", "dpm_adaptive",
          "SamplerLCMUpscale", "lcm");

  private static final Map<String, String> SCHEDULES =
      Map.of(
          "KarrasScheduler", "karras",
          "ExponentialScheduler", "exponential",
          "PolyexponentialScheduler", "polyexponential",
          "LaplaceScheduler", "laplace",
          "VPScheduler", "VP",
          "BetaSamplingScheduler", "beta",
          "SDTurboScheduler", "Turbo",
          "AlignYourStepsScheduler", "Align Your Steps",
          "GITSScheduler", "GITS");

  private ComfyNames() {}

  static String sampler(Node node) {
    return known(SAMPLERS, node);
  }

  static String schedule(Node node) {
    return known(SCHEDULES, node);
  }

  private static String known(Map<String, String> names, Node node) {
    var name = names.get(node.type());
    if (name == null) {
      throw new UnreadableMetadata("%s is not known here".formatted(node));
    }
    return name;
  }
}
