package lab.harmony.sql.child;

import java.sql.SQLException;
import java.util.Optional;
import lab.harmony.json.Json;
import lab.harmony.json.JsonProblem;
import tools.jackson.databind.JsonNode;

/// A query without an answer; the message says to people why.
final class SqlProblem extends Exception {

  private static final long serialVersionUID = 1;

  private final transient Optional<Integer> position;

  SqlProblem(String message, Optional<Integer> position) {
    super(message);
    this.position = position;
  }

  /// Where in the query it lies, in characters from 0.
  Optional<Integer> position() {
    return position;
  }

  /// What the engine says: a kind of error, and behind it an object of JSON.
  ///
  /// @param before how many characters stood before the query in what it was given
  static SqlProblem of(SQLException problem, int before) {
    var said = String.valueOf(problem.getMessage());
    int from = said.indexOf('{');
    if (from < 0) {
      return new SqlProblem(said, Optional.empty());
    }
    try {
      return of(Json.object(said.substring(from)), "exception_message", before);
    } catch (JsonProblem _) {
      return new SqlProblem(said, Optional.empty());
    }
  }

  static SqlProblem of(JsonNode said, String message, int before) {
    var position =
        Optional.of(said.path("position").asString(""))
            .filter(text -> !text.isEmpty() && text.chars().allMatch(Character::isDigit))
            .map(text -> Integer.parseInt(text) - before)
            .filter(at -> at >= 0);
    return new SqlProblem(said.path(message).asString("it could not be answered"), position);
  }
}
