package lab.harmony.diffusion.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.harmony.diffusion.torch.Torch;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class SafetensorsFileTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          overlap             | {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[2,6]}} | 6 | should begin at byte 4
          hole                | {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}} | 12 | should begin at byte 4
          first hole          | {"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}} | 8 | should begin at byte 0
          trailing bytes      | {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}} | 5 | need 4 bytes of data
          truncated           | {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}} | 4 | need 8 bytes of data
          shape is not bytes  | {"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}} | 8 | needs 12 bytes
          negative offset     | {"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}} | 0 | impossible offsets
          backward offsets    | {"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}} | 4 | impossible offsets
          negative dimension  | {"a":{"dtype":"F32","shape":[-1,-1],"data_offsets":[0,4]}} | 4 | negative dimension
          fractional offset   | {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4.0]}} | 4 | not the JSON
          metadata number     | {"__metadata__":{"a":1}} | 0 | has to be a string
          shape overflow      | {"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}} | 0 | too large to count
          unknown type        | {"a":{"dtype":"F33","shape":[1],"data_offsets":[0,4]}} | 4 | unknown type F33
          missing type        | {"a":{"shape":[1],"data_offsets":[0,4]}} | 4 | needs dtype
          duplicate key       | {"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]},"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}} | 0 | comes twice
          duplicate normalised| {"\\u00e9":{"dtype":"U8","shape":[0],"data_offsets":[0,0]},"e\\u0301":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}} | 0 | comes twice
          duplicate field     | {"a":{"dtype":"U8","dtype":"F32","shape":[1],"data_offsets":[0,4]}} | 4 | comes twice
          text after          | {}{} | 0 | not the JSON
          lenient JSON        | {'a':1} | 0 | not the JSON
          not an object       | [] | 0 | has to start with {
          cut off             | {"a": | 0 | not the JSON
          """)
  void aFileThatLiesIsRefusedWithAReason(String what, String header, int bytes, String reason)
      throws IOException {
    var file = file(header.getBytes(StandardCharsets.UTF_8), bytes);
    assertThatThrownBy(() -> SafetensorsFile.open(file))
        .as(what)
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining(reason)
        .hasMessageContaining(file.toString());
  }

  @Test
  void aHeaderWithALeadingBlankIsRefused() throws IOException {
    var file = file(" {}".getBytes(StandardCharsets.UTF_8), 0);
    assertThatThrownBy(() -> SafetensorsFile.open(file)).hasMessageContaining("start with {");
  }

  @Test
  void aHeaderThatIsNotUtf8IsRefused() throws IOException {
    var file = file(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}, 0);
    assertThatThrownBy(() -> SafetensorsFile.open(file)).hasMessageContaining("not UTF-8");
  }

  @Test
  void aHeaderLongerThanTheFileIsRefusedBeforeItIsRead() throws IOException {
    for (long length : new long[] {1L << 40, 100, -1, Long.MIN_VALUE}) {
      var bytes = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array();
      var file = Files.write(folder.resolve("long"), bytes);
      assertThatThrownBy(() -> SafetensorsFile.open(file))
          .hasMessageContaining("whole file has 10");
    }
  }

  @Test
  void aHeaderOfMoreThanTheFormatAllowsIsRefused() throws IOException {
    var name = "n".repeat(1025);
    var many = new StringBuilder("{");
    for (int i = 0; i <= 200_000; i++) {
      many.append(i == 0 ? "" : ",")
          .append("\"%d\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}".formatted(i));
    }
    Map<String, String> refused =
        Map.of(
            "longer than 1024", "{\"%s\":{}}".formatted(name),
            "at most 16 whole", "{\"a\":{\"shape\":[%s1]}}".formatted("1,".repeat(16)),
            "at most 2 whole", "{\"a\":{\"data_offsets\":[0,0,0]}}",
            "not the JSON", "{\"a\":{\"x\":%s%s}}".formatted("[".repeat(5000), "]".repeat(5000)),
            "more than 200000 tensors", many.append('}').toString());
    for (var one : refused.entrySet()) {
      var file = file(one.getValue().getBytes(StandardCharsets.UTF_8), 0);
      assertThatThrownBy(() -> SafetensorsFile.open(file))
          .isInstanceOf(WeightsException.class)
          .hasMessageContaining(one.getKey());
    }
  }

  /// Files of adapters are known by their hashes.
  @Test
  void aHeaderIsWrittenLetterByLetterAsBefore() throws IOException {
    var path = folder.resolve("written");
    try (var manager = Torch.newManager()) {
      var tensors =
          Map.of(
              "b.weight", manager.create(new float[] {1, 2}, new Shape(2, 1)),
              "a é", manager.create(1f));
      var notes = Map.of("ss_tags", "{\"a<b>&c='d'\": 1}", "lines", "\u2028\n\u0001/\u001f笑\u007f");
      SafetensorsWriter.write(path, tensors, SafetensorsWriter.Precision.F16, notes);
    }
    var bytes = Files.readAllBytes(path);
    int length = bytes[0] & 0xff | (bytes[1] & 0xff) << 8;
    assertThat(new String(bytes, 8, length, StandardCharsets.UTF_8).strip())
        .isEqualTo(
            "{\"__metadata__\":{\"lines\":\"\\u2028\\n\\u0001/\\u001f笑\u007f\",\"ss_tags\":\"{\\\"a\\u003cb\\u003e\\u0026c\\u003d\\u0027d\\u0027\\\":"
                + " 1}\"},\"a"
                + " é\":{\"dtype\":\"F16\",\"shape\":[],\"data_offsets\":[0,2]},\"b.weight\":{\"dtype\":\"F16\",\"shape\":[2,1],\"data_offsets\":[2,6]}}");
    assertThat(SafetensorsFile.open(path).metadata())
        .containsEntry("lines", "\u2028\n\u0001/\u001f笑\u007f");
  }

  @Test
  void scalarsEmptyTensorsPaddingAndUnknownFieldsAreFine() throws IOException {
    var header =
        """
        {"__metadata__":{"made":"by hand"},
         "scalar":{"dtype":"F32","shape":[],"data_offsets":[0,4],"more":{"x":[1,{"y":null}]}},
         "empty":{"dtype":"F32","shape":[3,0],"data_offsets":[4,4]}}   \
        """;
    var file = SafetensorsFile.open(file(header.getBytes(StandardCharsets.UTF_8), 4));
    assertThat(file.names()).containsExactly("scalar", "empty");
    assertThat(file.shape("scalar")).isEqualTo(new Shape());
    assertThat(file.floats("scalar")).containsExactly(0f);
    assertThat(file.floats("empty")).isEmpty();
    assertThat(file.metadata()).containsExactly(Map.entry("made", "by hand"));
  }

  @ParameterizedTest
  @CsvSource({
    "BOOL, 00 01, 0 1",
    "U8, 00 7f ff, 0 127 255",
    "I8, 7f 80 ff, 127 -128 -1",
    "F8_E4M3, 38 b8 01 08 7e 00 7f, 1 -1 0.001953125 0.015625 448 0 NaN",
    "F8_E5M2, 3c bc 01 04 7b 7c ff, 1 -1 1.52587890625E-5 6.103515625E-5 57344 Infinity NaN",
    "I16, 0080 ffff, -32768 -1",
    "U16, 0080 ffff, 32768 65535",
    "F16, 003c 00c0, 1 -2",
    "BF16, 803f 00c0, 1 -2",
    "I32, ffffffff 40420f00, -1 1000000",
    "U32, ffffffff, 4294967295",
    "F32, 0000803f, 1",
    "F64, 000000000000f03f, 1",
    "I64, ffffffffffffffff 0000000001000000, -1 4294967296",
    "U64, ffffffffffffffff 0100000000000000, 18446744073709551615 1",
  })
  void everyRealTypeReadsAsFloat32(ElementType type, String hex, String values) throws IOException {
    var data = HexFormat.of().parseHex(hex.replace(" ", ""));
    var wanted = Stream.of(values.split(" ")).map(Float::valueOf).toList();
    var header =
        "{\"t\":{\"dtype\":\"%s\",\"shape\":[%d],\"data_offsets\":[0,%d]}}"
            .formatted(type, wanted.size(), data.length);
    var file = SafetensorsFile.open(file(header.getBytes(StandardCharsets.UTF_8), data));
    assertThat(list(file.floats("t"))).isEqualTo(wanted);
    try (var manager = Torch.newManager()) {
      assertThat(list(file.float32("t", manager).toFloatArray())).isEqualTo(wanted);
    }
  }

  @Test
  void complexNumbersAreRefusedByName() throws IOException {
    var header = "{\"t\":{\"dtype\":\"C64\",\"shape\":[1],\"data_offsets\":[0,8]}}";
    var file = SafetensorsFile.open(file(header.getBytes(StandardCharsets.UTF_8), 8));
    assertThatThrownBy(() -> file.floats("t"))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("tensor t should hold real numbers")
        .hasMessageContaining("C64");
  }

  @Test
  void aTensorBehindThreeGibibytesIsRead() throws IOException {
    long before = 3L << 30;
    var header =
        "{\"large\":{\"dtype\":\"U8\",\"shape\":[%d],\"data_offsets\":[0,%d]},"
                .formatted(before, before)
            + "\"last\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[%d,%d]}}"
                .formatted(before, before + 8);
    var path = file(header.getBytes(StandardCharsets.UTF_8), 0);
    try (var channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      var last = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putFloat(3).putFloat(-4);
      channel.write(last.flip(), channel.size() + before);
    }
    var file = SafetensorsFile.open(path);
    try (var manager = Torch.newManager()) {
      assertThat(file.float32("last", manager).toFloatArray()).containsExactly(3f, -4f);
    }
    assertThatThrownBy(() -> file.floats("large"))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("tensor large has 3221225472 values; one tensor may have 536870911");
  }

  @Test
  void aFileThatChangesWhileItIsInUseIsNotReadFurther() throws IOException {
    var header = "{\"t\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}";
    var path = file(header.getBytes(StandardCharsets.UTF_8), 4);
    var file = SafetensorsFile.open(path);
    assertThat(file.floats("t")).containsExactly(0f);
    Files.writeString(path, "now something else");
    assertThatThrownBy(() -> file.floats("t"))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("was changed while it was in use");
    Files.delete(path);
    assertThatThrownBy(() -> file.floats("t"))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("was taken away while it was in use");
  }

  @Test
  void whatIsWrittenComesBack() throws IOException {
    try (var manager = Torch.newManager()) {
      var values = new float[] {1, -2, 0.5f, 3e-5f, 4, 5};
      Map<String, NDArray> tensors =
          Map.of(
              "b", manager.create(values, new Shape(2, 3)),
              "a", manager.create(7f));
      for (var precision : SafetensorsWriter.Precision.values()) {
        var path = folder.resolve(precision + ".safetensors");
        SafetensorsWriter.write(path, tensors, precision, Map.of("note", "ü"));
        var file = SafetensorsFile.open(path);
        assertThat(file.names()).containsExactly("a", "b");
        assertThat(file.metadata()).containsEntry("note", "ü");
        assertThat(file.shape("b")).isEqualTo(new Shape(2, 3));
        assertThat(file.float32("b", manager).toFloatArray()).containsExactly(values, within16());
        assertThat(file.float32("a", manager).toFloatArray()).containsExactly(7f);
      }
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files).hasSize(2);
      }
    }
  }

  @Test
  void askingForWhatIsNotThereNamesTheFile() throws IOException {
    var file = SafetensorsFile.open(file("{}".getBytes(StandardCharsets.UTF_8), 0));
    assertThatThrownBy(() -> file.floats("conv.weight"))
        .hasMessageContaining("holds no tensor conv.weight")
        .hasMessageContaining(folder.toString());
  }

  private static List<Float> list(float[] values) {
    return IntStream.range(0, values.length).mapToObj(i -> values[i]).toList();
  }

  private static Offset<Float> within16() {
    return Offset.offset(1e-6f);
  }

  private Path file(byte[] header, int dataBytes) throws IOException {
    return file(header, new byte[dataBytes]);
  }

  private Path file(byte[] header, byte[] data) throws IOException {
    var bytes =
        ByteBuffer.allocate(8 + header.length + data.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(header.length)
            .put(header)
            .put(data)
            .array();
    return Files.write(folder.resolve("made.safetensors"), bytes);
  }
}
