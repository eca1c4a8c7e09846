package lab.harmony.pictures;

import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/// One of Java's decoders at work on one picture. What it throws, and it throws many things,
/// becomes a [PictureProblem].
final class Decoding implements AutoCloseable {

  private final ImageReader reader;
  private boolean cutOff;

  private Decoding(ImageReader reader) {
    this.reader = reader;
  }

  static Decoding of(String format, byte[] content) {
    var readers = ImageIO.getImageReadersByFormatName(format);
    if (!readers.hasNext()) {
      throw new IllegalStateException("there is no decoder for " + format);
    }
    var decoding = new Decoding(readers.next());
    decoding.reader.setInput(new Ending(content), true, true);
    decoding.reader.addIIOReadWarningListener((_, warning) ->
        decoding.cutOff |= warning.toLowerCase(Locale.ROOT).contains("premature end of"));
    return decoding;
  }

  /// The first picture in RGB on white.
  static BufferedImage read(String format, byte[] content) throws PictureProblem {
    try (var decoding = of(format, content)) {
      decoding.size();
      return Rgb.of(decoding.guarded(() -> decoding.reader.read(0)));
    }
  }

  /// The first picture as it was encoded, its channels not converted.
  static Raster raster(String format, byte[] content) throws PictureProblem {
    try (var decoding = of(format, content)) {
      decoding.size();
      return decoding.guarded(() -> decoding.reader.readRaster(0, null));
    }
  }

  /// The size that will be decoded, which is not more than a picture may have.
  Dimension size() throws PictureProblem {
    var size = guarded(() -> new Dimension(reader.getWidth(0), reader.getHeight(0)));
    Picture.check(size.width, size.height);
    return size;
  }

  private interface Step<T> {
    T take() throws IOException;
  }

  private <T> T guarded(Step<T> step) throws PictureProblem {
    T taken;
    try {
      taken = step.take();
    } catch (IOException | RuntimeException e) {
      throw new PictureProblem("is damaged: " + e.getMessage(), e);
    }
    if (cutOff) {
      throw new PictureProblem(PictureProblem.CUT_OFF);
    }
    return taken;
  }

  @Override
  public void close() {
    reader.dispose();
  }

  /// Ends for good: some decoders ask again and again behind the end, for every pixel that is not
  /// there.
  private static final class Ending extends MemoryCacheImageInputStream {

    private static final int MOST_BEHIND = 64;

    private int behind;

    Ending(byte[] content) {
      super(new ByteArrayInputStream(content));
    }

    @Override
    public int read() throws IOException {
      return checked(super.read());
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return checked(super.read(bytes, offset, length));
    }

    private int checked(int read) {
      if (read < 0 && ++behind > MOST_BEHIND) {
        throw new IllegalStateException("its data end before the picture does");
      }
      return read;
    }
  }
}
