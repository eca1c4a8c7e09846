package lab.harmony.imports;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The user comment in a picture's EXIF data, where tools keep settings in JPEG and WebP files.
final class ExifComment {

  private static final int LONGEST = 1 << 20;
  private static final int CODE = 8;

  private ExifComment() {}

  static Optional<String> read(byte[] picture) {
    try {
      var metadata = ImageMetadataReader.readMetadata(new ByteArrayInputStream(picture));
      for (var directory : metadata.getDirectoriesOfType(ExifSubIFDDirectory.class)) {
        var comment = directory.getByteArray(ExifSubIFDDirectory.TAG_USER_COMMENT);
        if (comment != null && comment.length > CODE && comment.length <= LONGEST) {
          return Optional.of(text(comment).replace("\0", "")).filter(text -> !text.isBlank());
        }
      }
      return Optional.empty();
    } catch (ImageProcessingException | IOException | RuntimeException e) {
      // Whatever is wrong with it: there is no comment to read.
      return Optional.empty();
    }
  }

  /// The first eight bytes name the character set.
  private static String text(byte[] comment) {
    var code = new String(comment, 0, CODE, StandardCharsets.US_ASCII);
    return new String(comment, CODE, comment.length - CODE, charset(code, comment));
  }

  private static Charset charset(String code, byte[] comment) {
    if (!code.startsWith("UNICODE")) {
      return StandardCharsets.UTF_8;
    }
    // Tools differ in the order of the two bytes, and most letters have a zero in the higher one.
    int zerosFirst = 0;
    int zerosSecond = 0;
    for (int i = CODE; i + 1 < comment.length; i += 2) {
      zerosFirst += comment[i] == 0 ? 1 : 0;
      zerosSecond += comment[i + 1] == 0 ? 1 : 0;
    }
    return zerosSecond > zerosFirst ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
  }
}
