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

  private final Path path;
  private final WeightsVersion version;
  private final SafetensorsHeader header;
  private final SequencedSet<String> names;
  private final MemorySegment data;

  private SafetensorsFile(
      Path path, WeightsVersion version, SafetensorsHeader header, MemorySegment data) {
    this.path = path;
    this.version = version;
    this.header = header;
    this.names =
        Collections.unmodifiableSequencedSet(new LinkedHashSet<>(header.tensors().keySet()));
    this.data = data;
  }

  /// Opens `path`, or says in a [WeightsException] what is wrong with it.
  public static SafetensorsFile open(Path path) {
    try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
      var version = WeightsVersion.of(path);
      var mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
      var header = header(mapped);
      return new SafetensorsFile(path, version, header.contents, header.data);
    } catch (WeightsException e) {
      throw new WeightsException("%s: %s".formatted(path, e.getMessage()), e);
    } catch (IOException e) {
      throw new UncheckedIOException("%s could not be opened".formatted(path), e);
    }
  }

  /// A table of contents, and the bytes that it speaks of.
  record Opened(SafetensorsHeader contents, MemorySegment data) {}

  /// The header of a whole file's bytes. Its length is believed only after the file's.
  static Opened header(MemorySegment file) {
    long size = file.byteSize();
    if (size < 8) {
      throw new WeightsException("a safetensors file has at least 8 bytes, not " + size);
    }
    long length = file.get(ElementType.LONG, 0);
    if (length < 0 || length > SafetensorsHeader.MOST_BYTES || length > size - 8) {
      throw new WeightsException(
          "its header should be %s bytes long, the whole file has %d"
              .formatted(Long.toUnsignedString(length), size));
    }
    var json = file.asSlice(8, length).toArray(ValueLayout.JAVA_BYTE);
    var data = file.asSlice(8 + length);
    return new Opened(SafetensorsHeader.parse(json, data.byteSize()), data);
  }

  public Path path() {
    return path;
  }

  /// The names of all tensors, in the order of the header.
  @Override
  public SequencedSet<String> names() {
    return names;
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
  ///
  /// @throws WeightsException if the file has been changed since it was opened
  public MemorySegment bytes(String name) {
    var entry = entry(name);
    version.requireUnchanged(path);
    return data.asSlice(entry.begin(), entry.end() - entry.begin());
  }

  /// {@inheritDoc}
  ///
  /// Float32 shares the mapping, every other real type is widened or rounded to float32.
  @Override
  public NDArray float32(String name, NDManager manager) {
    var entry = entry(name);
    var shape = shape(name);
    return switch (entry.type()) {
      case F32 -> manager.create(inMemory(entry), shape, DataType.FLOAT32);
      case F16 -> {
        // The engine has the processor's own instructions for this.
        try (var half = manager.create(inMemory(entry), shape, DataType.FLOAT16)) {
          yield half.toType(DataType.FLOAT32, false);
        }
      }
      case BF16 -> manager.create(shiftedUp(entry), shape, DataType.FLOAT32);
      case BOOL, U8, I8, F8_E4M3, F8_E5M2, I16, U16, I32, U32, F64, I64, U64, C64 ->
          manager.create(converted(entry), shape, DataType.FLOAT32);
    };
  }

  /// One tensor's values as float32, row-major.
  public float[] floats(String name) {
    var values = converted(entry(name)).asFloatBuffer();
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
    return bytes(name).toArray(ElementType.LONG);
  }

  /// A bfloat16 is the upper half of a float32.
  private ByteBuffer shiftedUp(TensorEntry entry) {
    var halves = inMemory(entry).asShortBuffer();
    count(entry, Float.BYTES);
    var buffer =
        ByteBuffer.allocateDirect(halves.remaining() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    var bits = buffer.asIntBuffer();
    for (int i = 0; i < bits.capacity(); i++) {
      bits.put(i, halves.get(i) << 16);
    }
    return buffer;
  }

  private ByteBuffer converted(TensorEntry entry) {
    var type = entry.type();
    if (!type.isReal()) {
      throw new WeightsException(
          "%s: tensor %s should hold real numbers, it holds complex ones (%s)"
              .formatted(path, entry.name(), type));
    }
    var segment = bytes(entry.name());
    int count = count(entry, Float.BYTES);
    var buffer = ByteBuffer.allocateDirect(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    var floats = buffer.asFloatBuffer();
    for (int i = 0; i < count; i++) {
      floats.put(i, type.read(segment, i));
    }
    return buffer;
  }

  /// The bytes as they lie in the file, copied only where they lie askew.
  private ByteBuffer inMemory(TensorEntry entry) {
    var segment = bytes(entry.name());
    count(entry, entry.type().bytes());
    return segment.address() % entry.type().bytes() == 0 ? direct(segment) : copy(segment);
  }

  /// How many values a tensor has, where each needs so many bytes in one buffer.
  private int count(TensorEntry entry, int bytes) {
    long count = (entry.end() - entry.begin()) / entry.type().bytes();
    if (count > Integer.MAX_VALUE / bytes) {
      throw new WeightsException(
          "%s: tensor %s has %d values; one tensor may have %d here"
              .formatted(path, entry.name(), count, Integer.MAX_VALUE / bytes));
    }
    return (int) count;
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

  @Override
  public String origin() {
    return path.toString();
  }

  @Override
  public String toString() {
    return "%s (%d tensors)".formatted(path, header.tensors().size());
  }
}
