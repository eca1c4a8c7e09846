package lab.harmony.json;

import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DatabindException;

/// Something is not the JSON that belongs there; the message says what, and where.
public final class JsonProblem extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  JsonProblem(String message) {
    super(message);
  }

  JsonProblem(String message, Throwable cause) {
    super(message, cause);
  }

  /// What is wrong, in words that go on after a colon: with the line and column of a text that is
  /// no JSON, with the part of a value that is of another kind.
  public static String words(JacksonException problem) {
    var cause = problem.getCause();
    if (cause instanceof IllegalArgumentException || cause instanceof NullPointerException) {
      return words(cause);
    }
    if (problem instanceof StreamConstraintsException) {
      return "it is nested too deep, or a number or a text in it is too long";
    }
    if (problem instanceof DatabindException) {
      var part = part(problem);
      return part.isEmpty() ? "it is of another kind" : "\"%s\" is of another kind".formatted(part);
    }
    var message = firstLine(Objects.requireNonNullElse(problem.getOriginalMessage(), "unreadable"));
    var place = problem.getLocation();
    return place == null || place.getLineNr() < 1
        ? message
        : "line %d, column %d: %s".formatted(place.getLineNr(), place.getColumnNr(), message);
  }

  /// `outputs[3].file`.
  private static String part(JacksonException problem) {
    var part = new StringBuilder();
    for (var step : problem.getPath()) {
      if (step.getPropertyName() == null) {
        part.append('[').append(step.getIndex()).append(']');
      } else {
        part.append(part.isEmpty() ? "" : ".").append(step.getPropertyName());
      }
    }
    return part.toString();
  }

  /// The first line of what a problem says of itself.
  public static String words(Throwable problem) {
    var message = problem.getMessage();
    if (message == null || message.isBlank()) {
      return problem.getClass().getSimpleName();
    }
    // How the machine itself words a null that nobody expected.
    return problem instanceof NullPointerException && message.contains(" is null")
        ? "a value is missing"
        : firstLine(message);
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse(message);
  }
}
