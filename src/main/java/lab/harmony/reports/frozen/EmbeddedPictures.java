package lab.harmony.reports.frozen;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import lab.harmony.pictures.Picture;
import lab.harmony.pictures.PictureKind;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunImage;
import lab.harmony.workspace.Sha256;
import net.coobird.thumbnailator.Thumbnails;

/// Pictures in the form in which a page carries them inside: as they are where they are small,
/// otherwise scaled down, the more the more there are.
final class EmbeddedPictures {

  private static final int FEW = 64;
  private static final int MANY = 400;
  private static final int LARGEST_OF_FEW = 48 * 1024;
  private static final int LARGEST_OF_MANY = 8 * 1024;

  private final int side;
  private final int largestFile;
  private final Map<ImageId, String> known = new HashMap<>();
  private final Set<ImageId> changed = new LinkedHashSet<>();

  EmbeddedPictures(int expected) {
    largestFile = expected <= FEW ? LARGEST_OF_FEW : LARGEST_OF_MANY;
    side = expected <= FEW ? 256 : expected <= MANY ? 160 : 72;
  }

  /// The picture as a `data:` address.
  String of(RunImage image) {
    return known.computeIfAbsent(image.id(), _ -> embedded(image));
  }

  /// Pictures whose file is not the one that the run made.
  List<ImageId> changed() {
    return List.copyOf(changed);
  }

  private String embedded(RunImage image) {
    try {
      var content = Files.readAllBytes(image.file());
      if (!Sha256.of(content).hex().equals(image.sha256())) {
        changed.add(image.id());
      }
      var picture = Picture.of(content);
      if (Math.max(picture.width(), picture.height()) <= side) {
        var exact = picture.isPlain() ? content : png(picture);
        if (exact.length <= largestFile) {
          return uri(PictureKind.PNG.mediaType(), exact);
        }
      }
      return uri(PictureKind.JPEG.mediaType(), scaled(picture));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the picture %s of run %s cannot be read; publish again once it is back"
              .formatted(image.fileName(), image.id().run()),
          e);
    }
  }

  /// Its pixels as every browser shows them.
  private static byte[] png(Picture picture) throws IOException {
    var out = new ByteArrayOutputStream();
    ImageIO.write(picture.pixels(), "png", out);
    return out.toByteArray();
  }

  private byte[] scaled(Picture picture) throws IOException {
    var out = new ByteArrayOutputStream();
    Thumbnails.of(picture.pixels())
        .size(Math.min(side, picture.width()), Math.min(side, picture.height()))
        .outputFormat("jpg")
        .outputQuality(0.86)
        .toOutputStream(out);
    return out.toByteArray();
  }

  private static String uri(String mediaType, byte[] content) {
    return "data:%s;base64,%s".formatted(mediaType, Base64.getEncoder().encodeToString(content));
  }
}
