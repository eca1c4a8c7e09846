package lab.harmony.tables;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;

/// Writes structures in Thrift's compact protocol, in which a Parquet file says what is in it:
/// fields in rising order, whole numbers in zigzag and in groups of seven bits.
///
/// https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md
final class CompactWriter {

  private static final int I32 = 5;
  private static final int I64 = 6;
  private static final int BINARY = 8;
  private static final int LIST = 9;
  private static final int STRUCT = 12;

  private final ByteArrayOutputStream out;
  private int last;

  CompactWriter() {
    this(new ByteArrayOutputStream());
  }

  private CompactWriter(ByteArrayOutputStream out) {
    this.out = out;
  }

  CompactWriter whole(int field, int value) {
    header(field, I32);
    zigzag(value);
    return this;
  }

  CompactWriter large(int field, long value) {
    header(field, I64);
    zigzag(value);
    return this;
  }

  CompactWriter text(int field, String value) {
    header(field, BINARY);
    text(value);
    return this;
  }

  CompactWriter struct(int field, java.util.function.Consumer<CompactWriter> content) {
    header(field, STRUCT);
    nested(content);
    return this;
  }

  <T> CompactWriter structs(int field, List<T> all, BiConsumer<CompactWriter, T> content) {
    header(field, LIST);
    listOf(all.size(), STRUCT);
    all.forEach(one -> nested(it -> content.accept(it, one)));
    return this;
  }

  CompactWriter wholes(int field, List<Integer> all) {
    header(field, LIST);
    listOf(all.size(), I32);
    all.forEach(this::zigzag);
    return this;
  }

  CompactWriter texts(int field, List<String> all) {
    header(field, LIST);
    listOf(all.size(), BINARY);
    all.forEach(this::text);
    return this;
  }

  /// What was written, with its end.
  byte[] end() {
    out.write(0);
    return out.toByteArray();
  }

  private void nested(java.util.function.Consumer<CompactWriter> content) {
    content.accept(new CompactWriter(out));
    out.write(0);
  }

  private void header(int field, int type) {
    int step = field - last;
    if (step < 1 || step > 15) {
      throw new IllegalArgumentException("fields come in rising order, got " + field);
    }
    out.write((step << 4) | type);
    last = field;
  }

  private void listOf(int size, int type) {
    if (size < 15) {
      out.write((size << 4) | type);
    } else {
      out.write(0xF0 | type);
      varint(size);
    }
  }

  private void text(String value) {
    var bytes = value.getBytes(StandardCharsets.UTF_8);
    varint(bytes.length);
    out.writeBytes(bytes);
  }

  private void zigzag(long value) {
    varint((value << 1) ^ (value >> 63));
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
