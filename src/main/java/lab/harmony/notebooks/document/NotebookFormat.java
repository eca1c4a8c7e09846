package lab.harmony.notebooks.document;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads notebook documents as nbformat does: 4.5 as it is; 3 and 4.0 to 4.4 upgraded, cells
/// without an id of their own with one. A cell that is not as the published schema has it is kept,
/// and says so; what is no notebook is refused with the reason.
public final class NotebookFormat {
  private static final Schema SCHEMA = schema();
  private static final Pattern CELL = Pattern.compile("^/cells/(\\d+)(?:/|$)");

  /// What a file turned out to be.
  public sealed interface Reading {
    record Valid(Notebook notebook) implements Reading {}

    /// Not a notebook the lab may write; `reason` says what was needed, what came and where.
    record Invalid(String reason) implements Reading {}
  }

  public static Reading read(byte[] bytes) {
    try {
      return read(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return new Reading.Invalid(
          "The file is not UTF-8 text. Restore it from git, or save it again as UTF-8.");
    }
  }

  public static Reading read(String text) {
    if (text.isBlank()) {
      return new Reading.Invalid(
          "The file is empty. Restore it from git, or delete it and create the experiment again.");
    }
    try {
      var tree =
          JsonText.MAPPER
              .readerFor(JsonNode.class)
              .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
              .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
              .<JsonNode>readValue(text.startsWith("\uFEFF") ? text.substring(1) : text);
      return read(tree, text);
    } catch (JacksonException e) {
      return new Reading.Invalid(
          "The file is not valid JSON: %s%s. Correct it there, or restore it from git."
              .formatted(
                  e.getOriginalMessage().lines().findFirst().orElse("unreadable"),
                  at(e.getLocation())));
    }
  }

  private static String at(TokenStreamLocation location) {
    return location == null
        ? ""
        : " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr());
  }

  private static Reading read(JsonNode tree, String text) {
    var problem = problem(tree);
    if (problem.isPresent()) {
      return new Reading.Invalid(problem.get());
    }
    var old = tree.path("nbformat").asInt(4) == 3;
    var upgraded =
        old
            ? JsonText.of(
                JsonStyle.of(text).render(NotebookUpgrade.from3((ObjectNode) tree), "") + "\n")
            : JsonText.of(text);
    var identified = CellIds.assigned(inFormat(upgraded));
    // As it was read, unless something had to be added.
    var root = identified.text().equals(text) ? tree : identified.value(identified.root());
    return new Reading.Valid(Notebook.of(identified, root, flaws(root)));
  }

  /// Says that the document is of format 4.5; later ones stay what they are.
  private static JsonText inFormat(JsonText json) {
    var minor =
        json.root()
            .find("nbformat_minor")
            .map(member -> json.value(member.value()).asInt(0))
            .orElse(0);
    return minor >= 5
        ? json
        : json.with(json.root(), "nbformat_minor", JsonText.MAPPER.getNodeFactory().numberNode(5));
  }

  /// What keeps the document as a whole from being read.
  private static Optional<String> problem(JsonNode tree) {
    if (!tree.isObject() || !tree.path("nbformat").isInt()) {
      return Optional.of(
          "The file is not a notebook of format 4.5: it has no \"nbformat\". Correct it there, or"
              + " restore it from git.");
    }
    int format = tree.path("nbformat").asInt();
    if (format != 3 && format != 4) {
      return Optional.of(
          "The lab reads notebooks of the formats 3 and 4, this one is %s.%s. Open and save it in JupyterLab 4, which upgrades it."
              .formatted(format, tree.path("nbformat_minor")));
    }
    if (format == 4 && !tree.path("metadata").isObject()) {
      return Optional.of(notAs("metadata", "a map"));
    }
    if (!tree.path(format == 3 ? "worksheets" : "cells").isArray()) {
      return Optional.of(notAs(format == 3 ? "worksheets" : "cells", "a list"));
    }
    var cells =
        format == 3
            ? tree.path("worksheets")
                .valueStream()
                .flatMap(sheet -> sheet.path("cells").valueStream())
            : tree.path("cells").valueStream();
    return cells.allMatch(JsonNode::isObject)
        ? Optional.empty()
        : Optional.of(notAs("each of its cells", "a map"));
  }

  private static String notAs(String place, String wanted) {
    return "The file is not a notebook of format 4.5: %s must be %s. Correct it there, or restore it from git."
        .formatted(place, wanted);
  }

  /// In what single cells are not as the schema has them; members that it does not know are no
  /// flaw.
  private static Map<CellId, String> flaws(JsonNode root) {
    var errors = new HashMap<Integer, List<Error>>();
    for (var error : errors(root)) {
      var place = CELL.matcher(error.getInstanceLocation().toString());
      if (place.find()) {
        errors.computeIfAbsent(Integer.valueOf(place.group(1)), _ -> new ArrayList<>()).add(error);
      }
    }
    var flaws = new HashMap<CellId, String>();
    var cells = root.path("cells");
    errors.forEach((index, found) ->
        SchemaReason.of(found).ifPresent(reason -> flaws.put(id(cells.path(index)), reason)));
    if (errors.isEmpty()) {
      cells
          .valueStream()
          .filter(cell -> !isNumber(cell.path("execution_count")))
          .forEach(
              cell -> flaws.put(id(cell), "execution_count: a number of this size counts nothing"));
    }
    return Map.copyOf(flaws);
  }

  private static CellId id(JsonNode cell) {
    return new CellId(cell.path("id").asString(""));
  }

  private static boolean isNumber(JsonNode count) {
    return !count.isNumber() || count.canConvertToInt();
  }

  /// None where a number is beyond what the validator can compute with.
  private static List<Error> errors(JsonNode tree) {
    try {
      return SCHEMA.validate(tree);
    } catch (JacksonException | ArithmeticException e) {
      return List.of();
    }
  }

  private static Schema schema() {
    try (var in = NotebookFormat.class.getResourceAsStream("nbformat.v4.5.schema.json")) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
          .getSchema(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private NotebookFormat() {}
}
