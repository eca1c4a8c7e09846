package lab.harmony.sql.protocol;

import java.util.List;

/// What the process is asked.
public sealed interface SqlRequest {

  /// Answers a query.
  ///
  /// @param tables what it may read beside the files in its folder
  /// @param most how many rows of the answer are told
  record Query(String id, String text, List<SqlTable> tables, int most) implements SqlRequest {}

  /// Stops answering one.
  record Stop(String id) implements SqlRequest {}
}
