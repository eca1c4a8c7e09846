package lab.harmony.imports.metadata;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import lab.harmony.engine.PngMetadata;
import lab.harmony.engine.PngTexts;
import lab.harmony.pictures.PngChunks;

/// All that a PNG, JPEG or WebP file says in words, wherever it says it: PNG texts, EXIF, XMP and a
/// JPEG's comment. Bounded, and linear in the size of the file.
///
/// What EXIF and XMP keep as the user's comment stands under `parameters`, as in a PNG, or under
/// `UserComment` where there is already such a text.
///
/// @param texts by keyword; plain text, never markup
/// @param unreadable why a text could not be read, by keyword
public record PictureTexts(SequencedMap<String, String> texts, Map<String, String> unreadable) {

  public static final String USER_COMMENT = "UserComment";
  public static final String COMMENT = "Comment";
  public static final String DESCRIPTION = "Description";
  public static final String XMP = "XML:com.adobe.xmp";

  public PictureTexts {
    texts = Collections.unmodifiableSequencedMap(texts);
  }

  /// Reads a whole file.
  static PictureTexts read(byte[] file) {
    var png = PngTexts.read(file);
    var texts = new LinkedHashMap<>(png.texts());
    var blocks = PngChunks.isPng(file) ? new PictureBlocks() : PictureBlocks.of(file);
    var xmp = texts.containsKey(XMP) ? texts.get(XMP) : blocks.xmp();
    var exif = png.exif().hasRemaining() ? png.exif() : blocks.exif();
    ExifTexts.read(exif).forEach((name, text) -> put(texts, name, text));
    XmpTexts.read(String.valueOf(xmp)).forEach((name, text) -> put(texts, name, text));
    if (!blocks.comment().isBlank()) {
      texts.putIfAbsent(COMMENT, blocks.comment());
    }
    return new PictureTexts(texts, png.unreadable());
  }

  private static void put(Map<String, String> texts, String name, String text) {
    if (!name.equals(USER_COMMENT) || texts.putIfAbsent(PngMetadata.PARAMETERS, text) != null) {
      texts.putIfAbsent(name, text);
    }
  }
}
