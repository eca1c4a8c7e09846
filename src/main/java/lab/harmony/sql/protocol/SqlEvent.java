package lab.harmony.sql.protocol;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the process tells. It may be told in the name of a query that broke it: whoever reads it
/// checks it.
public sealed interface SqlEvent {

  /// It waits for queries; the first event.
  ///
  /// @param version of the database engine
  record Ready(String version) implements SqlEvent {}

  /// An answer.
  ///
  /// @param rows the first of them, each with a value for each column, as text
  /// @param total how many there are
  record Answer(
      String parent, List<SqlColumn> columns, List<List<@Nullable String>> rows, long total)
      implements SqlEvent {}

  /// There is no answer.
  ///
  /// @param message for people
  /// @param position where in the query it lies, in characters from 0
  record Refused(String parent, String message, Optional<Integer> position) implements SqlEvent {}
}
