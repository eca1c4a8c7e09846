package lab.harmony.diffusion.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedSet;
import lab.harmony.json.Json;
import lab.harmony.json.JsonProblem;
import tools.jackson.databind.node.ObjectNode;

/// Tensors spread over several files, as an `….safetensors.index.json` tells.
public final class ShardedTensors implements TensorSource {

  private final Path index;
  private final Map<String, SafetensorsFile> files;
  private final SequencedSet<String> names;

  private ShardedTensors(
      Path index, Map<String, SafetensorsFile> files, SequencedSet<String> names) {
    this.index = index;
    this.files = files;
    this.names = Collections.unmodifiableSequencedSet(names);
  }

  /// Opens all files that the index names; they lie beside it.
  public static ShardedTensors open(Path index) {
    var opened = new LinkedHashMap<String, SafetensorsFile>();
    var files = new HashMap<String, SafetensorsFile>();
    for (var entry : weightMap(index).properties()) {
      var file = entry.getValue().asString("");
      var shard = opened.computeIfAbsent(file, name -> SafetensorsFile.open(beside(index, name)));
      if (!shard.contains(entry.getKey())) {
        throw new WeightsException(
            "%s says that the tensor %s is in %s; it is not"
                .formatted(index, entry.getKey(), file));
      }
      files.put(entry.getKey(), shard);
    }
    var names = new LinkedHashSet<String>();
    opened.values().forEach(shard -> names.addAll(shard.names()));
    return new ShardedTensors(index, files, names);
  }

  private static ObjectNode weightMap(Path index) {
    try {
      if (Json.object(index).get("weight_map") instanceof ObjectNode map) {
        return map;
      }
      throw new WeightsException("%s: it has no weight_map of file names".formatted(index));
    } catch (JsonProblem e) {
      throw new WeightsException(
          "%s: need an object with a weight_map of file names, but %s"
              .formatted(index, e.getMessage()),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("%s could not be read".formatted(index), e);
    }
  }

  /// A name in an index is no path: it must not lead elsewhere.
  private static Path beside(Path index, String name) {
    if (!name.matches("[\\w.-]+\\.safetensors")) {
      throw new WeightsException(
          "%s: need the names of .safetensors files beside it, got \"%s\"".formatted(index, name));
    }
    return index.resolveSibling(name);
  }

  @Override
  public boolean contains(String name) {
    return files.containsKey(name);
  }

  @Override
  public Shape shape(String name) {
    return file(name).shape(name);
  }

  @Override
  public NDArray float32(String name, NDManager manager) {
    return file(name).float32(name, manager);
  }

  /// Also what is in a file and not in the index.
  @Override
  public SequencedSet<String> names() {
    return names;
  }

  @Override
  public String origin() {
    return index.toString();
  }

  private SafetensorsFile file(String name) {
    var file = files.get(name);
    if (file == null) {
      throw new WeightsException("%s names no tensor %s".formatted(index, name));
    }
    return file;
  }
}
