package lab.harmony.diffusion.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import lab.harmony.diffusion.tensor.Torch;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @Test
  void halfBfloatAndDoubleAreWidened() throws IOException {
    var header =
        """
        {"half":{"dtype":"F16","shape":[2],"data_offsets":[0,4]},\
        "brain":{"dtype":"BF16","shape":[2],"data_offsets":[4,8]},\
        "double":{"dtype":"F64","shape":[1],"data_offsets":[8,16]}}\
        """;
    var data = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    data.putShort(Float.floatToFloat16(1.5f)).putShort(Float.floatToFloat16(-0.25f));
    data.putShort((short) (Float.floatToIntBits(3f) >>> 16));
    data.putShort((short) (Float.floatToIntBits(-8f) >>> 16));
    data.putDouble(0.125);
    var file = SafetensorsFile.open(file(header.getBytes(StandardCharsets.UTF_8), data.array()));
    assertThat(file.floats("half")).containsExactly(1.5f, -0.25f);
    assertThat(file.floats("brain")).containsExactly(3f, -8f);
    assertThat(file.floats("double")).containsExactly(0.125f);
    try (var manager = Torch.newManager()) {
      assertThat(file.float32("brain", manager).toFloatArray()).containsExactly(3f, -8f);
    }
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
