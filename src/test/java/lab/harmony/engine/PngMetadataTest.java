package lab.harmony.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class PngMetadataTest {

  private static final BufferedImage PICTURE = new BufferedImage(5, 7, BufferedImage.TYPE_INT_RGB);

  @Test
  void textsComeBackAsTheyWereAndThePictureCanBeRead() throws IOException {
    var texts = new LinkedHashMap<String, String>();
    texts.put("parameters", "a girl, é\nSteps: 4");
    texts.put("harmony", "{\"prompt\":\"笑顔 😀\"}");
    var png = PngMetadata.png(PICTURE, texts);
    assertThat(PngMetadata.read(png)).containsExactlyEntriesOf(texts);
    assertThat(ImageIO.read(new ByteArrayInputStream(png)).getHeight()).isEqualTo(7);
  }

  @Test
  void latinTextIsWrittenInTheChunkThatEveryProgramReads() {
    assertThat(png("parameters", "é")).contains("tEXtparameters\0é");
    assertThat(png("parameters", "笑")).contains("iTXtparameters\0\0\0\0\0");
  }

  private static String png(String keyword, String text) {
    var texts = new LinkedHashMap<String, String>();
    texts.put(keyword, text);
    return new String(PngMetadata.png(PICTURE, texts), StandardCharsets.ISO_8859_1);
  }

  @Test
  void compressedTextsAreReadUpToALimit() {
    var small = chunk("zTXt", "note\0\0", "x".repeat(1000));
    assertThat(PngMetadata.read(small)).containsEntry("note", "x".repeat(1000));
    var bomb = chunk("iTXt", "note\0\1\0\0\0", "x".repeat(50_000_000));
    assertThat(PngTexts.read(bomb).texts()).isEmpty();
    assertThat(PngTexts.read(bomb).unreadable())
        .containsExactly(Map.entry("note", "it unpacks to more than 4 MiB"));
    var cut = chunk("zTXt", "note\0\0", "x".repeat(9000));
    cut[24] ^= 0x55;
    assertThat(PngTexts.read(cut).unreadable())
        .containsExactly(Map.entry("note", "its compressed data is cut off or damaged"));
  }

  @Test
  void damagedFilesGiveWhatCanBeRead() {
    assertThat(PngMetadata.read(new byte[0])).isEmpty();
    assertThat(PngMetadata.read("no picture".getBytes(StandardCharsets.UTF_8))).isEmpty();
    var texts = new LinkedHashMap<String, String>();
    texts.put("parameters", "hello");
    var png = PngMetadata.png(PICTURE, texts);
    for (var length = 0; length < png.length; length++) {
      assertThat(PngMetadata.read(Arrays.copyOf(png, length)).size()).isLessThanOrEqualTo(1);
    }
    png[33] = (byte) 0xFF; // a length below zero
    assertThat(PngMetadata.read(png)).isEmpty();
  }

  private static byte[] chunk(String type, String before, String text) {
    var deflater = new Deflater();
    deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
    deflater.finish();
    var data = new ByteArrayOutputStream();
    data.writeBytes(before.getBytes(StandardCharsets.ISO_8859_1));
    var buffer = new byte[1 << 16];
    while (!deflater.finished()) {
      data.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    var png = new ByteArrayOutputStream();
    png.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
    png.writeBytes(java.nio.ByteBuffer.allocate(4).putInt(data.size()).array());
    png.writeBytes(type.getBytes(StandardCharsets.US_ASCII));
    png.writeBytes(data.toByteArray());
    png.writeBytes(new byte[4]);
    return png.toByteArray();
  }
}
