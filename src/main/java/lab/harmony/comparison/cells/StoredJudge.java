package lab.harmony.comparison.cells;

import tools.jackson.databind.JsonNode;

/// Whose scores a stored comparison counted.
///
/// @param words as it stands behind "by": `people`, `Ada`, `the machine judge doodle-parts with the
///   weights d6a9959bcd77`
public record StoredJudge(boolean machine, String words) {

  private static final int BRIEF = 12;

  /// @throws IllegalArgumentException if it is nobody
  static StoredJudge read(JsonNode json) {
    return switch (json.path("kind").asString("")) {
      case "people" -> new StoredJudge(false, "people");
      case "person" -> new StoredJudge(false, named(json, "name"));
      case "machine" -> {
        var weights = named(json, "sha256");
        if (!weights.matches("[0-9a-f]{64}")) {
          throw new IllegalArgumentException(
              "need the SHA-256 of the judge's weights, got \"%s\"".formatted(weights));
        }
        yield new StoredJudge(
            true,
            "the machine judge %s with the weights %s"
                .formatted(named(json, "name"), weights.substring(0, BRIEF)));
      }
      default ->
          throw new IllegalArgumentException(
              "need a judge, people, person or machine, got \"%s\""
                  .formatted(json.path("kind").asString("")));
    };
  }

  private static String named(JsonNode json, String field) {
    var text = json.path(field).asString("");
    if (text.isBlank()) {
      throw new IllegalArgumentException("need the judge's %s".formatted(field));
    }
    return text;
  }
}
