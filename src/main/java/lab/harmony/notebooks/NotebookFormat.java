package lab.harmony.notebooks;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;

/// Reads notebook documents: nbformat 4.5 by its published schema, or a reason why not.
public final class NotebookFormat {
  private static final Schema SCHEMA = schema();

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
      return problem(tree)
          .<Reading>map(Reading.Invalid::new)
          .orElseGet(() -> new Reading.Valid(Notebook.of(JsonText.of(text))));
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

  private static Optional<String> problem(JsonNode tree) {
    if (tree.path("nbformat").isInt()
        && (tree.path("nbformat").asInt() != 4 || tree.path("nbformat_minor").asInt(0) < 5)) {
      return Optional.of(
          "The lab reads notebooks of format 4.5, this one is %s.%s. Open and save it in JupyterLab 4, which upgrades it."
              .formatted(tree.path("nbformat"), tree.path("nbformat_minor")));
    }
    var errors = SCHEMA.validate(tree);
    if (!errors.isEmpty()) {
      return Optional.of(
          "The file is not a notebook of format 4.5: %s. Correct it there, or restore it from git."
              .formatted(SchemaReason.of(errors)));
    }
    var ids = new HashSet<String>();
    for (var cell : tree.path("cells")) {
      var id = cell.path("id").asString("");
      if (!ids.add(id)) {
        return Optional.of(
            "Two cells have the id '%s'; every cell needs its own. Change one of them."
                .formatted(id));
      }
    }
    return Optional.empty();
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
