package lab.harmony.runs.images;

import java.util.List;
import lab.harmony.runs.ImageId;

/// Where a browser finds a picture.
public final class ImageLinks {

  /// The longer sides, in pixels, in which thumbnails are made.
  public static final List<Integer> THUMBNAIL_SIZES = List.of(64, 128, 256);

  private ImageLinks() {}

  public static String full(ImageId image) {
    return "/images/%s/%d.png".formatted(image.run(), image.index());
  }

  public static String thumbnail(ImageId image, int size) {
    if (!THUMBNAIL_SIZES.contains(size)) {
      throw new IllegalArgumentException(
          "thumbnails are made in %s, got %d".formatted(THUMBNAIL_SIZES, size));
    }
    return "/images/%s/%d/%d.png".formatted(image.run(), image.index(), size);
  }
}
