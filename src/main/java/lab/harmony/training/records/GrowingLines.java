package lab.harmony.training.records;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import lab.harmony.workspace.Found;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A file with a JSON object a line that grows while it is read: each look reads and parses only
/// what came since the last one. A file that was replaced, or that is shorter than it was, is read
/// from its beginning.
///
/// @param <T> what a line becomes; lines that become nothing are as if they were not there
final class GrowingLines<T> {

  private static final int MOST_AT_ONCE = 1 << 20;

  private final Path file;
  private final Function<JsonNode, T> as;
  private Grown.Grower<T> read = new Grown.Grower<>();
  private @Nullable Object identity;

  /// Up to where its whole lines were taken, and how long it was then.
  private long offset;

  private long size;
  private List<T> known = read.now(Optional.empty());

  GrowingLines(Path file, Function<JsonNode, T> as) {
    this.file = file;
    this.as = as;
  }

  /// All of them as they are now, in order; the same list as before where nothing came.
  synchronized List<T> now() {
    return Found.in(file, _ -> looked()).orElse(_ -> forgotten());
  }

  private List<T> looked() throws IOException {
    if (!Files.isRegularFile(file)) {
      return forgotten();
    }
    var attributes = Files.readAttributes(file, BasicFileAttributes.class);
    if (attributes.size() < offset || !key(attributes).equals(identity)) {
      forgotten();
      identity = key(attributes);
    }
    if (attributes.size() != size) {
      size = attributes.size();
      var last = take();
      known = read.now(last);
    }
    return known;
  }

  private List<T> forgotten() {
    if (!known.isEmpty()) {
      read = new Grown.Grower<>();
      known = read.now(Optional.empty());
    }
    offset = 0;
    size = 0;
    identity = null;
    return known;
  }

  /// Takes the whole lines that came.
  ///
  /// @return what comes after them, if it is complete already
  private Optional<T> take() throws IOException {
    try (var channel = FileChannel.open(file)) {
      while (offset < size) {
        var bytes = ByteBuffer.allocate((int) Math.min(MOST_AT_ONCE, size - offset));
        if (channel.read(bytes, offset) <= 0) {
          break;
        }
        int end = lastLineEnd(bytes);
        if (end == 0 && bytes.position() < MOST_AT_ONCE) {
          return JsonLines.parsed(file, text(bytes, bytes.position()), as);
        }
        // Where no line ends in so much, it is no record.
        text(bytes, end).lines().forEach(this::add);
        offset += end == 0 ? bytes.position() : end;
      }
    }
    return Optional.empty();
  }

  private static String text(ByteBuffer bytes, int end) {
    return new String(bytes.array(), 0, end, StandardCharsets.UTF_8);
  }

  /// After the last line end of what was read; 0 if there is none.
  private static int lastLineEnd(ByteBuffer bytes) {
    int end = bytes.position();
    while (end > 0 && bytes.get(end - 1) != '\n') {
      end--;
    }
    return end;
  }

  private void add(String line) {
    JsonLines.parsed(file, line, as).ifPresent(read::add);
  }

  /// Tells a file from another one that took its place.
  private static Object key(BasicFileAttributes attributes) {
    return Optional.ofNullable(attributes.fileKey()).orElseGet(attributes::creationTime);
  }
}
