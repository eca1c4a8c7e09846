package lab.harmony.training.records;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import lab.harmony.json.Json;
import lab.harmony.workspace.Found;
import org.apache.commons.io.input.ReversedLinesFileReader;
import tools.jackson.databind.JsonNode;

/// A file with a JSON object a line, that is read while it is written or after its writer was
/// killed. A line that cannot be read is as if it were not there: it is being written, or was not
/// finished.
public final class JsonLines {

  private JsonLines() {}

  /// All objects, in order; none if there is no file.
  public static List<JsonNode> read(Path file) {
    return read(file, line -> line);
  }

  /// What `as` makes of each object, without those that it refuses.
  static <T> List<T> read(Path file, Function<JsonNode, T> as) {
    var all = new ArrayList<T>();
    for (var line : text(file).split("\n")) {
      parsed(file, line, as).ifPresent(all::add);
    }
    return all;
  }

  /// The last one, looked for from the end of the file.
  public static <T> Optional<T> last(Path file, Function<JsonNode, T> as) {
    return Files.isRegularFile(file)
        ? Found.in(file, _ -> fromTheEnd(file, as)).orElse(_ -> Optional.empty())
        : Optional.empty();
  }

  private static <T> Optional<T> fromTheEnd(Path file, Function<JsonNode, T> as)
      throws IOException {
    try (var reader =
        ReversedLinesFileReader.builder().setPath(file).setCharset(StandardCharsets.UTF_8).get()) {
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        var found = parsed(file, line, as);
        if (found.isPresent()) {
          return found;
        }
      }
      return Optional.empty();
    }
  }

  static <T> Optional<T> parsed(Path file, String line, Function<JsonNode, T> as) {
    return line.isBlank()
        ? Optional.empty()
        : Found.in(file, _ -> Json.MAPPER.readTree(line))
            .readable()
            .filter(JsonNode::isObject)
            .flatMap(node -> Found.in(file, _ -> Found.complete(as.apply(node))).readable());
  }

  /// Bytes that are no UTF-8 become signs that no JSON has.
  private static String text(Path file) {
    return Files.isRegularFile(file)
        ? Found.in(file, _ -> new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
            .orElse(_ -> "")
        : "";
  }
}
