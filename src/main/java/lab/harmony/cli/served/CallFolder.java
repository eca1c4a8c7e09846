package lab.harmony.cli.served;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import lab.harmony.cli.remote.VerbCall;
import lab.harmony.json.Json;
import lab.harmony.workspace.SafePath;
import org.apache.commons.io.input.BoundedInputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;
import tools.jackson.core.JacksonException;

/// A call, and its files in a folder of their own, which is removed with it. Whatever path a word
/// says, it means one in here: no word reaches another file of this machine. The files are behind
/// the call, and stay unread until they are received.
final class CallFolder implements AutoCloseable {

  private static final long LARGEST = 4L << 30;

  /// What others on the machine need of the disk.
  private static final long KEPT_FREE = 1L << 30;

  private static final int MOST_FILES = 50_000;
  private static final int LARGEST_CALL = 1 << 20;
  private static final Pattern NAME = Pattern.compile("\\d{1,4}/[^/\\\\]{1,255}");

  private final Path root;
  private final VerbCall call;
  private final Map<String, Path> paths;
  private final ZipInputStream rest;
  private final Set<Path> sent = new HashSet<>();

  private CallFolder(Path root, VerbCall call, Map<String, Path> paths, ZipInputStream rest) {
    this.root = root;
    this.call = call;
    this.paths = paths;
    this.rest = rest;
  }

  /// Reads what is called.
  ///
  /// @throws IllegalArgumentException in words, if what came is no call
  static CallFolder open(InputStream in) throws IOException {
    var root = Files.createTempDirectory("lab-call").toRealPath();
    var zip = new ZipInputStream(in, StandardCharsets.UTF_8);
    try {
      return open(zip, root);
    } catch (IOException | RuntimeException e) {
      remove(root);
      throw e;
    }
  }

  private static CallFolder open(ZipInputStream zip, Path root) throws IOException {
    try {
      var first = zip.getNextEntry();
      if (first == null || !first.getName().equals(VerbCall.ENTRY)) {
        throw notACall("it does not begin with " + VerbCall.ENTRY);
      }
      @Nullable VerbCall call = Json.MAPPER.readValue(zip.readNBytes(LARGEST_CALL), VerbCall.class);
      if (call == null) {
        throw notACall("there is nothing in " + VerbCall.ENTRY);
      }
      var paths = new LinkedHashMap<String, Path>();
      for (var one : call.paths().entrySet()) {
        if (!NAME.matcher(one.getValue()).matches()) {
          throw notACall("\"%s\" names no file".formatted(one.getValue()));
        }
        var path = SafePath.inside(root, one.getValue());
        Files.createDirectories(path.resolveSibling(""));
        paths.put(one.getKey(), path);
      }
      return new CallFolder(root, call, paths, zip);
    } catch (JacksonException | ZipException | InvalidPathException e) {
      throw notACall(e);
    }
  }

  /// Reads the files that were sent along.
  ///
  /// @throws IllegalArgumentException in words, if they are none, or are too many or too large
  void receive() throws IOException {
    try {
      files();
    } catch (ZipException | InvalidPathException e) {
      throw notACall(e);
    }
  }

  private void files() throws IOException {
    long room = Files.getFileStore(root).getUsableSpace() - KEPT_FREE;
    long left = Math.min(LARGEST, room);
    int files = 0;
    for (var entry = rest.getNextEntry(); entry != null; entry = rest.getNextEntry()) {
      if (!entry.getName().startsWith(VerbCall.FILES)) {
        throw notACall("\"%s\" belongs to nothing".formatted(entry.getName()));
      }
      var file = SafePath.inside(root, entry.getName().substring(VerbCall.FILES.length()));
      if (++files > MOST_FILES) {
        throw notACall("it has more than %d files and folders".formatted(MOST_FILES));
      }
      if (entry.isDirectory()) {
        Files.createDirectories(file);
        continue;
      }
      Files.createDirectories(file.resolveSibling(""));
      left -= Files.copy(bounded(rest, Math.max(0, left) + 1), file);
      sent.add(file);
      if (left < 0) {
        throw room < LARGEST
            ? new IllegalArgumentException(
                "The lab's disk has too little room for the files of this call. Ask whoever keeps"
                    + " its machine to free some.")
            : notACall("its files are larger than %d GB".formatted(LARGEST >> 30));
      }
    }
  }

  private static IllegalArgumentException notACall(Exception e) {
    return notACall(String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
  }

  private static InputStream bounded(InputStream in, long most) throws IOException {
    return BoundedInputStream.builder()
        .setInputStream(in)
        .setMaxCount(most)
        .setPropagateClose(false)
        .get();
  }

  private static IllegalArgumentException notACall(String why) {
    return new IllegalArgumentException(
        "A call of a verb with its files is needed, as ./lab --server sends it; got something else: %s."
            .formatted(why));
  }

  VerbCall call() {
    return call;
  }

  /// The files that the verb has written, by the words that name them.
  Map<String, Path> written() {
    var written = new LinkedHashMap<String, Path>();
    paths.forEach((named, file) -> {
      if (Files.isRegularFile(file) && !sent.contains(file)) {
        written.put(named, file);
      }
    });
    return written;
  }

  /// What a word means that names a file.
  Path path(String word) {
    var path = paths.get(word);
    if (path == null) {
      throw new TypeConversionException(
          "\"%s\" names a file that was not sent along".formatted(word));
    }
    return path;
  }

  /// A text with paths as whoever called wrote them.
  String named(String text) {
    var said = text;
    for (var one : paths.entrySet()) {
      said = said.replace(one.getValue().toString(), one.getKey());
    }
    return said;
  }

  @Override
  public void close() throws IOException {
    remove(root);
  }

  private static void remove(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (var path : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
        Files.delete(path);
      }
    }
  }
}
