package lab.harmony.json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.core.util.Separators.Spacing;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The door for JSON. Every mapper is this one, or made from it for a purpose that its place says.
public final class Json {

  /// How many values may stand in each other; more overflow the stack of whoever walks over them.
  public static final int DEEPEST = 500;

  /// The largest text, in characters.
  private static final long LONGEST = 1L << 30;

  private static final int LONGEST_STRING = 100_000_000;
  private static final int LONGEST_NAME = 50_000;
  private static final int LONGEST_NUMBER = 1_000;

  /// The largest file that is read by itself, in bytes.
  private static final long LARGEST_FILE = 64L << 20;

  /// Reads and writes, within the bounds.
  public static final JsonMapper MAPPER = JsonMapper.builder(factory()).build();

  /// The same with the fields of records in the order in which they are declared.
  public static final JsonMapper ORDERED =
      MAPPER.rebuild().disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY).build();

  /// Reads what Python wrote, which has NaN and Infinity where JSON has nothing for them.
  public static final JsonMapper FOREIGN =
      MAPPER
          .rebuild()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /// Writes texts that stand in pictures, which are known by their bytes: on one line also for
  /// whoever takes U+2028 for a line's end.
  public static final ObjectWriter LINE = escaping("");

  /// Writes the headers of adapters, which are known by their bytes: without the letters that mean
  /// something in HTML.
  public static final ObjectWriter PLAIN = escaping("<>&='");

  private static final ObjectWriter INDENTED = ORDERED.writer().with(indentation());

  private Json() {}

  private static JsonFactory factory() {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(DEEPEST)
                .maxDocumentLength(LONGEST)
                .maxStringLength(LONGEST_STRING)
                .maxNameLength(LONGEST_NAME)
                .maxNumberLength(LONGEST_NUMBER)
                .build())
        .build();
  }

  private static ObjectWriter escaping(String letters) {
    return ORDERED
        .writer(new EscapedLetters(letters))
        .without(JsonWriteFeature.WRITE_HEX_UPPER_CASE);
  }

  private static PrettyPrinter indentation() {
    var lines = new DefaultIndenter("  ", "\n");
    return new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectNameValueSpacing(Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""))
        .withObjectIndenter(lines)
        .withArrayIndenter(lines);
  }

  /// As the configurations of models are written: two blanks a level, an element a line.
  public static String indented(Object value) {
    return INDENTED.writeValueAsString(value) + "\n";
  }

  /// The record that an object says.
  ///
  /// @throws JsonProblem saying which part is of another kind
  public static <T extends Record> T record(ObjectNode json, Class<T> type) {
    try {
      return FOREIGN.treeToValue(json, type);
    } catch (JacksonException e) {
      throw new JsonProblem(JsonProblem.words(e), e);
    }
  }

  /// The object that a file of another program holds.
  ///
  /// @throws JsonProblem saying what is there instead, and where
  /// @throws IOException if it cannot be read or is no text in UTF-8
  public static ObjectNode object(Path file) throws IOException {
    if (Files.size(file) > LARGEST_FILE) {
      throw new JsonProblem(
          "it is larger than %d MB, the most that is read".formatted(LARGEST_FILE >> 20));
    }
    return object(Files.readString(file));
  }

  /// The object that a text of another program is.
  ///
  /// @throws JsonProblem saying what is there instead, and where
  public static ObjectNode object(String text) {
    try {
      var found = FOREIGN.readTree(text.startsWith("\uFEFF") ? text.substring(1) : text);
      if (found instanceof ObjectNode object) {
        return object;
      }
      throw new JsonProblem(
          found.isMissingNode()
              ? "there is nothing"
              : "there is %s".formatted(found.getNodeType().name().toLowerCase(Locale.ROOT)));
    } catch (JacksonException e) {
      throw new JsonProblem(JsonProblem.words(e), e);
    }
  }
}
