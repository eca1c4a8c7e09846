package lab.harmony.runs.work;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.harmony.engine.EngineRequest;
import lab.harmony.models.Model;
import lab.harmony.models.ModelCatalogue;
import lab.harmony.recipe.Condition;
import lab.harmony.recipe.RecipeFact;
import lab.harmony.runs.GenerateSpec;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.Run;
import lab.harmony.runs.store.ImageStore;
import lab.harmony.runs.store.RunFolders;
import lab.harmony.runs.store.RunStore;
import org.springframework.stereotype.Component;

/// What an engine is asked for, so that it makes the pictures of a run.
@Component
class EngineRequests {

  private final RunStore runs;
  private final ImageStore images;
  private final RunFolders folders;
  private final ModelCatalogue models;

  EngineRequests(RunStore runs, ImageStore images, RunFolders folders, ModelCatalogue models) {
    this.runs = runs;
    this.images = images;
    this.folders = folders;
    this.models = models;
  }

  /// What has to be loaded before.
  EngineRequest.Load load(GenerateSpec spec, Model model) {
    return new EngineRequest.Load(
        modelFolder(model),
        modelOptions(spec),
        spec.judge().isEmpty() ? Optional.empty() : Optional.of(modelFolder(models.judge())),
        adapters(spec));
  }

  /// @param folder for the pictures
  /// @param missing their places among the run's prompts
  EngineRequest.Generate generate(Run run, Path folder, List<Integer> missing) {
    var spec = run.spec();
    var names = ImageNames.of(spec);
    return new EngineRequest.Generate(
        run.id().value(),
        folder,
        missing.stream().map(index -> request(spec, index, names.get(index))).toList(),
        spec.recipe(),
        pictures(spec));
  }

  private static EngineRequest.ImageRequest request(GenerateSpec spec, int index, String name) {
    var prompt = spec.prompts().get(index);
    return new EngineRequest.ImageRequest(
        index,
        prompt.prompt(),
        prompt.negativePrompt(),
        prompt.cfgScale(),
        prompt.seed(),
        name,
        Map.of());
  }

  private static EngineRequest.ModelFolder modelFolder(Model model) {
    return new EngineRequest.ModelFolder(model.folder(), model.name().value(), model.sha256());
  }

  private EngineRequest.ModelOptions modelOptions(GenerateSpec spec) {
    var asked = spec.recipe();
    return new EngineRequest.ModelOptions(
        asked
            .vae()
            .map(use ->
                models.vaes().stream()
                    .filter(vae -> vae.sha256().equals(use.sha256()))
                    .findFirst()
                    .orElseThrow(() ->
                        new IllegalStateException(
                            "the autoencoder %s is not here any more".formatted(use.name()))))
            .map(
                vae -> new EngineRequest.ModelFolder(vae.file(), vae.name().value(), vae.sha256())),
        asked.prediction(),
        asked.precision());
  }

  /// Where the pictures lie that the conditions name.
  private Map<String, Path> pictures(GenerateSpec spec) {
    return spec.recipe().conditions().stream()
        .collect(Collectors.toMap(Condition::sha256, this::picture, (one, _) -> one));
  }

  private Path picture(Condition condition) {
    return switch (condition) {
      case Condition.Start(var image, var sha256, _) ->
          picture(ImageId.parse(image), sha256)
              .orElseThrow(() ->
                  new IllegalStateException(
                      "the picture %s is not here any more".formatted(image)));
    };
  }

  /// The file of a picture of any run, if it is there with this content.
  private Optional<Path> picture(ImageId id, String sha256) {
    return runs.find(id.run())
        .flatMap(entry ->
            images
                .find(id)
                .filter(picture -> picture.sha256().equals(sha256))
                .map(picture ->
                    RunFolders.images(folders.of(id.run(), entry.shippedIn()))
                        .resolve(picture.fileName())))
        .filter(Files::isRegularFile);
  }

  private List<EngineRequest.AdapterFile> adapters(GenerateSpec spec) {
    return spec.recipe().adapters().stream()
        .map(use ->
            models
                .adapter(use.name(), use.sha256())
                .orElseThrow(() ->
                    new IllegalStateException(
                        "the adapter %s (%s…) is not here any more, or has changed"
                            .formatted(use.name(), RecipeFact.brief(use.sha256())))))
        .map(adapter ->
            new EngineRequest.AdapterFile(adapter.name().value(), adapter.file(), adapter.sha256()))
        .toList();
  }
}
