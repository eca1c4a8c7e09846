package lab.harmony.diffusion.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedSet;

/// A safetensors file, mapped into memory and fully checked when it is opened.
///
/// Nothing is read until a tensor is asked for. The mapping lives as long as this object or an
/// array made from it; it is read-only, so nobody may write into such an array (duplicate it
/// first).
public final class SafetensorsFile implements TensorSource {

  private static final ValueLayout.OfLong LENGTH =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfShort HALF =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Path path;
  private final SafetensorsHeader header;
  private final MemorySegment data;

  private SafetensorsFile(Path path, SafetensorsHeader header, MemorySegment data) {
    this.path = path;
    this.header = header;
    this.data = data;
  }

  /// Opens `path`, or says in a [WeightsException] what is wrong with it.
  public static SafetensorsFile open(Path path) {
    try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size < 8) {
        throw new WeightsException("a safetensors file has at least 8 bytes, not " + size);
      }
      var mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, size, Arena.ofAuto());
      long headerLength = mapped.get(LENGTH, 0);
      if (headerLength < 0
          || headerLength > SafetensorsHeader.MOST_BYTES
          || headerLength > size - 8) {
        throw new WeightsException(
            "its header should be %s bytes long, the whole file has %d"
                .formatted(Long.toUnsignedString(headerLength), size));
      }
      var json = mapped.asSlice(8, headerLength).toArray(ValueLayout.JAVA_BYTE);
      var data = mapped.asSlice(8 + headerLength);
      return new SafetensorsFile(path, SafetensorsHeader.parse(json, data.byteSize()), data);
    } catch (WeightsException e) {
      throw new WeightsException("%s: %s".formatted(path, e.getMessage()), e);
    } catch (IOException e) {
      throw new UncheckedIOException("%s could not be opened".formatted(path), e);
    }
  }

  public Path path() {
    return path;
  }

  /// The names of all tensors, in the order of the header.
  public SequencedSet<String> names() {
    return Collections.unmodifiableSequencedSet(new LinkedHashSet<>(header.tensors().keySet()));
  }

  @Override
  public boolean contains(String name) {
    return header.tensors().containsKey(name);
  }

  @Override
  public Shape shape(String name) {
    return new Shape(entry(name).dimensions());
  }

  public ElementType dtype(String name) {
    return entry(name).type();
  }

  public Map<String, String> metadata() {
    return Collections.unmodifiableMap(header.metadata());
  }

  /// The bytes of one tensor, straight from the mapping.
  public MemorySegment bytes(String name) {
    var entry = entry(name);
    return data.asSlice(entry.begin(), entry.end() - entry.begin());
  }

  /// {@inheritDoc}
  ///
  /// Float32 shares the mapping, float16 and bfloat16 are widened.
  @Override
  public NDArray float32(String name, NDManager manager) {
    var entry = entry(name);
    var shape = shape(name);
    return switch (entry.type()) {
      case F32 -> {
        var segment = bytes(name);
        boolean aligned = segment.address() % Float.BYTES == 0;
        yield manager.create(aligned ? direct(segment) : copy(segment), shape, DataType.FLOAT32);
      }
      case F16, BF16, F64 -> manager.create(widened(entry), shape, DataType.FLOAT32);
      case BOOL, U8, I8, F8_E4M3, F8_E5M2, I16, U16, I32, U32, C64, I64, U64 ->
          throw notFloats(entry);
    };
  }

  /// One tensor's values as float32, row-major.
  public float[] floats(String name) {
    var values = widened(entry(name)).asFloatBuffer();
    var floats = new float[values.remaining()];
    values.get(floats);
    return floats;
  }

  /// One int64 tensor's values, row-major.
  public long[] longs(String name) {
    var entry = entry(name);
    if (entry.type() != ElementType.I64) {
      throw new WeightsException(
          "%s: tensor %s should be I64, it is %s".formatted(path, name, entry.type()));
    }
    return bytes(name).toArray(LENGTH);
  }

  private ByteBuffer widened(TensorEntry entry) {
    var segment = bytes(entry.name());
    int count = Math.toIntExact(segment.byteSize() / entry.type().bytes());
    var buffer = ByteBuffer.allocateDirect(Math.multiplyExact(count, Float.BYTES));
    var floats = buffer.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    switch (entry.type()) {
      case F32 -> MemorySegment.ofBuffer(buffer).copyFrom(segment);
      case F16 -> {
        for (int i = 0; i < count; i++) {
          floats.put(i, Float.float16ToFloat(segment.getAtIndex(HALF, i)));
        }
      }
      case BF16 -> {
        for (int i = 0; i < count; i++) {
          floats.put(i, Float.intBitsToFloat(segment.getAtIndex(HALF, i) << 16));
        }
      }
      case F64 -> {
        var doubles = ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
          floats.put(i, (float) segment.getAtIndex(doubles, i));
        }
      }
      case BOOL, U8, I8, F8_E4M3, F8_E5M2, I16, U16, I32, U32, C64, I64, U64 ->
          throw notFloats(entry);
    }
    return buffer;
  }

  private static ByteBuffer direct(MemorySegment segment) {
    return segment.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  private static ByteBuffer copy(MemorySegment segment) {
    var buffer = ByteBuffer.allocateDirect(Math.toIntExact(segment.byteSize()));
    MemorySegment.ofBuffer(buffer).copyFrom(segment);
    return buffer.order(ByteOrder.LITTLE_ENDIAN);
  }

  private TensorEntry entry(String name) {
    var entry = header.tensors().get(name);
    if (entry == null) {
      throw new WeightsException("%s holds no tensor %s".formatted(path, name));
    }
    return entry;
  }

  private WeightsException notFloats(TensorEntry entry) {
    return new WeightsException(
        "%s: tensor %s should hold F32, F16, BF16 or F64, it holds %s"
            .formatted(path, entry.name(), entry.type()));
  }

  @Override
  public String origin() {
    return path.toString();
  }

  @Override
  public String toString() {
    return "%s (%d tensors)".formatted(path, header.tensors().size());
  }
}
