package lab.harmony.training.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class EventFileTest {

  @TempDir Path folder;

  @Test
  void recordsHaveTheirLengthsAndChecksums() throws Exception {
    try (var events = new EventFile(folder, 1_700_000_000)) {
      events.scalar(1_700_000_001.5, 3, "loss/current", 0.25);
      events.picture(1_700_000_002, 4, "samples/a", 2, 1, new byte[] {1, 2, 3});
    }
    List<byte[]> records;
    try (var files = Files.list(folder)) {
      var file = files.toList().getFirst();
      assertThat(file.getFileName().toString()).startsWith("events.out.tfevents.1700000000.");
      records = records(Files.readAllBytes(file));
    }
    assertThat(records).hasSize(3);
    assertThat(new String(records.get(0), StandardCharsets.ISO_8859_1)).contains("brain.Event:2");
    // wall time, step 3, then a summary with one value: tag and simple value.
    assertThat(HexFormat.of().formatHex(records.get(1)))
        .isEqualTo(
            "09"
                + time(1_700_000_001.5)
                + "1003"
                + "2a15"
                + "0a13"
                + "0a0c"
                + HexFormat.of().formatHex("loss/current".getBytes(StandardCharsets.UTF_8))
                + "150000803e");
    assertThat(records.get(2)).endsWith(0x22, 3, 1, 2, 3);
  }

  private static String time(double seconds) {
    return HexFormat.of()
        .formatHex(
            ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(seconds).array());
  }

  private static List<byte[]> records(byte[] file) {
    var records = new ArrayList<byte[]>();
    var in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      var length = new byte[8];
      in.get(length);
      assertThat(in.getInt()).isEqualTo(masked(length));
      var data = new byte[(int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong()];
      in.get(data);
      assertThat(in.getInt()).isEqualTo(masked(data));
      records.add(data);
    }
    return records;
  }

  private static int masked(byte[] data) {
    var crc = new CRC32C();
    crc.update(data);
    int sum = (int) crc.getValue();
    return (sum >>> 15 | sum << 17) + 0xa282ead8;
  }
}
