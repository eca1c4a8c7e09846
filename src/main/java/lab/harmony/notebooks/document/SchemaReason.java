package lab.harmony.notebooks.document;

import com.networknt.schema.Error;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The one thing to tell about a document that its schema refuses.
///
/// A cell is tried as every type of cell, so that most errors only say that it is not one of the
/// others; those are left out.
final class SchemaReason {
  private static final Set<String> TYPES =
      Set.of("raw", "markdown", "code", "execute_result", "display_data", "stream", "error");

  /// A try as a type which the value is not.
  private record WrongType(String value, String attempt) {
    boolean explains(Error error) {
      return (error.getInstanceLocation() + "/").startsWith(value)
          && error.getEvaluationPath().toString().startsWith(attempt);
    }
  }

  static Optional<String> of(List<Error> errors) {
    var wrongTypes =
        errors.stream().filter(SchemaReason::namesType).map(SchemaReason::wrongType).toList();
    return errors.stream()
        .filter(error -> !error.getKeyword().equals("oneOf"))
        .filter(error -> !error.getKeyword().equals("additionalProperties"))
        .filter(error -> wrongTypes.stream().noneMatch(wrong -> wrong.explains(error)))
        .max(Comparator.comparingInt(error -> error.getInstanceLocation().getNameCount()))
        .map(error -> "%s: %s".formatted(place(error), error.getMessage()))
        .or(() -> unknownType(errors));
  }

  /// A type that none of the tries is for.
  private static Optional<String> unknownType(List<Error> errors) {
    return errors.stream()
        .filter(SchemaReason::namesType)
        .filter(error -> !TYPES.contains(error.getInstanceNode().asString("")))
        .findFirst()
        .map(error -> "%s: there is no type %s".formatted(place(error), error.getInstanceNode()));
  }

  private static String place(Error error) {
    var place = error.getInstanceLocation().toString();
    return place.isEmpty() ? "the document" : place;
  }

  private static boolean namesType(Error error) {
    return error.getKeyword().equals("enum")
        && error.getInstanceLocation().toString().matches(".*/(cell|output)_type");
  }

  private static WrongType wrongType(Error error) {
    var value = error.getInstanceLocation().toString();
    var attempt = error.getEvaluationPath().toString();
    return new WrongType(
        value.substring(0, value.lastIndexOf('/') + 1),
        attempt.substring(0, attempt.lastIndexOf("/properties/")));
  }

  private SchemaReason() {}
}
