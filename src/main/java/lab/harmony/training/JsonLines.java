package lab.harmony.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.commons.io.input.ReversedLinesFileReader;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A file with a JSON object a line, that is read while it is written or after its writer was
/// killed. A line that cannot be read is as if it were not there: it is being written, or was not
/// finished.
public final class JsonLines {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private JsonLines() {}

  /// All objects, in order; none if there is no file.
  public static List<JsonNode> read(Path file) {
    return read(file, line -> line);
  }

  /// What `as` makes of each object, without those that it refuses with an exception of Jackson.
  static <T> List<T> read(Path file, Function<JsonNode, T> as) {
    var all = new ArrayList<T>();
    for (var line : text(file).split("\n")) {
      parsed(line, as).ifPresent(all::add);
    }
    return all;
  }

  /// The last one, looked for from the end of the file.
  static <T> Optional<T> last(Path file, Function<JsonNode, T> as) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (var reader =
        ReversedLinesFileReader.builder().setPath(file).setCharset(StandardCharsets.UTF_8).get()) {
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        var found = parsed(line, as);
        if (found.isPresent()) {
          return found;
        }
      }
      return Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("%s could not be read".formatted(file), e);
    }
  }

  private static <T> Optional<T> parsed(String line, Function<JsonNode, T> as) {
    try {
      var node = line.isBlank() ? JSON.missingNode() : JSON.readTree(line);
      return node.isObject() ? Optional.of(as.apply(node)) : Optional.empty();
    } catch (JacksonException halfWritten) {
      return Optional.empty();
    }
  }

  /// Bytes that are no UTF-8 become signs that no JSON has.
  private static String text(Path file) {
    try {
      return Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
    } catch (NoSuchFileException e) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException("%s could not be read".formatted(file), e);
    }
  }
}
