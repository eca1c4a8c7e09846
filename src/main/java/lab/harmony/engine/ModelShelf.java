package lab.harmony.engine;

import java.util.LinkedHashMap;
import lab.harmony.diffusion.ModelSource;
import lab.harmony.diffusion.StableDiffusion;
import lab.harmony.diffusion.sampling.schedules.Prediction;
import lab.harmony.diffusion.tensor.Precision;
import lab.harmony.engine.EngineRequest.ModelFolder;
import lab.harmony.engine.EngineRequest.ModelOptions;

/// The models that are open. They stay open between runs as long as there is room; the one that was
/// not used for longest is closed first.
final class ModelShelf implements AutoCloseable {

  /// Weights of half precision take twice their file.
  private static final int MEMORY_PER_BYTE = 2;

  private final long most;
  private final LinkedHashMap<Key, Open> open = new LinkedHashMap<>(16, 0.75f, true);

  private record Key(ModelFolder model, ModelOptions options) {}

  private record Open(StableDiffusion pipeline, long bytes) {}

  /// @param most bytes of memory that all open models together may take; one may always be open
  ModelShelf(long most) {
    this.most = most;
  }

  /// The model, opened unless it is already.
  StableDiffusion get(ModelFolder model, ModelOptions options) {
    var key = new Key(model, options);
    var known = open.get(key);
    if (known != null) {
      return known.pipeline;
    }
    var source = source(model, options);
    long bytes = MEMORY_PER_BYTE * source.bytesOnDisk();
    makeRoom(bytes);
    var opened = new Open(StableDiffusion.load(source), bytes);
    open.put(key, opened);
    return opened.pipeline;
  }

  private void makeRoom(long bytes) {
    var oldest = open.entrySet().iterator();
    long taken = open.values().stream().mapToLong(Open::bytes).sum();
    while (taken + bytes > most && oldest.hasNext()) {
      var closing = oldest.next().getValue();
      taken -= closing.bytes;
      closing.pipeline.close();
      oldest.remove();
    }
  }

  private static ModelSource source(ModelFolder model, ModelOptions options) {
    var source = ModelSource.of(model.folder());
    if (options.vae().isPresent()) {
      source = source.withVae(options.vae().get().folder());
    }
    if (options.prediction().isPresent()) {
      source = source.withPrediction(Prediction.byWord(options.prediction().get()));
    }
    return source.withPrecision(
        options.precision().map(Precision::byWord).orElse(Precision.FLOAT32));
  }

  @Override
  public void close() {
    open.values().forEach(one -> one.pipeline.close());
    open.clear();
  }
}
