package lab.harmony.engine;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import lab.harmony.pictures.Picture;
import lab.harmony.pictures.PictureProblem;
import net.coobird.thumbnailator.Thumbnails;
import net.coobird.thumbnailator.geometry.Positions;

/// Pictures of any size, read for a model that takes one size.
public final class CroppedPicture {

  private CroppedPicture() {}

  /// The picture, scaled to cover this size and cropped around its middle.
  ///
  /// @throws PictureProblem if it is no picture, too large a one, or damaged
  /// @throws IOException if the file cannot be read
  public static BufferedImage read(Path file, int width, int height) throws IOException {
    return of(Picture.read(file), width, height);
  }

  /// A picture that is read already, scaled to cover this size and cropped around its middle.
  ///
  /// @throws PictureProblem if it is damaged
  public static BufferedImage of(Picture picture, int width, int height) throws IOException {
    return Thumbnails.of(picture.pixels())
        .crop(Positions.CENTER)
        .size(width, height)
        .imageType(BufferedImage.TYPE_INT_RGB)
        .asBufferedImage();
  }
}
