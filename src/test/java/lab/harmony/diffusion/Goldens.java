package lab.harmony.diffusion;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lab.harmony.diffusion.weights.SafetensorsFile;

/// A folder of golden tensors: the one in the test resources, or the one that `-Dgoldens` names.
public record Goldens(Path folder, SafetensorsFile tensors, JsonObject facts) {

  public static Goldens open() {
    var named = System.getProperty("goldens");
    return named == null ? open(bundled()) : open(Path.of(named));
  }

  private static Goldens open(Path given) {
    var folder = Files.isDirectory(given.resolve("sd15")) ? given.resolve("sd15") : given;
    try {
      return new Goldens(
          folder,
          SafetensorsFile.open(folder.resolve("golden.safetensors")),
          JsonParser.parseString(Files.readString(folder.resolve("golden.json")))
              .getAsJsonObject());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path bundled() {
    try {
      return Path.of(Goldens.class.getResource("/goldens/sd15").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  public Path checkpoint() {
    return folder.resolve("checkpoint");
  }

  public float[] floats(String tensor) {
    return tensors.floats(tensor);
  }

  /// The prompts and, as the last, the negative prompt.
  public List<String> prompts() {
    var prompts = new ArrayList<String>();
    facts.getAsJsonArray("prompts").forEach(prompt -> prompts.add(prompt.getAsString()));
    prompts.add(negativePrompt());
    return prompts;
  }

  public String negativePrompt() {
    return facts.get("negative").getAsString();
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
}
