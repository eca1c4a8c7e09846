package lab.harmony.models;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.Sha256;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The hashes of large files, computed once and kept as long as size and time of change stay.
final class KnownHashes {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  record Known(long size, long changed, String sha256) {}

  private final Path file;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Known> known;

  KnownHashes(Path file) {
    this.file = file;
    this.known = new TreeMap<>(read(file));
  }

  /// The hash of the model in this folder.
  String of(Path model) {
    lock.lock();
    try (var files = Files.walk(model, 2)) {
      var before = Map.copyOf(known);
      var hashes = new TreeMap<String, String>();
      for (var path : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        var name = model.relativize(path).toString().replace('\\', '/');
        if (ModelFiles.counts(name)) {
          hashes.put(name, hash(path));
        }
      }
      if (!known.equals(before)) {
        AtomicFiles.write(file, JSON.writeValueAsString(known));
      }
      return ModelFiles.sha256(hashes);
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be read".formatted(model), e);
    } finally {
      lock.unlock();
    }
  }

  /// The hash of one file.
  String ofFile(Path file) {
    lock.lock();
    try {
      var before = Map.copyOf(known);
      var hash = hash(file);
      if (!known.equals(before)) {
        AtomicFiles.write(this.file, JSON.writeValueAsString(known));
      }
      return hash;
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be read".formatted(file), e);
    } finally {
      lock.unlock();
    }
  }

  private String hash(Path path) throws IOException {
    var size = Files.size(path);
    var changed = Files.getLastModifiedTime(path).toMillis();
    var remembered = known.get(path.toString());
    if (remembered != null && remembered.size() == size && remembered.changed() == changed) {
      return remembered.sha256();
    }
    var sha256 = Sha256.of(path).hex();
    known.put(path.toString(), new Known(size, changed, sha256));
    return sha256;
  }

  /// What cannot be read is computed again.
  private static Map<String, Known> read(Path file) {
    try {
      return Files.exists(file)
          ? JSON.readValue(Files.readString(file), new TypeReference<Map<String, Known>>() {})
          : Map.of();
    } catch (IOException | JacksonException _) {
      return Map.of();
    }
  }
}
