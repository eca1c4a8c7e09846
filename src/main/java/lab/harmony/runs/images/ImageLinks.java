package lab.harmony.runs.images;

import java.util.List;
import lab.harmony.runs.ImageId;

/// Where a browser finds a picture.
public final class ImageLinks {

  /// The longer sides, in pixels, in which thumbnails are made.
  public static final List<Integer> THUMBNAIL_SIZES = List.of(64, 128, 256);

  private ImageLinks() {}

  public static String full(ImageId image) {
    return "/images/" + image.run() + "/" + image.index() + ".png";
  }

  /// The same in the sizes of thumbnails, with `{size}` where one goes.
  public static String thumbnails(ImageId image) {
    return "/images/" + image.run() + "/" + image.index() + "/{size}.png";
  }

  public static String thumbnail(ImageId image, int size) {
    if (!THUMBNAIL_SIZES.contains(size)) {
      throw new IllegalArgumentException(
          "thumbnails are made in %s, got %d".formatted(THUMBNAIL_SIZES, size));
    }
    return "/images/%s/%d/%d.png".formatted(image.run(), image.index(), size);
  }
}
