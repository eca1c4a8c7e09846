package lab.harmony.runs.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import lab.harmony.engine.PngMetadata;
import lab.harmony.runs.GenerateSpec;
import lab.harmony.runs.PartReading;
import lab.harmony.runs.PartsReading;
import lab.harmony.runs.RunId;
import lab.harmony.runs.store.ImageStore;
import lab.harmony.runs.store.RunJson;
import lab.harmony.workspace.Sha256;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// Pictures that an engine process completed and nobody was left to note: the worker was killed in
/// between. They are taken as they are, never made again.
final class FoundPictures {

  private FoundPictures() {}

  /// The picture in this file, if it is exactly the one that the run asks for at this place.
  static Optional<ImageStore.Picture> picture(RunId run, GenerateSpec spec, int index, Path file) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      var facts =
          RunJson.value(
              PngMetadata.read(file).getOrDefault(PngMetadata.HARMONY, "null"), Facts.class);
      return facts != null && facts.isOf(run, spec, index)
          ? Optional.of(
              new ImageStore.Picture(
                  index,
                  file.getFileName().toString(),
                  Sha256.of(file).hex(),
                  spec.recipe().width(),
                  spec.recipe().height(),
                  Files.getLastModifiedTime(file).toInstant(),
                  Optional.ofNullable(facts.reading()).map(read -> read.by(spec))))
          : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("%s could not be read".formatted(file), e);
    }
  }

  /// What the engine wrote into the picture about itself.
  private record Facts(
      @Nullable String run,
      int index,
      @Nullable Model model,
      @Nullable String prompt,
      @Nullable String negativePrompt,
      double guidanceScale,
      long seed,
      @Nullable String sampler,
      int steps,
      int width,
      int height,
      @Nullable Reading reading) {

    boolean isOf(RunId wanted, GenerateSpec spec, int place) {
      var asked = spec.prompts().get(place);
      var recipe = spec.recipe();
      return wanted.value().equals(run)
          && index == place
          && model != null
          && recipe.model().sha256().equals(model.sha256())
          && asked.prompt().equals(prompt)
          && asked.negativePrompt().equals(negativePrompt)
          && asked.cfgScale() == guidanceScale
          && asked.seed() == seed
          && recipe.sampler().equals(sampler)
          && recipe.steps() == steps
          && recipe.width() == width
          && recipe.height() == height
          && spec.judge().isEmpty() == (reading == null);
    }
  }

  private record Model(@Nullable String sha256) {}

  private record Reading(PartReading eyes, PartReading mouth, PartReading brows) {

    PartsReading by(GenerateSpec spec) {
      return new PartsReading(spec.judge(), spec.judgeSha256(), eyes, mouth, brows);
    }
  }
}
