package lab.harmony.diffusion;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import lab.harmony.diffusion.lora.AdaptedNetwork;
import lab.harmony.diffusion.lora.Adapter;
import lab.harmony.diffusion.lora.Adapters;
import lab.harmony.diffusion.prompt.AdapterTag;
import lab.harmony.diffusion.weights.ModelException;
import org.jspecify.annotations.Nullable;

/// A model under the adapters that a picture asks for. The last set stays ready; each file is read
/// once.
final class AdaptedParts implements AutoCloseable {

  private final ModelParts parts;
  private final Map<String, Path> files;
  private final NDManager manager;
  private final Map<String, Adapter> read = new HashMap<>();
  private @Nullable Ready ready;

  /// The model under some adapters, which live in `owner`.
  private record Ready(List<AdapterTag> tags, ModelParts parts, NDManager owner) {

    void close() {
      parts.texts().close();
      parts.unet().close();
      owner.close();
    }
  }

  /// @param files of the adapters there are, by name
  AdaptedParts(ModelParts parts, Map<String, Path> files, NDManager manager) {
    this.parts = parts;
    this.files = Map.copyOf(files);
    this.manager = manager;
  }

  /// The model under these adapters; good until it is asked for others.
  ModelParts with(List<AdapterTag> tags) {
    if (tags.isEmpty()) {
      return parts;
    }
    var now = ready;
    if (now == null || !now.tags.equals(tags)) {
      closeReady();
      now = make(tags);
      ready = now;
    }
    return now.parts;
  }

  private Ready make(List<AdapterTag> tags) {
    var uses = new ArrayList<Adapters.Use>();
    for (var tag : tags) {
      uses.add(new Adapters.Use(adapter(tag.name()), tag.unetWeight(), tag.textEncoderWeight()));
    }
    var adapters = new Adapters(uses);
    var owner = manager.newSubManager();
    try {
      var unet = parts.unet().with(adapters.changes(0, parts.unet().weights(), owner));
      var encoders = new ArrayList<TextEncoders.Encoder>();
      for (int i = 0; i < parts.texts().encoders().size(); i++) {
        var encoder = parts.texts().encoders().get(i);
        encoders.add(
            new TextEncoders.Encoder(
                encoder.tokenizer(),
                encoder
                    .network()
                    .with(adapters.changes(i + 1, encoder.network().weights(), owner))));
      }
      return new Ready(
          tags,
          new ModelParts(parts.schedule(), parts.texts().with(encoders), unet, parts.vae()),
          owner);
    } catch (RuntimeException e) {
      owner.close();
      throw e;
    }
  }

  private Adapter adapter(String name) {
    var known = read.get(name);
    if (known != null) {
      return known;
    }
    var file = files.get(name);
    if (file == null) {
      throw new ModelException(
          "there is no adapter \"%s\"; there %s"
              .formatted(
                  name,
                  files.isEmpty()
                      ? "is none"
                      : "are: " + String.join(", ", new TreeSet<>(files.keySet()))));
    }
    var adapter = Adapter.read(file, networks());
    read.put(name, adapter);
    return adapter;
  }

  private List<AdaptedNetwork> networks() {
    var networks = new ArrayList<AdaptedNetwork>();
    networks.add(AdaptedNetwork.of(parts.unet()));
    var encoders = parts.texts().encoders();
    for (int i = 0; i < encoders.size(); i++) {
      networks.add(AdaptedNetwork.of(encoders.get(i).network(), i, encoders.size() > 1));
    }
    return networks;
  }

  private void closeReady() {
    if (ready != null) {
      ready.close();
      ready = null;
    }
  }

  @Override
  public void close() {
    closeReady();
  }
}
