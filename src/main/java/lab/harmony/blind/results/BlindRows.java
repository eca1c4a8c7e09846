package lab.harmony.blind.results;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import lab.harmony.tables.Csv;
import lab.harmony.tables.Parquet;

/// The answers of a closed session that count, one a row.
final class BlindRows {

  /// The form of the rows, as files say it.
  static final String FORMAT = "harmony-blind-rows/1";

  private BlindRows() {}

  static String csv(RatedSession session) {
    return Csv.text(
        RowColumn.titles(),
        session.rated().stream()
            .map(one ->
                Arrays.stream(RowColumn.values())
                    .map(column -> column.of(session, one).map(String::valueOf).orElse(""))
                    .toList())
            .toList());
  }

  static byte[] parquet(RatedSession session) {
    List<Parquet.Column<Rated>> columns =
        Arrays.stream(RowColumn.values())
            .map(column ->
                new Parquet.Column<Rated>(
                    column.title(), column.kind(), one -> column.of(session, one)))
            .toList();
    return Parquet.bytes(
        columns,
        session.rated(),
        Map.of("format", FORMAT, "session", session.name(), "title", session.title()));
  }
}
