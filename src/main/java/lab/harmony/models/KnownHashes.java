package lab.harmony.models;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import lab.harmony.json.Json;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.Found;
import lab.harmony.workspace.Sha256;

/// The hashes of large files, computed once and kept as long as size and time of change stay.
///
/// Files that take more than a moment are read in the background, one after the other.
final class KnownHashes {

  record Known(long size, long changed, String sha256) {

    boolean isOf(long bytes, long time) {
      return size == bytes && changed == time;
    }
  }

  private record Failed(long size, long changed, UncheckedIOException problem) {}

  /// A file that is read in the background.
  private static final class Reading {
    private final Path path;
    private final long total;
    private volatile long done;

    private Reading(Path path, long total) {
      this.path = path;
      this.total = total;
    }

    /// Whether that is another hundredth of it.
    private boolean read(long bytes) {
      boolean further = 100 * bytes / total > 100 * done / total;
      done = bytes;
      return further;
    }
  }

  private final Path file;
  private final long atOnce;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Known> known;
  private final Map<Path, Reading> readings = new LinkedHashMap<>();

  /// Files that could not be read, as they were then.
  private final Map<Path, Failed> failed = new HashMap<>();

  private final List<Runnable> followers = new CopyOnWriteArrayList<>();

  private final ExecutorService background =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("model-hashes").factory());

  /// @param file where hashes are kept
  /// @param atOnce the size in bytes up to which a file is read while the caller waits
  KnownHashes(Path file, long atOnce) {
    this.file = file;
    this.atOnce = atOnce;
    this.known = new TreeMap<>(read(file));
  }

  /// The hash of the model in this folder; empty while it is being read.
  Optional<String> of(Path model) {
    lock.lock();
    try (var files = Files.walk(model, 2)) {
      var hashes = new TreeMap<String, Optional<String>>();
      for (var path : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        var name = model.relativize(path).toString().replace('\\', '/');
        if (ModelFiles.counts(name)) {
          hashes.put(name, hash(path));
        }
      }
      if (hashes.values().stream().anyMatch(Optional::isEmpty)) {
        return Optional.empty();
      }
      var complete = new TreeMap<String, String>();
      hashes.forEach((name, hash) -> complete.put(name, hash.orElseThrow()));
      return Optional.of(ModelFiles.sha256(complete));
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be read".formatted(model), e);
    } finally {
      lock.unlock();
    }
  }

  /// The hash of one file; empty while it is being read.
  Optional<String> ofFile(Path path) {
    lock.lock();
    try {
      return hash(path);
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be read".formatted(path), e);
    } finally {
      lock.unlock();
    }
  }

  /// What is being read, in the order in which it will be done.
  List<ModelCatalogue.BeingRead> beingRead() {
    lock.lock();
    try {
      return readings.values().stream()
          .map(reading -> new ModelCatalogue.BeingRead(reading.path, reading.done, reading.total))
          .toList();
    } finally {
      lock.unlock();
    }
  }

  /// @param changed is called whenever [#beingRead] says something else
  void whenReadFurther(Runnable changed) {
    followers.add(changed);
  }

  private Optional<String> hash(Path path) throws IOException {
    var size = Files.size(path);
    var changed = Files.getLastModifiedTime(path).toMillis();
    var remembered = known.get(path.toString());
    if (remembered != null && remembered.isOf(size, changed)) {
      return Optional.of(remembered.sha256());
    }
    if (size <= atOnce) {
      return Optional.of(keep(path, new Known(size, changed, Sha256.of(path).hex())));
    }
    var problem = failed.get(path);
    if (problem != null && problem.size == size && problem.changed == changed) {
      throw problem.problem;
    }
    if (!readings.containsKey(path)) {
      var reading = new Reading(path, size);
      readings.put(path, reading);
      background.execute(() -> {
        tell();
        read(reading, changed);
      });
    }
    return Optional.empty();
  }

  private void read(Reading reading, long changed) {
    try {
      var hash = Sha256.of(reading.path, done -> further(reading, done)).hex();
      // A file that changed meanwhile keeps the size and time of before, so it is read again.
      ended(reading, () -> keep(reading.path, new Known(reading.total, changed, hash)));
    } catch (UncheckedIOException e) {
      ended(reading, () -> failed.put(reading.path, new Failed(reading.total, changed, e)));
    }
  }

  private void further(Reading reading, long done) {
    if (reading.read(done)) {
      tell();
    }
  }

  private void ended(Reading reading, Runnable result) {
    lock.lock();
    try {
      readings.remove(reading.path);
      result.run();
    } finally {
      lock.unlock();
    }
    tell();
  }

  private void tell() {
    followers.forEach(Runnable::run);
  }

  private String keep(Path path, Known hash) {
    known.put(path.toString(), hash);
    AtomicFiles.write(file, Json.MAPPER.writeValueAsString(known));
    return hash.sha256();
  }

  /// What cannot be read is computed again.
  private static Map<String, Known> read(Path file) {
    return Found.jsonMap(file, Json.MAPPER, Known.class).orElse(_ -> Map.of());
  }
}
