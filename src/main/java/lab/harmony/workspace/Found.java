package lab.harmony.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import lab.harmony.json.JsonProblem;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/// What came of reading something that others may have written: the value, or the reason why it is
/// left out. The one door for everything that is read at the start or for a list, so that no file,
/// whatever stands in it, stops anything but itself.
public sealed interface Found<T> {

  record Good<T>(T value) implements Found<T> {}

  record Bad<T>(FileProblem problem) implements Found<T> {}

  /// What fills a value from a file.
  @FunctionalInterface
  interface Reader<T> {
    T read(Path file) throws IOException;
  }

  /// The largest file that is read as a whole, in bytes.
  long LARGEST = 64L << 20;

  /// Reads with whatever `reader` does; what it throws becomes the reason.
  static <T> Found<T> in(Path file, Reader<T> reader) {
    try {
      return new Good<>(reader.read(file));
    } catch (IOException | RuntimeException | StackOverflowError e) {
      LoggerFactory.getLogger(Found.class).debug("{} is left out", file, e);
      return bad(file, reason(e));
    }
  }

  /// Reads a text in UTF-8.
  static Found<String> text(Path file) {
    return in(file, Found::readText);
  }

  /// Reads a record, complete to its last part.
  static <T extends Record> Found<T> json(Path file, ObjectMapper json, Class<T> type) {
    return in(
        file,
        _ -> {
          @Nullable T value = json.readValue(readText(file), type);
          return Complete.required(value);
        });
  }

  /// Reads a list of records, each complete to its last part.
  static <T extends Record> Found<List<T>> jsonList(Path file, ObjectMapper json, Class<T> type) {
    return in(
        file,
        _ -> {
          @Nullable List<T> value =
              json.readValue(
                  readText(file), json.getTypeFactory().constructCollectionType(List.class, type));
          return Complete.required(value);
        });
  }

  /// Reads records by their names, each complete to its last part.
  static <T extends Record> Found<Map<String, T>> jsonMap(
      Path file, ObjectMapper json, Class<T> type) {
    return in(
        file,
        _ -> {
          @Nullable Map<String, T> value =
              json.readValue(
                  readText(file),
                  json.getTypeFactory().constructMapType(Map.class, String.class, type));
          return Complete.required(value);
        });
  }

  /// The value itself, if it is complete to its last part.
  ///
  /// @throws IllegalArgumentException naming the part that is missing
  static <T> T complete(@Nullable T value) {
    return Complete.required(value);
  }

  static <T> Found<T> bad(Path file, String reason) {
    return new Bad<>(new FileProblem(file, reason));
  }

  /// Makes something else of the value; what that throws becomes the reason.
  default <R> Found<R> then(Path file, Function<T, R> change) {
    return switch (this) {
      case Good<T>(var value) -> in(file, _ -> change.apply(value));
      case Bad<T>(var problem) -> new Bad<>(problem);
    };
  }

  /// The value, if it could be read.
  default Optional<T> readable() {
    return this instanceof Good<T>(var value) ? Optional.of(value) : Optional.empty();
  }

  /// Why it could not be read, if so.
  default Optional<FileProblem> unreadable() {
    return this instanceof Bad<T>(var problem) ? Optional.of(problem) : Optional.empty();
  }

  default T orElse(Function<FileProblem, T> otherwise) {
    return switch (this) {
      case Good<T>(var value) -> value;
      case Bad<T>(var problem) -> otherwise.apply(problem);
    };
  }

  /// A plain file of a size that can be read; of a pipe or a device nobody knows when it ends.
  private static String readText(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          Files.isDirectory(file) ? "it is a folder, not a file" : "it is not a plain file");
    }
    if (Files.size(file) > LARGEST) {
      throw new IllegalArgumentException(
          "it is larger than %d MB, the most that is read".formatted(LARGEST >> 20));
    }
    var text = Files.readString(file, StandardCharsets.UTF_8);
    if (text.isBlank()) {
      throw new IllegalArgumentException("it is empty");
    }
    return text;
  }

  /// Why something could not be read, in words that go on after a colon.
  static String reason(Throwable problem) {
    return switch (problem) {
      case StackOverflowError _ -> "it is nested too deep";
      case UncheckedIOException e when e.getCause() != null -> reason(e.getCause());
      case NoSuchFileException _ -> "it is missing";
      case AccessDeniedException _ -> "this user may not read it";
      case CharacterCodingException _ -> "it is not text in UTF-8";
      case JacksonException e -> "it is not the JSON that belongs there: " + JsonProblem.words(e);
      default -> JsonProblem.words(problem);
    };
  }
}
