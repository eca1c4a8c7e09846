package lab.harmony.training.records;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/// Scalars and pictures as TensorBoard reads them: TFRecords of `Event` messages.
///
/// A record is the length of its data, a checksum of the length, the data, a checksum of the data;
/// checksums are CRC-32C, rotated by 15 bits and moved by a constant.
final class EventFile implements AutoCloseable {

  private static final int MASK = 0xa282ead8;

  private final OutputStream out;

  /// Begins a new file in `folder`; its name is made from the time and this process.
  EventFile(Path folder, long seconds) {
    var name =
        "events.out.tfevents.%010d.lab.%d.0".formatted(seconds, ProcessHandle.current().pid());
    try {
      Files.createDirectories(folder);
      out =
          Files.newOutputStream(
              folder.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      record(new Message().number(1, seconds).text(3, "brain.Event:2"));
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be written".formatted(folder), e);
    }
  }

  void scalar(double seconds, long step, String tag, double value) {
    var summary = new Message().text(1, tag).single(2, (float) value);
    event(seconds, step, summary);
  }

  /// @param png a whole PNG file
  void picture(double seconds, long step, String tag, int width, int height, byte[] png) {
    var image = new Message().whole(1, height).whole(2, width).whole(3, 3).bytes(4, png);
    event(seconds, step, new Message().text(1, tag).message(4, image));
  }

  private void event(double seconds, long step, Message value) {
    try {
      record(
          new Message()
              .number(1, seconds)
              .whole(2, step)
              .message(5, new Message().message(1, value)));
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("the event file cannot be written", e);
    }
  }

  private void record(Message message) throws IOException {
    var data = message.toBytes();
    var length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(data.length).array();
    out.write(length);
    out.write(checksum(length));
    out.write(data);
    out.write(checksum(data));
  }

  private static byte[] checksum(byte[] data) {
    var crc = new CRC32C();
    crc.update(data);
    int masked = Integer.rotateRight((int) crc.getValue(), 15) + MASK;
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(masked).array();
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the event file cannot be closed", e);
    }
  }

  /// A protocol buffer message, field by field.
  private static final class Message {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Message whole(int field, long value) {
      varint((long) field << 3);
      varint(value);
      return this;
    }

    Message number(int field, double value) {
      varint((long) field << 3 | 1);
      bytes.writeBytes(
          ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(value).array());
      return this;
    }

    Message single(int field, float value) {
      varint((long) field << 3 | 5);
      bytes.writeBytes(
          ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).array());
      return this;
    }

    Message text(int field, String value) {
      return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Message message(int field, Message value) {
      return bytes(field, value.toBytes());
    }

    Message bytes(int field, byte[] value) {
      varint((long) field << 3 | 2);
      varint(value.length);
      bytes.writeBytes(value);
      return this;
    }

    private void varint(long value) {
      for (long rest = value; ; rest >>>= 7) {
        if ((rest & ~0x7fL) == 0) {
          bytes.write((int) rest);
          return;
        }
        bytes.write((int) (rest & 0x7f | 0x80));
      }
    }

    byte[] toBytes() {
      return bytes.toByteArray();
    }
  }
}
