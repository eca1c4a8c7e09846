package lab.harmony.diffusion;

import java.util.List;
import java.util.stream.Stream;
import lab.harmony.diffusion.sampling.Denoiser;
import lab.harmony.diffusion.sampling.Guidance;

/// What a batch of requests asks the network for: the prompts, and where any of the requests is
/// guided, the negative prompts before them.
record Conditioning(List<String> prompts, List<Double> guidanceScales, boolean guided) {

  static Conditioning of(List<GenerationRequest> requests) {
    var scales = requests.stream().map(GenerationRequest::guidanceScale).toList();
    var positive = requests.stream().map(GenerationRequest::prompt).toList();
    if (scales.stream().allMatch(scale -> scale == 1)) {
      return new Conditioning(positive, scales, false);
    }
    var negative = requests.stream().map(GenerationRequest::negativePrompt);
    return new Conditioning(Stream.concat(negative, positive.stream()).toList(), scales, true);
  }

  Denoiser guide(Denoiser denoiser) {
    return guided ? new Guidance(denoiser, guidanceScales) : denoiser;
  }
}
