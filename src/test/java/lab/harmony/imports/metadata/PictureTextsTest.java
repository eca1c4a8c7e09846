package lab.harmony.imports.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import lab.harmony.imports.tools.SettingsReaders;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class PictureTextsTest {

  private static final String WORDS =
      "a café, 笑顔\n"
          + "Negative prompt: lowres\n"
          + "Steps: 28, Sampler: Euler a, CFG scale: 7.5, Seed: 5, Size: 16x24";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UNICODE0 | UTF-16BE | '' | 0",
        "UNICODE0 | UTF-16LE | '' | 0",
        "UNICODE0 | UTF-16BE | FEFF | 0",
        "UNICODE0 | UTF-16LE | FFFE | 0",
        "UNICODE0 | UTF-8 | '' | 0",
        "UNICODE0 | UTF-8 | EFBBBF | 0",
        "Unicode0 | UTF-8 | '' | 40",
        "UNICODE0 | UTF-16LE | '' | 41",
        "ASCII000 | UTF-8 | '' | 0",
        "00000000 | UTF-8 | '' | 3",
        "'' | UTF-8 | '' | 0",
        "'' | UTF-8 | EFBBBF | 0",
        "'' | UTF-16LE | FFFE | 0",
        "'' | UTF-16BE | '' | 0",
      })
  void aUserCommentIsReadHoweverItIsWritten(
      String code, String charset, String mark, int zerosBehind) {
    var text = WORDS.getBytes(Charset.forName(charset));
    var comment = new ByteArrayOutputStream();
    comment.writeBytes(code.replace('0', '\0').getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < mark.length(); i += 2) {
      comment.write(Integer.parseInt(mark.substring(i, i + 2), 16));
    }
    comment.writeBytes(text);
    comment.writeBytes(new byte[zerosBehind]);
    for (var below : new boolean[] {true, false}) {
      var exif = ForeignPictures.exif(0x9286, comment.toByteArray(), below);
      for (var picture :
          new byte[][] {
            ForeignPictures.jpeg(4, 0xe1, "Exif\0\0", exif),
            ForeignPictures.webp("EXIF", exif),
            ForeignPictures.webp("EXIF", together("Exif\0\0", exif)),
            ForeignPictures.pngWith("eXIf", exif),
          }) {
        assertThat(PictureTexts.read(picture).texts())
            .containsExactly(Map.entry("parameters", WORDS));
      }
    }
  }

  @Test
  void everyKindOfPngTextIsRead() {
    for (var picture :
        new byte[][] {
          ForeignPictures.pngWith("tEXt", together("parameters\0", utf8(WORDS))),
          ForeignPictures.pngWith("zTXt", together("parameters\0\0", deflated(utf8(WORDS)))),
          ForeignPictures.pngWith("iTXt", together("parameters\0\0\0\0\0", utf8(WORDS))),
          ForeignPictures.pngWith(
              "iTXt", together("parameters\0\1\0en\0\0", deflated(utf8(WORDS)))),
        }) {
      assertThat(PictureTexts.read(picture).texts())
          .containsExactly(Map.entry("parameters", WORDS));
    }
  }

  @Test
  void xmpIsReadWhereverItLiesAndFetchesNothing() {
    var element =
        """
        <?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
        <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
          xmlns:exif="http://ns.adobe.com/exif/1.0/"><rdf:Description><exif:UserComment><rdf:Alt>
          <rdf:li xml:lang="x-default">a &lt;b&gt;
        Steps: 3, Seed: 4</rdf:li></rdf:Alt></exif:UserComment></rdf:Description></rdf:RDF></x:xmpmeta>
        """;
    for (var picture :
        new byte[][] {
          ForeignPictures.pngWith("iTXt", together("XML:com.adobe.xmp\0\0\0\0\0", utf8(element))),
          ForeignPictures.jpeg(1, 0xe1, "http://ns.adobe.com/xap/1.0/\0", utf8(element)),
          ForeignPictures.webp("XMP ", utf8(element)),
        }) {
      assertThat(PictureTexts.read(picture).texts())
          .containsEntry("parameters", "a <b>\nSteps: 3, Seed: 4");
    }
    var attribute = "<r xmlns:e='e'><d e:UserComment='Steps: 3, Seed: 4'/></r>";
    assertThat(XmpTexts.read(attribute)).containsEntry("UserComment", "Steps: 3, Seed: 4");
    var entity =
        "<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><r"
            + " xmlns:e='e'><e:UserComment>&x;</e:UserComment></r>";
    assertThat(XmpTexts.read(entity).toString()).doesNotContain("root");
  }

  @Test
  void aGraphInAWebpIsFoundUnderTheCamerasNames() {
    var graph = "{\"1\": {}}";
    var exif = ForeignPictures.exif(0x0110, utf8("prompt:" + graph + "\0"), false);
    assertThat(PictureTexts.read(ForeignPictures.webp("EXIF", exif)).texts())
        .containsExactly(Map.entry("prompt", graph));
  }

  @Test
  void aJpegsCommentIsRead() {
    var picture = ForeignPictures.jpeg(1, 0xfe, "", utf8("{\"prompt\": \"笑\"}"));
    assertThat(PictureTexts.read(picture).texts())
        .containsExactly(Map.entry("Comment", "{\"prompt\": \"笑\"}"));
  }

  @Test
  void aTextThatUnpacksWithoutEndIsNamedAndHidesNothing() {
    var bomb = deflated(new byte[100_000_000]);
    for (var picture :
        new byte[][] {
          ForeignPictures.pngWith("zTXt", together("parameters\0\0", bomb)),
          ForeignPictures.pngWith("iTXt", together("parameters\0\1\0\0\0", bomb)),
        }) {
      var texts = PictureTexts.read(picture);
      assertThat(texts.texts()).isEmpty();
      assertThatThrownBy(() -> SettingsReaders.settings(texts))
          .isInstanceOf(UnreadableMetadata.class)
          .hasMessage("its text \"parameters\" cannot be read: it unpacks to more than 4 MiB");
    }
    var other = ForeignPictures.pngWith("zTXt", together("workflow\0\0", bomb));
    var both =
        ByteBuffer.allocate(other.length + 12 + WORDS.length() * 2)
            .put(other, 0, other.length - 12)
            .array();
    var words = utf8("\0\0\0\0" + WORDS);
    var whole = ByteBuffer.wrap(both).position(other.length - 12).putInt(11 + words.length - 4 + 4);
    whole.put(utf8("iTXtparameters\0")).put(words).putInt(0);
    assertThat(SettingsReaders.settings(PictureTexts.read(both)).seed()).isEqualTo(5);
  }

  @Test
  void anExifBlockWhoseEntriesAllNameTheSameBytesCostsNoMore() {
    var entries = 60_000;
    var block =
        ByteBuffer.allocate(8 + 2 + 12 * entries + 3_000_000)
            .put(utf8("MM\0*"))
            .putInt(8)
            .putShort((short) entries);
    for (int i = 0; i < entries; i++) {
      block
          .putShort((short) 0x9286)
          .putShort((short) 7)
          .putInt(3_000_000)
          .putInt(10 + 12 * entries);
    }
    assertThat(PictureTexts.read(ForeignPictures.webp("EXIF", block.array())).texts()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",",
        ":",
        "a:",
        "\"",
        "a: \"\\\"",
        "Steps: 1,",
        "\n",
        "Steps: 1, b: \"",
        "{",
        "[",
        "Template:\n"
      })
  void aTextOfManySignsIsReadInLinearTime(String sign) {
    var text = sign.repeat(1_000_000 / sign.length()) + ": 1"; // the square of it takes minutes
    for (var keyword : new String[] {"parameters", "prompt", "Comment", "sd-metadata"}) {
      assertThatThrownBy(() -> SettingsReaders.settings(Map.of(keyword, text)))
          .isInstanceOf(UnreadableMetadata.class);
    }
  }

  @Test
  void aCutFileGivesWhatIsWhole() {
    for (var picture :
        new byte[][] {
          ForeignPictures.webp(WORDS),
          ForeignPictures.jpeg(3, WORDS, ByteOrder.LITTLE_ENDIAN),
          ForeignPictures.pngWith("eXIf", ForeignPictures.exif(WORDS, ByteOrder.BIG_ENDIAN)),
        }) {
      for (int length = 0; length < picture.length; length++) {
        var texts = PictureTexts.read(Arrays.copyOf(picture, length)).texts();
        assertThat(texts.size()).isLessThanOrEqualTo(1);
      }
    }
  }

  private static byte[] together(String head, byte[] tail) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(tail);
    return out.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] deflated(byte[] bytes) {
    var out = new ByteArrayOutputStream();
    try (var deflater = new DeflaterOutputStream(out)) {
      deflater.write(bytes);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
