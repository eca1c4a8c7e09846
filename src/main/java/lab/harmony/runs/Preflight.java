package lab.harmony.runs;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import lab.harmony.diffusion.ModelException;
import lab.harmony.diffusion.ModelSource;
import lab.harmony.diffusion.prompt.Prompt;
import lab.harmony.diffusion.prompt.PromptSyntax;
import lab.harmony.diffusion.sampling.Sampler;
import lab.harmony.models.Model;
import lab.harmony.models.ModelCatalogue;
import lab.harmony.models.ModelName;
import lab.harmony.workspace.DataFolder;
import org.springframework.stereotype.Component;

/// Says before a run is queued why it could not succeed.
@Component
class Preflight {

  private static final int MOST_STEPS = 1000;
  private static final int SMALLEST_SIDE = 32;
  private static final int LARGEST_SIDE = 4096;
  private static final int MOST_PICTURES = 100_000;

  /// Room that stays free for the database, logs and thumbnails.
  private static final long DISK_RESERVE = 200L << 20;

  private static final long MEBIBYTE = 1 << 20;

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
            () -> problemWithOptions(spec.asked()),
            () -> problemWithModel(spec),
            () -> problemWithJudge(spec),
            () -> problemWithDisk(spec))
        .flatMap(check -> check.get().stream())
        .findFirst();
  }

  private static Optional<String> problemWithNumbers(GenerateSpec spec) {
    if (spec.steps() < 1 || spec.steps() > MOST_STEPS) {
      return say("The steps must be from 1 to %d, got %d.", MOST_STEPS, spec.steps());
    }
    for (int side : new int[] {spec.width(), spec.height()}) {
      if (side < SMALLEST_SIDE || side > LARGEST_SIDE || side % 8 != 0) {
        return say(
            "Width and height must be multiples of 8 from %d to %d pixels, got %d × %d.",
            SMALLEST_SIDE, LARGEST_SIDE, spec.width(), spec.height());
      }
    }
    return Optional.empty();
  }

  private static Optional<String> problemWithSampler(GenerateSpec spec) {
    try {
      Sampler.byName(spec.sampler());
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
    return spec.prompts().stream()
        .filter(prompt -> !(prompt.cfgScale() >= 0 && prompt.cfgScale() <= 100))
        .findFirst()
        .flatMap(prompt ->
            say(
                "A CFG scale must be from 0 to 100, got %s for %s.",
                prompt.cfgScale(), prompt.cell()));
  }

  private Optional<String> problemWithAdapters(GenerateSpec spec) {
    return unnamedAdapter(spec).or(() -> changedAdapter(spec));
  }

  private Optional<String> changedAdapter(GenerateSpec spec) {
    var there = models.adapters();
    return spec.adapters().stream()
        .filter(use ->
            there.stream()
                .noneMatch(adapter ->
                    adapter.name().value().equals(use.name())
                        && adapter.sha256().equals(use.sha256())))
        .findFirst()
        .flatMap(use ->
            say(
                "The adapter \"%s\" (%s…) is not here, or has changed. Submit the run again with"
                    + " the adapters as they are now.",
                use.name(), SpecText.brief(use.sha256())));
  }

  /// A spec has to say which adapters its prompts name, or its pictures could not be made again.
  private static Optional<String> unnamedAdapter(GenerateSpec spec) {
    return spec.prompts().stream()
        .flatMap(prompt -> Prompt.parse(prompt.prompt(), PromptSyntax.WEIGHTED).adapters().stream())
        .filter(tag -> spec.adapters().stream().noneMatch(use -> use.name().equals(tag.name())))
        .findFirst()
        .flatMap(tag ->
            say(
                "A prompt asks for the adapter \"%s\", and the spec does not say which file that"
                    + " is.",
                tag.name()));
  }

  private Optional<String> problemWithOptions(GenerateOptions options) {
    var vae = options.vae();
    if (vae.isPresent()
        && models.vaes().stream().noneMatch(it -> it.sha256().equals(vae.get().sha256()))) {
      return say(
          "The autoencoder \"%s\" (%s…) is not among the models, or has changed.",
          vae.get().name(), SpecText.brief(vae.get().sha256()));
    }
    return Optional.empty();
  }

  private Optional<String> problemWithModel(GenerateSpec spec) {
    try {
      var model = models.find(new ModelName(spec.model()));
      if (model.isEmpty()) {
        return say(
            "There is no model \"%s\" here. There are: %s.",
            spec.model(),
            String.join(", ", models.list().stream().map(m -> m.name().value()).toList()));
      }
      if (!model.get().sha256().equals(spec.modelSha256())) {
        return say(
            "The model \"%s\" has changed: the run asks for %s…, and here is %s…. Submit it again"
                + " with the model as it is now.",
            spec.model(), SpecText.brief(spec.modelSha256()), SpecText.brief(model.get().sha256()));
      }
      if (!model.get().hasVae() && spec.asked().vae().isEmpty()) {
        return say(
            "The model \"%s\" has no autoencoder (VAE). Name one with vae:; there %s.",
            spec.model(),
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
            SpecText.brief(judge.sha256()),
            spec.judge(),
            SpecText.brief(spec.judgeSha256()));
  }

  /// Weights are computed with in float32, so a half-precision file takes twice its size.
  private static Optional<String> problemWithMemory(Model model) {
    var needed = 2 * ModelSource.of(model.folder()).bytesOnDisk() + 1024 * MEBIBYTE;
    var there =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    return needed <= there
        ? Optional.empty()
        : say(
            "The model \"%s\" needs about %d MB of memory, and this machine has %d MB.",
            model.name(), needed / MEBIBYTE, there / MEBIBYTE);
  }

  private Optional<String> problemWithDisk(GenerateSpec spec) {
    var needed = 4L * spec.width() * spec.height() * spec.prompts().size() + DISK_RESERVE;
    try {
      var free = Files.getFileStore(data.runs()).getUsableSpace();
      return needed <= free
          ? Optional.empty()
          : say(
              "The pictures need up to %d MB on the disk of %s, and %d MB are free.",
              needed / MEBIBYTE, data.runs(), free / MEBIBYTE);
    } catch (IOException e) {
      throw new UncheckedIOException("the disk of %s cannot be asked".formatted(data.runs()), e);
    }
  }

  private static Optional<String> say(String sentence, Object... values) {
    return Optional.of(sentence.formatted(values));
  }
}
