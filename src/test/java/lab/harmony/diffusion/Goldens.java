package lab.harmony.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.harmony.diffusion.network.UNet;
import lab.harmony.diffusion.weights.SafetensorsFile;
import lab.harmony.json.Json;
import tools.jackson.databind.node.ObjectNode;

/// A folder of golden tensors.
public record Goldens(Path folder, SafetensorsFile tensors, ObjectNode facts) {

  private static final Path BUNDLED = Path.of("src/test/resources/goldens");

  /// The set in the test resources.
  public static Goldens open() {
    return open(BUNDLED.resolve("sd15"));
  }

  /// The sets in the test resources, or in the folder that `-Dgoldens` names: a set itself or a
  /// folder of sets.
  public static List<Goldens> all() {
    var root = Path.of(System.getProperty("goldens", BUNDLED.toString()));
    if (isSet(root)) {
      return List.of(open(root));
    }
    try (var folders = Files.list(root)) {
      return folders.filter(Goldens::isSet).sorted().map(Goldens::open).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isSet(Path folder) {
    return Files.exists(folder.resolve("golden.safetensors"));
  }

  private static Goldens open(Path folder) {
    try {
      return new Goldens(
          folder,
          SafetensorsFile.open(folder.resolve("golden.safetensors")),
          Json.object(folder.resolve("golden.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The model in folder layout; a set that comes without the vocabulary, which is the same for
  /// all, gets a copy with it.
  public Path checkpoint() {
    var own = folder.resolve("checkpoint");
    return Files.exists(own.resolve("tokenizer/vocab.json")) ? own : completed(own);
  }

  /// What a UNet predicts for the golden sample at timestep 500.
  public float[] predicted(UNet unet, NDManager manager) {
    var times = manager.create(new float[] {500, 500});
    return unet.predict(tensors.float32("unet.sample", manager), times, condition(manager))
        .toFloatArray();
  }

  /// What the golden predictions of the UNet are conditioned on.
  public UNet.Condition<NDArray> condition(NDManager manager) {
    var context = tensors.float32("unet.encoder_hidden_states", manager);
    return tensors.contains("unet.time_ids")
        ? new UNet.Condition<>(
            context,
            Optional.of(
                new UNet.Condition.Sized<>(
                    tensors.float32("unet.text_embeds", manager),
                    tensors.float32("unet.time_ids", manager))))
        : UNet.Condition.of(context);
  }

  /// A tokenizer of the checkpoint: `tokenizer` or `tokenizer_2`.
  public Path tokenizer(String name) {
    return checkpoint().resolve(name);
  }

  private Path completed(Path incomplete) {
    var vocabulary = BUNDLED.resolve("sd15/checkpoint/tokenizer");
    var copy = Path.of("target/goldens").resolve(folder.getFileName());
    try (var files = Files.walk(incomplete)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        link(file, copy.resolve(incomplete.relativize(file)));
      }
      for (var name : List.of("vocab.json", "merges.txt")) {
        for (var tokenizer : List.of("tokenizer", "tokenizer_2")) {
          if (Files.exists(incomplete.resolve(tokenizer))) {
            link(vocabulary.resolve(name), copy.resolve(tokenizer).resolve(name));
          }
        }
      }
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Tests of another process may make the same link, or read it, at this moment.
  private static void link(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    var own = to.resolveSibling("%s.%d".formatted(to.getFileName(), ProcessHandle.current().pid()));
    Files.deleteIfExists(own);
    Files.createSymbolicLink(own, from.toAbsolutePath());
    Files.move(own, to, StandardCopyOption.ATOMIC_MOVE);
  }

  public float[] floats(String tensor) {
    return tensors.floats(tensor);
  }

  /// The prompts and, as the last, the negative prompt.
  public List<String> prompts() {
    var prompts = new ArrayList<String>();
    facts.path("prompts").forEach(prompt -> prompts.add(prompt.stringValue()));
    prompts.add(negativePrompt());
    return prompts;
  }

  public String negativePrompt() {
    return facts.get("negative").stringValue();
  }

  /// The largest distance between two arrays' elements.
  public static double distance(float[] one, float[] other) {
    if (one.length != other.length) {
      throw new IllegalArgumentException("%d and %d elements".formatted(one.length, other.length));
    }
    var most = 0.0;
    for (var i = 0; i < one.length; i++) {
      var distance = Math.abs(one[i] - other[i]);
      most = distance <= most ? most : distance; // NaN counts as the largest
    }
    return most;
  }

  @Override
  public String toString() {
    return folder.getFileName().toString();
  }
}
