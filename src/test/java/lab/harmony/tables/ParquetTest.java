package lab.harmony.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import lab.harmony.tables.Parquet.Column;
import lab.harmony.tables.Parquet.Kind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What the lab writes, read by a program of others.
@Tag("unit")
class ParquetTest {

  private record Line(
      Optional<String> text,
      Optional<Long> whole,
      Optional<Double> number,
      Optional<Boolean> yes) {}

  private static final List<Column<Line>> COLUMNS =
      List.of(
          new Column<>("text", Kind.TEXT, Line::text),
          new Column<>("whole", Kind.WHOLE, Line::whole),
          new Column<>("number", Kind.NUMBER, Line::number),
          new Column<>("yes", Kind.YES, Line::yes));

  private static List<Line> read(byte[] file) throws IOException {
    var lines = new ArrayList<Line>();
    try (var reader = ParquetFileReader.open(InputFile.of(ByteBuffer.wrap(file)));
        var rows = reader.rowReader()) {
      while (rows.hasNext()) {
        rows.next();
        lines.add(
            new Line(
                rows.isNull(0) ? Optional.empty() : Optional.of(rows.getString(0)),
                rows.isNull(1) ? Optional.empty() : Optional.of(rows.getLong(1)),
                rows.isNull(2) ? Optional.empty() : Optional.of(rows.getDouble(2)),
                rows.isNull(3) ? Optional.empty() : Optional.of(rows.getBoolean(3))));
      }
    }
    return lines;
  }

  @Test
  void whatIsWrittenIsReadBackFieldByField() throws IOException {
    var lines =
        List.of(
            new Line(
                Optional.of("眉 = \"brows\", -1\n"),
                Optional.of(Long.MIN_VALUE),
                Optional.of(-0.1),
                Optional.of(true)),
            new Line(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
            new Line(
                Optional.of(""),
                Optional.of(Long.MAX_VALUE),
                Optional.of(Double.MAX_VALUE),
                Optional.of(false)));
    assertThat(read(Parquet.bytes(COLUMNS, lines, Map.of()))).isEqualTo(lines);
  }

  @Test
  void thousandsOfRowsWithGapsKeepTheirPlaces() throws IOException {
    var lines =
        IntStream.range(0, 5000)
            .mapToObj(row ->
                new Line(
                    row % 7 < 3 ? Optional.empty() : Optional.of("row " + row),
                    Optional.of((long) row),
                    row < 4000 ? Optional.of(row / 8.0) : Optional.empty(),
                    row % 3 == 0 ? Optional.empty() : Optional.of(row % 5 == 0)))
            .toList();
    assertThat(read(Parquet.bytes(COLUMNS, lines, Map.of()))).isEqualTo(lines);
  }

  @Test
  void aTableWithoutRowsKeepsItsColumnsAndNotesStandBeside() throws IOException {
    var many =
        IntStream.range(0, 40)
            .mapToObj(place -> new Column<Line>("column " + place, Kind.NUMBER, Line::number))
            .toList();
    var file = Parquet.bytes(many, List.of(), Map.of("format", "a/1"));
    try (var reader = ParquetFileReader.open(InputFile.of(ByteBuffer.wrap(file)))) {
      assertThat(reader.getFileSchema().getColumnCount()).isEqualTo(40);
      assertThat(reader.getFileMetaData().numRows()).isZero();
      assertThat(reader.getFileMetaData().keyValueMetadata()).containsEntry("format", "a/1");
    }
    var one = new Line(Optional.empty(), Optional.empty(), Optional.of(1.5), Optional.empty());
    try (var reader =
            ParquetFileReader.open(
                InputFile.of(ByteBuffer.wrap(Parquet.bytes(many, List.of(one), Map.of()))));
        var rows = reader.rowReader()) {
      rows.next();
      assertThat(rows.getDouble(39)).isEqualTo(1.5);
    }
  }
}
