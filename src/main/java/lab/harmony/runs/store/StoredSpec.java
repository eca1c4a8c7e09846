package lab.harmony.runs.store;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import lab.harmony.runs.GenerateSpec;
import lab.harmony.workspace.Found;
import lab.harmony.workspace.Sha256;
import tools.jackson.core.JsonToken;

/// A spec as it is stored, letter by letter.
///
/// Its digest is that of these letters: a lab that knows more settings, or other names for them,
/// finds the same digest, because it never writes a spec again that it has read.
///
/// @param text JSON without blanks between its parts, in UTF-8 where it is counted in bytes
record StoredSpec(@JsonRawValue @JsonValue String text) {

  @JsonCreator
  StoredSpec {}

  static StoredSpec of(GenerateSpec spec) {
    return new StoredSpec(RunJson.text(spec));
  }

  /// The `spec` of a `run.json`.
  ///
  /// @throws IllegalArgumentException if it has none
  /// @throws tools.jackson.core.JacksonException if it is no JSON
  static StoredSpec in(String manifest) {
    try (var parser = RunJson.MAPPER.createParser(manifest)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        var name = parser.currentName();
        var value = parser.nextToken();
        var from = Math.toIntExact(parser.currentTokenLocation().getCharOffset());
        parser.skipChildren();
        if (name.equals("spec") && value == JsonToken.START_OBJECT) {
          var to = Math.toIntExact(parser.currentLocation().getCharOffset());
          return new StoredSpec(withoutBlanks(manifest.substring(from, to)));
        }
      }
    }
    throw new IllegalArgumentException("\"spec\" is missing");
  }

  /// Files of format 1 have their spec indented, and the digest of it without.
  private static String withoutBlanks(String json) {
    var dense = new StringBuilder(json.length());
    var quoted = false;
    for (int at = 0; at < json.length(); at++) {
      var letter = json.charAt(at);
      if (quoted && letter == '\\') {
        dense.append(letter).append(json.charAt(++at));
        continue;
      }
      if (letter == '"') {
        quoted = !quoted;
      }
      if (quoted || " \t\r\n".indexOf(letter) < 0) {
        dense.append(letter);
      }
    }
    return dense.toString();
  }

  String sha256() {
    return Sha256.of(text).hex();
  }

  /// What it says, as far as this lab knows the names.
  ///
  /// @throws RuntimeException if it does not say all that a spec has
  GenerateSpec read() {
    var json = RunJson.MAPPER.readTree(text);
    var format = json.path("format").asInt(1);
    return switch (format) {
      case 1 -> Found.complete(RunJson.MAPPER.treeToValue(json, FormerSpec.class)).spec();
      case GenerateSpec.FORMAT ->
          Found.complete(RunJson.MAPPER.treeToValue(json, GenerateSpec.class));
      default ->
          throw new IllegalArgumentException(
              "its spec is of format %d, and this lab knows 1 to %d"
                  .formatted(format, GenerateSpec.FORMAT));
    };
  }
}
