package lab.harmony.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import lab.harmony.ProductSources;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class PngChunksTest {

  private final ByteBuffer file = ByteBuffer.allocate(200).putLong(0x89504E470D0A1A0AL);

  private PngChunksTest chunk(String type, int length, int bytes) {
    file.putInt(length).put(type.getBytes(StandardCharsets.ISO_8859_1)).put(new byte[bytes]);
    return this;
  }

  private String read() {
    var bytes = new byte[file.position()];
    file.get(0, bytes);
    return StreamSupport.stream(PngChunks.of(bytes).spliterator(), false)
        .map(one ->
            "%s %d-%d %d%s"
                .formatted(
                    one.type(),
                    one.start(),
                    one.end(),
                    one.data().remaining(),
                    one.isWhole() ? "" : " cut"))
        .toList()
        .toString();
  }

  @Test
  void chunksEndWhereTheFileSaysItEnds() {
    assertThat(chunk("IHDR", 13, 17).chunk("IEND", 0, 4).chunk("tEXt", 3, 7).read())
        .isEqualTo("[IHDR 8-33 13, IEND 33-45 0]");
  }

  @Test
  void theFirstThatIsNotWholeIsTheLast() {
    assertThat(chunk("IHDR", 13, 17).chunk("IDAT", 90, 20).read())
        .isEqualTo("[IHDR 8-33 13, IDAT 33-61 20 cut]");
    file.position(8);
    assertThat(chunk("IDAT", -1, 20).read()).isEqualTo("[IDAT 8-36 20 cut]");
    file.position(8);
    assertThat(chunk("IDAT", Integer.MAX_VALUE, 20).read()).isEqualTo("[IDAT 8-36 20 cut]");
  }

  @Test
  void whatIsNoPngHasNone() {
    assertThat(PngChunks.of(new byte[0])).isEmpty();
    assertThat(PngChunks.of(new byte[100])).isEmpty();
    assertThat(read()).isEqualTo("[]");
  }

  @Test
  void nobodyElseReadsThem() throws IOException {
    assertThat(
            ProductSources.found(
                Pattern.compile("\"IEND\"|0x89504E47"), Set.of("PngChunks.java", "PlainPng.java")))
        .isEmpty();
  }
}
