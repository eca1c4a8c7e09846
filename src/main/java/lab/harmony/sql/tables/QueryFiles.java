package lab.harmony.sql.tables;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.PatternSyntaxException;
import lab.harmony.design.Sizes;
import lab.harmony.workspace.FileVersion;
import lab.harmony.workspace.SafePath;
import lab.harmony.workspace.Sha256;
import lab.harmony.workspace.Workspace;
import org.springframework.stereotype.Component;

/// The files of the workspace that queries name: tables as CSV, TSV, Parquet or JSON.
@Component
class QueryFiles {

  private static final List<String> ENDINGS =
      List.of(".csv", ".tsv", ".parquet", ".json", ".jsonl", ".ndjson");

  private static final int MOST = 500;
  private static final long LARGEST = 256_000_000; // bytes, all of a query together
  private static final int DEEPEST = 12;
  private static final int KEPT = 1000;

  private final Path root;
  private final Map<Path, Known> known = new ConcurrentHashMap<>();

  private record Known(FileVersion version, Sha256 sha256) {}

  QueryFiles(Workspace workspace) {
    this.root = workspace.root();
  }

  /// Those that a query names, by their names.
  ///
  /// @param texts what stands in quotation marks in it
  /// @throws IllegalArgumentException if they are more or larger than a query may read
  Map<String, Path> named(Collection<String> texts) {
    var found = new TreeMap<String, Path>();
    for (var text : texts) {
      if (isTable(text)) {
        if (text.matches(".*[*?\\[{].*")) {
          matching(text).forEach(name -> found.put(name, root.resolve(name)));
        } else if (isFile(text)) {
          found.put(text, root.resolve(text));
        }
      }
    }
    long size = 0;
    for (var file : found.values()) {
      size += size(file);
    }
    if (found.size() > MOST || size > LARGEST) {
      throw new IllegalArgumentException(
          "a query can read %d files of %s together; this one names %d of %s"
              .formatted(MOST, Sizes.of(LARGEST), found.size(), Sizes.of(size)));
    }
    return found;
  }

  /// The digest of a file; of one that is as it was, the one that is known.
  Sha256 sha256(Path file) {
    try {
      var version = FileVersion.of(file);
      var before = known.get(file);
      if (before != null && before.version().equals(version)) {
        return before.sha256();
      }
      var sha256 = Sha256.of(file);
      if (known.size() >= KEPT) {
        known.clear();
      }
      known.put(file, new Known(version, sha256));
      return sha256;
    } catch (IOException e) {
      throw new IllegalArgumentException("%s cannot be read".formatted(root.relativize(file)), e);
    }
  }

  private static boolean isTable(String name) {
    var small = name.toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(small::endsWith);
  }

  /// A plain file inside the workspace, named as it lies there.
  private boolean isFile(String name) {
    try {
      return Files.isRegularFile(SafePath.inside(root, name), LinkOption.NOFOLLOW_LINKS)
          && Path.of(name).normalize().toString().equals(name);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private List<String> matching(String pattern) {
    try {
      var fits = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
      var fixed = pattern.replaceFirst("[*?\\[{].*$", "").replaceFirst("[^/]*$", "");
      var from = fixed.isEmpty() ? root : SafePath.inside(root, fixed);
      if (!Files.isDirectory(from)) {
        return List.of();
      }
      var names = new ArrayList<String>();
      try (var all = Files.walk(from, DEEPEST)) {
        all.map(root::relativize)
            .filter(fits::matches)
            .map(Path::toString)
            .filter(this::isFile)
            .limit(MOST + 1L)
            .forEach(names::add);
      }
      return names;
    } catch (PatternSyntaxException | InvalidPathException e) {
      return List.of();
    } catch (IllegalArgumentException e) {
      return List.of();
    } catch (IOException e) {
      throw new IllegalArgumentException("the files %s cannot be listed".formatted(pattern), e);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }
}
