package lab.harmony.blind.results.rows;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import lab.harmony.blind.results.rated.RatedSession;
import lab.harmony.tables.Csv;
import lab.harmony.tables.Parquet;

/// The answers of a closed session that count, one a row.
public final class BlindRows {

  /// The form of the rows, as files say it.
  static final String FORMAT = "harmony-blind-rows/3";

  private BlindRows() {}

  /// One answer, of an arm or of gold, in a rater's order.
  private record Line(int rater, int position, Function<RowColumn, Optional<?>> values) {

    Optional<?> of(RowColumn column) {
      return values.apply(column);
    }
  }

  private static List<Line> rows(RatedSession session) {
    return Stream.concat(
            Stream.concat(
                    session.rated().stream(),
                    session.adjudication().stream().flatMap(asked -> asked.rated().stream()))
                .map(one ->
                    new Line(one.rater(), one.position(), column -> column.of(session, one))),
            session.gold().stream()
                .map(one ->
                    new Line(
                        one.rater(), one.position(), column -> GoldRow.of(column, session, one))))
        .sorted(Comparator.comparingInt(Line::rater).thenComparingInt(Line::position))
        .toList();
  }

  public static String csv(RatedSession session) {
    return Csv.text(
        RowColumn.titles(),
        rows(session).stream()
            .map(row ->
                Arrays.stream(RowColumn.values())
                    .map(column -> row.of(column).map(String::valueOf).orElse(""))
                    .toList())
            .toList());
  }

  public static byte[] parquet(RatedSession session) {
    List<Parquet.Column<Line>> columns =
        Arrays.stream(RowColumn.values())
            .map(column ->
                new Parquet.Column<Line>(column.title(), column.kind(), row -> row.of(column)))
            .toList();
    return Parquet.bytes(
        columns,
        rows(session),
        Map.of("format", FORMAT, "session", session.name(), "title", session.title()));
  }
}
