package lab.harmony.engine;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.harmony.recipe.Recipe;

/// What the engine process is asked to do: one line of JSON on its standard input.
public sealed interface EngineRequest {

  /// Open a model and keep it until another is asked for; answered by [EngineEvent.Loaded].
  ///
  /// The judge, if there is one, reads eyes, mouth and brows of every picture made from then on.
  ///
  /// @param adapters the LoRA files that prompts may name
  record Load(
      ModelFolder model,
      ModelOptions options,
      Optional<ModelFolder> judge,
      List<AdapterFile> adapters)
      implements EngineRequest {

    public Load {
      adapters = List.copyOf(adapters);
    }
  }

  /// Make these pictures with the loaded model, in this order, and write each to `folder/<file>`;
  /// answered by [EngineEvent.Done], [EngineEvent.Cancelled] or [EngineEvent.Failed].
  ///
  /// @param recipe of all of them together
  /// @param pictures where the pictures lie that the conditions of the recipe name, by their hashes
  record Generate(
      String run, Path folder, List<ImageRequest> images, Recipe recipe, Map<String, Path> pictures)
      implements EngineRequest {

    public Generate {
      images = List.copyOf(images);
      pictures = Map.copyOf(pictures);
      recipe
          .outOfBounds()
          .ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
          });
    }
  }

  /// Stop making pictures at the next step; those already written stay.
  record Cancel() implements EngineRequest {}

  /// Stop everything and end the process.
  record Quit() implements EngineRequest {}

  /// How a model is opened, beyond the usual.
  ///
  /// @param vae the autoencoder to use instead of the model's own
  /// @param prediction `epsilon` or `velocity`, where the model's own word is wrong
  /// @param precision of the UNet; float32 is usual
  record ModelOptions(
      Optional<ModelFolder> vae, Optional<String> prediction, Optional<String> precision) {

    public static final ModelOptions USUAL =
        new ModelOptions(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /// A LoRA file, the name by which prompts ask for it, and what the pictures' metadata says.
  record AdapterFile(String name, Path file, String sha256) {}

  /// A model, a folder or one file, and what the pictures' metadata says about it.
  record ModelFolder(Path folder, String name, String sha256) {}

  /// One picture to make.
  ///
  /// @param file the name of the PNG inside the folder of the request
  /// @param textChunks text for the PNG beside `parameters` and `harmony`, which the engine writes
  ///   itself
  record ImageRequest(
      int index,
      String prompt,
      String negativePrompt,
      double guidanceScale,
      long seed,
      String file,
      Map<String, String> textChunks) {

    public ImageRequest {
      // In their order, which is that of the file's bytes.
      textChunks = Collections.unmodifiableMap(new LinkedHashMap<>(textChunks));
      Recipe.GUIDANCE.require("the guidance scale", guidanceScale);
    }
  }
}
