package lab.harmony.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the engine process is asked to do: one line of JSON on its standard input.
public sealed interface EngineRequest {

  /// Open a model and keep it until another is asked for; answered by [EngineEvent.Loaded].
  ///
  /// The judge, if there is one, reads eyes, mouth and brows of every picture made from then on.
  ///
  /// @param adapters the LoRA files that prompts may name
  record Load(ModelFolder model, Optional<ModelFolder> judge, List<AdapterFile> adapters)
      implements EngineRequest {

    public Load {
      adapters = List.copyOf(adapters);
    }
  }

  /// Make these pictures with the loaded model, in this order, and write each to `folder/<file>`;
  /// answered by [EngineEvent.Done], [EngineEvent.Cancelled] or [EngineEvent.Failed].
  ///
  /// @param sampler a name that `Sampler.byName` knows, for example `dpm++ 2m karras`
  /// @param batch how many pictures go through the network together; never changes what a picture
  ///   looks like
  record Generate(
      String run,
      Path folder,
      List<ImageRequest> images,
      String sampler,
      int steps,
      int width,
      int height,
      int batch)
      implements EngineRequest {

    /// The batch that gives the most pictures per second on a CPU, for small models.
    public static final int USUAL_BATCH = 4;

    public Generate {
      images = List.copyOf(images);
      requirePositive("steps", steps);
      requirePositive("width", width);
      requirePositive("height", height);
      requirePositive("batch", batch);
    }

    private static void requirePositive(String what, int value) {
      if (value < 1) {
        throw new IllegalArgumentException("%s must be at least 1, got %d".formatted(what, value));
      }
    }
  }

  /// Stop making pictures at the next step; those already written stay.
  record Cancel() implements EngineRequest {}

  /// Stop everything and end the process.
  record Quit() implements EngineRequest {}

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
      textChunks = Map.copyOf(textChunks);
      if (!(guidanceScale >= 0 && guidanceScale <= 1000)) {
        throw new IllegalArgumentException(
            "the guidance scale must be between 0 and 1000, got %s".formatted(guidanceScale));
      }
    }
  }
}
