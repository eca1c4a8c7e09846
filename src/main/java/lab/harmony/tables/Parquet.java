package lab.harmony.tables;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Tables as Parquet, which keeps the type of each column: the one place where the lab writes them.
/// Flat, one group of rows, not compressed; each field may be empty.
///
/// https://parquet.apache.org/docs/file-format/
public final class Parquet {

  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int OPTIONAL = 1;
  private static final int UTF8 = 0;
  private static final int PLAIN = 0;
  private static final int RUNS = 3;

  /// What the fields of a column are.
  public enum Kind {
    YES(0),
    WHOLE(2),
    NUMBER(5),
    TEXT(6);

    private final int type;

    Kind(int type) {
      this.type = type;
    }
  }

  /// @param value of a row: a `Boolean`, `Long`, `Double` or `String`, as the kind says; or none
  public record Column<T>(String name, Kind kind, Function<T, Optional<?>> value) {}

  private record Chunk(String name, Kind kind, long offset, int size) {}

  private Parquet() {}

  /// Whether a file is one.
  public static boolean is(byte[] content) {
    return content.length > MAGIC.length
        && Arrays.equals(content, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  /// @param notes that stand in the file beside the table
  public static <T> byte[] bytes(List<Column<T>> columns, List<T> rows, Map<String, String> notes) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(MAGIC);
    var chunks = new ArrayList<Chunk>();
    for (var column : rows.isEmpty() ? List.<Column<T>>of() : columns) {
      int offset = out.size();
      var page = page(column, rows);
      out.writeBytes(
          new CompactWriter()
              .whole(1, 0)
              .whole(2, page.length)
              .whole(3, page.length)
              .struct(
                  5, it -> it.whole(1, rows.size()).whole(2, PLAIN).whole(3, RUNS).whole(4, RUNS))
              .end());
      out.writeBytes(page);
      chunks.add(new Chunk(column.name(), column.kind(), offset, out.size() - offset));
    }
    var footer = footer(columns, chunks, rows.size(), notes);
    out.writeBytes(footer);
    out.writeBytes(little(4).putInt(footer.length).array());
    out.writeBytes(MAGIC);
    return out.toByteArray();
  }

  private static <T> byte[] footer(
      List<Column<T>> columns, List<Chunk> chunks, int rows, Map<String, String> notes) {
    long size = chunks.stream().mapToLong(Chunk::size).sum();
    var schema = new ArrayList<Optional<Column<T>>>();
    schema.add(Optional.empty());
    columns.forEach(column -> schema.add(Optional.of(column)));
    return new CompactWriter()
        .whole(1, 1)
        .structs(
            2,
            schema,
            (it, element) ->
                element.ifPresentOrElse(
                    column -> element(it, column),
                    () -> it.text(4, "rows").whole(5, columns.size())))
        .large(3, rows)
        .structs(
            4,
            chunks.isEmpty() ? List.<List<Chunk>>of() : List.of(chunks),
            (it, group) ->
                it.structs(1, group, (column, chunk) -> column(column, chunk, rows))
                    .large(2, size)
                    .large(3, rows))
        .structs(
            5,
            List.copyOf(notes.entrySet()),
            (it, note) -> it.text(1, note.getKey()).text(2, note.getValue()))
        .text(6, "Harmony Lab")
        .end();
  }

  private static void element(CompactWriter it, Column<?> column) {
    it.whole(1, column.kind().type).whole(3, OPTIONAL).text(4, column.name());
    if (column.kind() == Kind.TEXT) {
      it.whole(6, UTF8);
    }
  }

  private static void column(CompactWriter it, Chunk chunk, int rows) {
    it.large(2, chunk.offset())
        .struct(
            3,
            meta ->
                meta.whole(1, chunk.kind().type)
                    .wholes(2, List.of(PLAIN, RUNS))
                    .texts(3, List.of(chunk.name()))
                    .whole(4, 0)
                    .large(5, rows)
                    .large(6, chunk.size())
                    .large(7, chunk.size())
                    .large(9, chunk.offset()));
  }

  /// Which fields there are, in runs, and then those alone.
  private static <T> byte[] page(Column<T> column, List<T> rows) {
    var values = rows.stream().map(column.value()).toList();
    var levels = levels(values);
    var page = new ByteArrayOutputStream();
    page.writeBytes(little(4).putInt(levels.length).array());
    page.writeBytes(levels);
    var there = values.stream().flatMap(Optional::stream).toList();
    switch (column.kind()) {
      case YES -> page.writeBytes(bits(there));
      case WHOLE -> there.forEach(it -> page.writeBytes(little(8).putLong((Long) it).array()));
      case NUMBER -> there.forEach(it -> page.writeBytes(little(8).putDouble((Double) it).array()));
      case TEXT ->
          there.forEach(it -> {
            var bytes = ((String) it).getBytes(StandardCharsets.UTF_8);
            page.writeBytes(little(4).putInt(bytes.length).array());
            page.writeBytes(bytes);
          });
    }
    return page.toByteArray();
  }

  /// Runs of fields that are there (1) or not (0): twice the length, then the value.
  private static byte[] levels(List<? extends Optional<?>> values) {
    var out = new ByteArrayOutputStream();
    int from = 0;
    while (from < values.size()) {
      boolean there = values.get(from).isPresent();
      int to = from;
      while (to < values.size() && values.get(to).isPresent() == there) {
        to++;
      }
      int length = (to - from) << 1;
      while (length > 0x7F) {
        out.write((length & 0x7F) | 0x80);
        length >>>= 7;
      }
      out.write(length);
      out.write(there ? 1 : 0);
      from = to;
    }
    return out.toByteArray();
  }

  private static byte[] bits(List<?> there) {
    var bits = new byte[Math.ceilDiv(there.size(), 8)];
    for (int place = 0; place < there.size(); place++) {
      if ((Boolean) there.get(place)) {
        bits[place / 8] |= (byte) (1 << (place % 8));
      }
    }
    return bits;
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
