package lab.harmony.runs;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.prompts.MatrixPrompt;

/// Everything that decides how a run's pictures look; never changed once submitted.
///
/// @param experiment the slug of the experiment that asked for it
/// @param cellId the notebook cell that asked for it; empty when no cell did
/// @param model the name of the model, and the hash of its weights
/// @param judge the classifier that reads eyes, mouth and brows; empty when nothing reads them
/// @param sampler a name that `Sampler.byName` knows
/// @param codeVersion the version of the lab that made the spec
/// @param adapters that the prompts name, with the hashes of their files
/// @param options what is asked for beyond the usual
public record GenerateSpec(
    String experiment,
    String cellId,
    String model,
    String modelSha256,
    String judge,
    String judgeSha256,
    String sampler,
    int steps,
    int width,
    int height,
    List<MatrixPrompt> prompts,
    String codeVersion,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FileUse> adapters,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<GenerateOptions> options) {

  public GenerateSpec {
    prompts = List.copyOf(Objects.requireNonNull(prompts, "\"prompts\" is missing"));
    // Specs of runs without adapters do not mention them.
    adapters = Optional.ofNullable(adapters).map(List::copyOf).orElse(List.of());
    options = options.filter(asked -> !asked.equals(GenerateOptions.USUAL));
  }

  /// A spec of nothing but the usual.
  public GenerateSpec(
      String experiment,
      String cellId,
      String model,
      String modelSha256,
      String judge,
      String judgeSha256,
      String sampler,
      int steps,
      int width,
      int height,
      List<MatrixPrompt> prompts,
      String codeVersion) {
    this(
        experiment,
        cellId,
        model,
        modelSha256,
        judge,
        judgeSha256,
        sampler,
        steps,
        width,
        height,
        prompts,
        codeVersion,
        List.of(),
        Optional.empty());
  }

  /// What is asked for beyond the usual.
  public GenerateOptions asked() {
    return options.orElse(GenerateOptions.USUAL);
  }

  /// What draws, as people tell pictures apart by it: `doodle-base`, or with its adapters
  /// `doodle-base + lora-v1`.
  public String drawnBy() {
    return Stream.concat(Stream.of(model), adapters.stream().map(FileUse::name))
        .collect(Collectors.joining(" + "));
  }

  /// How many times the network denoises one latent for this run.
  long work() {
    return (long) steps * prompts.size();
  }
}
