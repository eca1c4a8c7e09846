package lab.harmony.runs.store;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import lab.harmony.design.Sizes;
import lab.harmony.diffusion.ModelSource;
import lab.harmony.diffusion.prompt.Prompt;
import lab.harmony.diffusion.prompt.PromptSyntax;
import lab.harmony.diffusion.sampling.methods.Sampler;
import lab.harmony.diffusion.weights.ModelException;
import lab.harmony.models.KeptAdapter;
import lab.harmony.models.Model;
import lab.harmony.models.ModelCatalogue;
import lab.harmony.models.ModelName;
import lab.harmony.recipe.Recipe;
import lab.harmony.recipe.RecipeFact;
import lab.harmony.runs.GenerateSpec;
import lab.harmony.workspace.DataFolder;
import org.springframework.stereotype.Component;

/// Says before a run is queued why it could not succeed.
@Component
class Preflight {

  private static final int MOST_PICTURES = 100_000;

  /// Room that stays free for the database, logs and thumbnails.
  private static final long DISK_RESERVE = 200L << 20;

  private static final long GIBIBYTE = 1 << 30;

  private final ModelCatalogue models;
  private final DataFolder data;

  Preflight(ModelCatalogue models, DataFolder data) {
    this.models = models;
    this.data = data;
  }

  Optional<String> problem(GenerateSpec spec) {
    return Stream.<Supplier<Optional<String>>>of(
            () -> problemWithNumbers(spec),
            () -> problemWithSampler(spec),
            () -> problemWithPrompts(spec),
            () -> problemWithAdapters(spec),
            () -> problemWithVae(spec.recipe()),
            () -> problemWithModel(spec),
            () -> problemWithJudge(spec),
            () -> problemWithDisk(spec))
        .flatMap(check -> check.get().stream())
        .findFirst();
  }

  private static Optional<String> problemWithNumbers(GenerateSpec spec) {
    return spec.recipe()
        .outOfBounds()
        .map(problem ->
            "%s%s.".formatted(Character.toUpperCase(problem.charAt(0)), problem.substring(1)));
  }

  private static Optional<String> problemWithSampler(GenerateSpec spec) {
    try {
      Sampler.byName(spec.recipe().sampler());
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return say("The sampler must be one the lab knows: %s.", String.valueOf(e.getMessage()));
    }
  }

  private static Optional<String> problemWithPrompts(GenerateSpec spec) {
    if (spec.prompts().isEmpty() || spec.prompts().size() > MOST_PICTURES) {
      return say(
          "A run makes from 1 to %d pictures, got %d prompts.",
          MOST_PICTURES, spec.prompts().size());
    }
    return Optional.empty();
  }

  private Optional<String> problemWithAdapters(GenerateSpec spec) {
    return unnamedAdapter(spec).or(() -> changedAdapter(spec));
  }

  private Optional<String> changedAdapter(GenerateSpec spec) {
    return spec.recipe().adapters().stream()
        .filter(use -> models.adapter(use.name(), use.sha256()).isEmpty())
        .findFirst()
        .flatMap(use ->
            models.adapter(use.name()).isEmpty() && KeptAdapter.named(use.name()).isPresent()
                ? say(
                    "The adapter \"%s\" (%s…) is not here: %s.",
                    use.name(), RecipeFact.brief(use.sha256()), models.missingAdapter(use.name()))
                : say(
                    "The adapter \"%s\" (%s…) is not here, or has changed. Submit the run again with"
                        + " the adapters as they are now.",
                    use.name(), RecipeFact.brief(use.sha256())));
  }

  /// A spec has to say which adapters its prompts name, or its pictures could not be made again.
  private static Optional<String> unnamedAdapter(GenerateSpec spec) {
    return spec.prompts().stream()
        .flatMap(prompt -> Prompt.parse(prompt.prompt(), PromptSyntax.WEIGHTED).adapters().stream())
        .filter(tag ->
            spec.recipe().adapters().stream().noneMatch(use -> use.name().equals(tag.name())))
        .findFirst()
        .flatMap(tag ->
            say(
                "A prompt asks for the adapter \"%s\", and the spec does not say which file that"
                    + " is.",
                tag.name()));
  }

  private Optional<String> problemWithVae(Recipe recipe) {
    var vae = recipe.vae();
    if (vae.isPresent()
        && models.vaes().stream().noneMatch(it -> it.sha256().equals(vae.get().sha256()))) {
      return say(
          "The autoencoder \"%s\" (%s…) is not among the models, or has changed.",
          vae.get().name(), RecipeFact.brief(vae.get().sha256()));
    }
    return Optional.empty();
  }

  private Optional<String> problemWithModel(GenerateSpec spec) {
    try {
      var asked = spec.recipe().model();
      var model = models.find(new ModelName(asked.name()));
      if (model.isEmpty()) {
        return say(
            "There is no model \"%s\" here. There are: %s.",
            asked.name(),
            String.join(", ", models.list().stream().map(m -> m.name().value()).toList()));
      }
      if (!model.get().sha256().equals(asked.sha256())) {
        return say(
            "The model \"%s\" has changed: the run asks for %s…, and here is %s…. Submit it again"
                + " with the model as it is now.",
            asked.name(), RecipeFact.brief(asked.sha256()), RecipeFact.brief(model.get().sha256()));
      }
      if (!model.get().hasVae() && spec.recipe().vae().isEmpty()) {
        return say(
            "The model \"%s\" has no autoencoder (VAE). Name one with vae:; there %s.",
            asked.name(),
            models.vaes().isEmpty()
                ? "is none among the models"
                : "are: "
                    + String.join(
                        ", ", models.vaes().stream().map(v -> v.name().value()).toList()));
      }
      return problemWithMemory(model.get());
    } catch (IllegalArgumentException | ModelException e) {
      return say("The model cannot be used: %s.", String.valueOf(e.getMessage()));
    }
  }

  private Optional<String> problemWithJudge(GenerateSpec spec) {
    if (spec.judge().isEmpty()) {
      return Optional.empty();
    }
    var judge = models.judge();
    return judge.name().value().equals(spec.judge()) && judge.sha256().equals(spec.judgeSha256())
        ? Optional.empty()
        : say(
            "The judge must be %s (%s…), which is the one here, got %s (%s…).",
            judge.name(),
            RecipeFact.brief(judge.sha256()),
            spec.judge(),
            RecipeFact.brief(spec.judgeSha256()));
  }

  /// Weights are computed with in float32, so a half-precision file takes twice its size.
  private static Optional<String> problemWithMemory(Model model) {
    var needed = 2 * ModelSource.of(model.folder()).bytesOnDisk() + GIBIBYTE;
    var there =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    return needed <= there
        ? Optional.empty()
        : say(
            "The model \"%s\" needs about %s of memory, and this machine has %s.",
            model.name(), Sizes.memory(needed), Sizes.memory(there));
  }

  private Optional<String> problemWithDisk(GenerateSpec spec) {
    var needed =
        4L * spec.recipe().width() * spec.recipe().height() * spec.prompts().size() + DISK_RESERVE;
    try {
      var free = Files.getFileStore(data.runs()).getUsableSpace();
      return needed <= free
          ? Optional.empty()
          : say(
              "The pictures need up to %s on the disk of %s, and %s are free.",
              Sizes.needed(needed), data.runs(), Sizes.free(free));
    } catch (IOException e) {
      throw new UncheckedIOException("the disk of %s cannot be asked".formatted(data.runs()), e);
    }
  }

  private static Optional<String> say(String sentence, Object... values) {
    return Optional.of(sentence.formatted(values));
  }
}
