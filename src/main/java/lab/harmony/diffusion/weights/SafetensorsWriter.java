package lab.harmony.diffusion.weights;

import ai.djl.ndarray.NDArray;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import lab.harmony.json.Json;

/// Writes safetensors files: sorted by name, under a temporary name first, on disk before the file
/// takes its name. Equal tensors make equal bytes.
public final class SafetensorsWriter {

  /// The number formats written.
  public enum Precision {
    F16(Short.BYTES),
    F32(Float.BYTES);

    private final int bytes;

    Precision(int bytes) {
      this.bytes = bytes;
    }
  }

  private SafetensorsWriter() {}

  /// Writes `tensors` (float32 arrays by name) to `path`, replacing what was there in one step.
  public static void write(
      Path path,
      Map<String, ? extends NDArray> tensors,
      Precision precision,
      Map<String, String> metadata) {
    var sorted = new TreeMap<String, NDArray>(tensors);
    var target = path.toAbsolutePath();
    var folder = Objects.requireNonNull(target.getParent(), "a file has a folder");
    var temporary =
        folder.resolve(".%s.%s.part".formatted(target.getFileName(), UUID.randomUUID()));
    try {
      Files.createDirectories(folder);
      try (var channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        writeFully(channel, header(sorted, precision, metadata));
        for (var tensor : sorted.values()) {
          writeFully(channel, content(tensor, precision));
        }
        channel.force(true);
      }
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      forceFolder(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("%s could not be written".formatted(target), e);
    } finally {
      deleteIfThere(temporary);
    }
  }

  /// Puts the names in a folder on the disk: a file that is there survives a loss of power only
  /// when its name does.
  public static void forceFolder(Path folder) {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException notSupportedHere) {
      // Windows cannot open a folder as a file; there the move itself is durable enough.
    }
  }

  private record Entry(
      String dtype, long[] shape, @JsonProperty("data_offsets") List<Long> offsets) {}

  private static ByteBuffer header(
      TreeMap<String, NDArray> tensors, Precision precision, Map<String, String> metadata) {
    var json = new LinkedHashMap<String, Object>();
    if (!metadata.isEmpty()) {
      json.put("__metadata__", new TreeMap<>(metadata));
    }
    long position = 0;
    for (var tensor : tensors.entrySet()) {
      var shape = tensor.getValue().getShape();
      long end = position + shape.size() * precision.bytes;
      json.put(
          tensor.getKey(), new Entry(precision.name(), shape.getShape(), List.of(position, end)));
      position = end;
    }
    var bytes = Json.PLAIN.writeValueAsString(json).getBytes(StandardCharsets.UTF_8);
    int padded = (bytes.length + 7) / 8 * 8;
    var buffer = ByteBuffer.allocate(8 + padded).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putLong(padded).put(bytes);
    while (buffer.hasRemaining()) {
      buffer.put((byte) ' ');
    }
    return buffer.flip();
  }

  private static ByteBuffer content(NDArray tensor, Precision precision) {
    var values = tensor.toFloatArray();
    var buffer =
        ByteBuffer.allocate(Math.multiplyExact(values.length, precision.bytes))
            .order(ByteOrder.LITTLE_ENDIAN);
    switch (precision) {
      case F32 -> buffer.asFloatBuffer().put(values);
      case F16 -> {
        for (int i = 0; i < values.length; i++) {
          buffer.putShort(2 * i, Float.floatToFloat16(values[i]));
        }
      }
    }
    return buffer;
  }

  private static void writeFully(FileChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  private static void deleteIfThere(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("%s could not be removed".formatted(file), e);
    }
  }
}
