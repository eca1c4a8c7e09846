package lab.harmony.notebooks.versions;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import lab.harmony.json.Json;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.FileVersion;
import lab.harmony.workspace.Found;
import lab.harmony.workspace.Sha256;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The versions of one notebook in a folder: a small file for each, `ID.json`, which names the
/// pieces of its text, and each piece once, under its digest: `pieces/3f/9a….gz`. Not for several
/// threads; [VersionShelves] lets in one at a time.
final class VersionShelf {
  private static final Logger log = LoggerFactory.getLogger(VersionShelf.class);
  private static final String ENDING = ".json";

  private final Path folder;
  private final TreeMap<VersionId, NotebookVersion> versions = new TreeMap<>();
  private final Map<String, Integer> uses = new HashMap<>();
  private final Map<String, Long> sizes = new HashMap<>();
  private long bytes;
  private Optional<FileVersion> read = Optional.empty();

  VersionShelf(Path folder) {
    this.folder = folder;
  }

  /// Reads anew if others wrote here since.
  void refresh() {
    if (read.isPresent() && read.equals(stamp())) {
      return;
    }
    versions.clear();
    uses.clear();
    sizes.clear();
    bytes = 0;
    if (Files.isDirectory(folder)) {
      files(folder, ENDING).forEach(this::read);
    }
    read = stamp();
  }

  private void read(Path file) {
    var name = file.getFileName().toString();
    var id = VersionId.find(name.substring(0, name.length() - ENDING.length()));
    var found = Found.json(file, Json.MAPPER, NotebookVersion.class).readable();
    if (id.isPresent()
        && found.filter(it -> it.format().equals(NotebookVersion.FORMAT)).isPresent()) {
      put(id.get(), found.get());
      bytes += size(file);
    } else {
      log.debug("{} is no version of a notebook, and is left out.", file);
    }
  }

  /// Identical digests are kept as one text in memory.
  private void put(VersionId id, NotebookVersion version) {
    versions.put(id, version);
    for (var piece : version.pieces()) {
      if (uses.merge(piece, 1, Integer::sum) == 1) {
        long size = size(piece(piece));
        sizes.put(piece, size);
        bytes += size;
      }
    }
  }

  private Optional<FileVersion> stamp() {
    try {
      return Optional.of(FileVersion.of(folder));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  boolean isEmpty() {
    return versions.isEmpty();
  }

  /// What all versions take on the disk.
  long bytes() {
    return bytes;
  }

  /// The oldest first.
  List<Map.Entry<VersionId, NotebookVersion>> list() {
    return List.copyOf(versions.entrySet());
  }

  Optional<Map.Entry<VersionId, NotebookVersion>> newest() {
    return Optional.ofNullable(versions.lastEntry());
  }

  Optional<NotebookVersion> find(VersionId id) {
    return Optional.ofNullable(versions.get(id));
  }

  /// Adds a text as the newest version.
  ///
  /// @param pieces which are the text, one after the other
  VersionId add(List<String> pieces, NotebookVersion.Change change) {
    var digests = new ArrayList<String>();
    for (var piece : pieces) {
      digests.add(written(piece.getBytes(StandardCharsets.UTF_8)));
    }
    var sha256 = Sha256.of(String.join("", pieces));
    var at =
        newest()
            .map(last -> last.getValue().at().plusMillis(1))
            .filter(least -> least.isAfter(change.at()))
            .orElse(change.at());
    var version =
        new NotebookVersion(
            NotebookVersion.FORMAT,
            at,
            change.origin(),
            change.by(),
            change.what(),
            "",
            sha256.hex(),
            digests);
    var id = VersionId.of(at, sha256);
    write(id, version);
    put(id, version);
    bytes += size(file(id));
    read = stamp();
    return id;
  }

  /// Writes what is said of a version anew.
  void say(VersionId id, NotebookVersion version) {
    write(id, version);
    versions.put(id, version);
    read = stamp();
  }

  private void write(VersionId id, NotebookVersion version) {
    AtomicFiles.write(file(id), Json.ORDERED.writeValueAsString(version));
  }

  private String written(byte[] piece) {
    var digest = Sha256.of(piece).hex();
    var file = piece(digest);
    if (!Files.isRegularFile(file)) {
      AtomicFiles.write(file, zipped(piece));
    }
    return digest;
  }

  /// Takes a version away, and the pieces that no other one has.
  void remove(VersionId id) {
    var version = versions.remove(id);
    if (version == null) {
      return;
    }
    bytes -= size(file(id));
    delete(file(id));
    for (var piece : version.pieces()) {
      if (uses.merge(piece, -1, Integer::sum) == 0) {
        uses.remove(piece);
        bytes -= Optional.ofNullable(sizes.remove(piece)).orElse(0L);
        delete(piece(piece));
      }
    }
    read = stamp();
  }

  /// Takes pieces away that a process left which ended before its version was written.
  void sweep() {
    var known = new HashSet<>(uses.keySet());
    if (Files.isDirectory(folder.resolve("pieces"))) {
      for (var part : files(folder.resolve("pieces"), "")) {
        files(part, ".gz").stream()
            .filter(file ->
                !known.contains(
                    part.getFileName() + file.getFileName().toString().replace(".gz", "")))
            .forEach(VersionShelf::delete);
      }
    }
  }

  /// The whole text of a version; the reason where it cannot be put together.
  Found<String> text(VersionId id) {
    return Found.in(
        file(id),
        _ -> {
          var version = find(id).orElseThrow(() -> new IllegalArgumentException("it is gone"));
          var text = new StringBuilder();
          for (var piece : version.pieces()) {
            text.append(new String(unzipped(piece(piece)), StandardCharsets.UTF_8));
          }
          if (!Sha256.of(text.toString()).hex().equals(version.sha256())) {
            throw new IllegalArgumentException("its pieces are not what they were");
          }
          return text.toString();
        });
  }

  private Path file(VersionId id) {
    return folder.resolve(id + ENDING);
  }

  private Path piece(String digest) {
    return folder
        .resolve("pieces")
        .resolve(digest.substring(0, 2))
        .resolve(digest.substring(2) + ".gz");
  }

  private static byte[] zipped(byte[] content) {
    var out = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(out)) {
      zip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] unzipped(Path file) throws IOException {
    try (var zip = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
      return zip.readAllBytes();
    }
  }

  private static List<Path> files(Path folder, String ending) {
    try (var found = Files.list(folder)) {
      var files = new ArrayList<>(found.filter(it -> it.toString().endsWith(ending)).toList());
      Collections.sort(files);
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be read".formatted(folder), e);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      log.debug("{} stays: {}", file, Found.reason(e));
    }
  }
}
