package lab.harmony.models;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import lab.harmony.workspace.Sha256;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.function.SingletonSupplier;

/// The models inside the program. Each is unpacked once, into a folder that carries its hash, so
/// that a new version of it never changes what an old run was made with.
final class BundledModels {

  /// The name of the folder among the models into which they are unpacked.
  static final String FOLDER = "bundled";

  private static final String ROOT = "lab/harmony/models/";
  private static final int HASH_DIGITS = 12;

  /// One of them, unpacked.
  record Bundled(ModelName name, Path unpacked, String sha256) {

    boolean isPipeline() {
      return Files.exists(unpacked.resolve("model_index.json"));
    }

    /// The file of an adapter: a folder with weights and no configuration.
    Optional<Path> adapter() {
      var weights = unpacked.resolve("model.safetensors");
      return Files.exists(weights) && !Files.exists(unpacked.resolve("config.json"))
          ? Optional.of(weights)
          : Optional.empty();
    }
  }

  /// One of them as it lies in the program.
  private record Packed(ModelName name, SortedMap<String, Resource> files, String sha256) {}

  /// All of them: what lies in the program stays the same while it runs, and is hashed once.
  private static final SingletonSupplier<List<Packed>> PACKED =
      SingletonSupplier.of(BundledModels::packed);

  private final Path folder;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable List<Bundled> unpacked;

  BundledModels(Path folder) {
    this.folder = folder;
  }

  /// The SHA-256 by which the weights of these models are known.
  static Set<String> weights(Set<String> names) {
    return PACKED.obtain().stream()
        .filter(one -> names.contains(one.name.value()))
        .map(Packed::sha256)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// All of them, by name.
  List<Bundled> folders() {
    lock.lock();
    try {
      if (unpacked == null) {
        unpacked = unpackAll();
      }
      return unpacked;
    } catch (IOException e) {
      throw new UncheckedIOException("the bundled models cannot be unpacked into " + folder, e);
    } finally {
      lock.unlock();
    }
  }

  private List<Bundled> unpackAll() throws IOException {
    var all = new ArrayList<Bundled>();
    for (var model : PACKED.obtain()) {
      all.add(unpack(model));
    }
    return List.copyOf(all);
  }

  private static List<Packed> packed() {
    try {
      var all = new ArrayList<Packed>();
      for (var model : resources().entrySet()) {
        var hashes = new TreeMap<String, String>();
        for (var file : model.getValue().entrySet()) {
          if (ModelFiles.counts(file.getKey())) {
            hashes.put(file.getKey(), Sha256.of(file.getValue().getContentAsByteArray()).hex());
          }
        }
        all.add(
            new Packed(new ModelName(model.getKey()), model.getValue(), ModelFiles.sha256(hashes)));
      }
      return List.copyOf(all);
    } catch (IOException e) {
      throw new UncheckedIOException("the models inside the program cannot be read", e);
    }
  }

  private Bundled unpack(Packed model) throws IOException {
    var target =
        folder.resolve("%s-%s".formatted(model.name, model.sha256.substring(0, HASH_DIGITS)));
    if (!Files.isDirectory(target)) {
      unpack(model.files, target);
    }
    return new Bundled(model.name, target, model.sha256);
  }

  /// The folder takes its name when everything is in it.
  private void unpack(Map<String, Resource> files, Path target) throws IOException {
    Files.createDirectories(folder);
    var temporary = folder.resolve(".%s.part".formatted(UUID.randomUUID()));
    for (var file : files.entrySet()) {
      var path = temporary.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      try (InputStream in = file.getValue().getInputStream()) {
        Files.copy(in, path);
      }
    }
    try {
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      delete(temporary);
      if (!Files.isDirectory(target)) { // else another process was faster
        throw e;
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /// The files of each model by relative name, by model. Packages of the program have such names
  /// too; theirs are classes.
  private static SortedMap<String, SortedMap<String, Resource>> resources() throws IOException {
    var models = new TreeMap<String, SortedMap<String, Resource>>();
    var resolver = new PathMatchingResourcePatternResolver(BundledModels.class.getClassLoader());
    for (var resource : resolver.getResources("classpath*:" + ROOT + "*/**")) {
      var url = resource.getURL().toString();
      var name = url.substring(url.lastIndexOf(ROOT) + ROOT.length());
      var slash = name.indexOf('/');
      if (slash > 0 && !name.endsWith("/") && !name.endsWith(".class") && resource.isReadable()) {
        models
            .computeIfAbsent(name.substring(0, slash), _ -> new TreeMap<>())
            .put(name.substring(slash + 1), resource);
      }
    }
    return models;
  }
}
