package lab.harmony.pictures;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/// A JPEG file (ITU-T T.81). The decoder is given the picture alone and told by an Adobe segment
/// what its channels are, by the rules of libjpeg, so that no profile and no thumbnail matters.
final class JpegContainer {

  private static final int SOF_FIRST = 0xC0;
  private static final int SOF_LAST = 0xCF;
  private static final int SOS = 0xDA;
  private static final int EOI = 0xD9;
  private static final int MOST_SCANS = 200;
  private static final byte[] RGB = adobe("00");
  private static final byte[] YCC = adobe("01");

  private final ByteArrayOutputStream picture = new ByteArrayOutputStream();
  private final byte[] content;
  private byte[] exif = Container.NO_EXIF;
  private boolean jfif;
  private Optional<Integer> transform = Optional.empty();
  private int width;
  private int height;
  private byte[] channels = {};

  private JpegContainer(byte[] content) {
    this.content = content;
  }

  static Container read(byte[] content) throws PictureProblem {
    var jpeg = new JpegContainer(content);
    try {
      jpeg.readSegments(ByteBuffer.wrap(content).position(2));
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new PictureProblem(PictureProblem.CUT_OFF, e);
    }
    if (jpeg.channels.length == 0) {
      throw new PictureProblem("is damaged: a JPEG file has a frame before its scans");
    }
    return new Container(jpeg.width, jpeg.height, false, false, jpeg.exif, jpeg::decoded);
  }

  private void readSegments(ByteBuffer in) throws PictureProblem {
    while (true) {
      int marker = marker(in);
      if (marker == EOI) {
        throw new PictureProblem("is damaged: a JPEG file has a scan before its end");
      }
      int start = in.position();
      if (marker == SOS) {
        checkScans(start - 2);
        picture.write(content, start - 2, content.length - start + 2);
        return;
      }
      int length = in.getShort() & 0xffff;
      var data = in.slice(in.position(), length - 2);
      in.position(start + length);
      if (marker >= 0xE0 && marker <= 0xEF) {
        application(marker, data);
      } else if (marker != 0xFE) {
        if (isFrame(marker)) {
          frame(marker, data);
        }
        picture.write(content, start - 2, length + 2);
      }
    }
  }

  private static int marker(ByteBuffer in) {
    while ((in.get() & 0xff) != 0xFF) {}
    int marker = in.get() & 0xff;
    while (marker == 0xFF || marker <= 1 || marker >= 0xD0 && marker <= 0xD7) {
      marker = in.get() & 0xff; // filling, and markers that stand alone
    }
    return marker;
  }

  private static boolean isFrame(int marker) {
    return marker >= SOF_FIRST
        && marker <= SOF_LAST
        && marker != 0xC4
        && marker != 0xC8
        && marker != 0xCC;
  }

  private void application(int marker, ByteBuffer data) {
    var bytes = new byte[data.remaining()];
    data.get(bytes);
    var name = new String(bytes, 0, Math.min(5, bytes.length), StandardCharsets.ISO_8859_1);
    if (marker == 0xE0 && name.equals("JFIF\0")) {
      jfif = true;
    } else if (marker == 0xEE && name.equals("Adobe") && bytes.length >= 12) {
      transform = Optional.of(bytes[11] & 0xff);
    } else if (marker == 0xE1 && exif.length == 0) {
      exif = Container.exif(bytes).orElse(Container.NO_EXIF);
    }
  }

  private void frame(int marker, ByteBuffer data) throws PictureProblem {
    if (marker > 0xC2) {
      throw new PictureProblem(
          "is a JPEG file with lossless or arithmetic coding, which is not read; save it anew");
    }
    if (data.get() != 8) {
      throw new PictureProblem("is a JPEG file with more than 8 bits, which is not read");
    }
    height = data.getShort() & 0xffff;
    width = data.getShort() & 0xffff;
    Picture.check(width, height);
    channels = new byte[data.get() & 0xff];
    for (int i = 0; i < channels.length; i++) {
      channels[i] = data.get();
      data.getShort(); // sampling factors and quantisation table
    }
  }

  /// Every scan goes over the whole picture: thousands of empty ones would take for ever. Within
  /// scans, no other 0xFF is followed by these.
  private void checkScans(int from) throws PictureProblem {
    int scans = 0;
    boolean ends = false;
    for (int i = from; i < content.length - 1; i++) {
      if (content[i] == (byte) 0xFF) {
        scans += content[i + 1] == (byte) SOS ? 1 : 0;
        ends |= content[i + 1] == (byte) EOI;
      }
    }
    if (scans > MOST_SCANS) {
      throw new PictureProblem(
          "has %d scans, more than the %d that a JPEG file may have".formatted(scans, MOST_SCANS));
    }
    if (!ends) {
      throw new PictureProblem(PictureProblem.CUT_OFF);
    }
  }

  private BufferedImage decoded() throws PictureProblem {
    return switch (channels.length) {
      case 1 -> Decoding.read("jpeg", with(new byte[0]));
      case 3 -> Decoding.read("jpeg", with(isRgb() ? RGB : YCC));
      case 4 -> Rgb.ofInks(Decoding.raster("jpeg", with(new byte[0])), this::inks);
      default ->
          throw new PictureProblem(
              "is a JPEG file with %d channels; 1, 3 or 4 are read".formatted(channels.length));
    };
  }

  /// What libjpeg's `default_decompress_parms` finds for three channels.
  private boolean isRgb() {
    return !jfif
        && transform
            .map(value -> value == 0)
            .orElse(channels[0] == 'R' && channels[1] == 'G' && channels[2] == 'B');
  }

  /// Four channels are inks turned round, as Adobe's programs write them and every browser takes
  /// them, or the same with the first three as YCC.
  private void inks(int[] samples, int at, int[] cmyk) {
    if (transform.orElse(0) == 2) {
      double luma = samples[at];
      double blue = samples[at + 1] - 128;
      double red = samples[at + 2] - 128;
      cmyk[0] = clamped(luma + 1.402 * red);
      cmyk[1] = clamped(luma - 0.344136286 * blue - 0.714136286 * red);
      cmyk[2] = clamped(luma + 1.772 * blue);
    } else {
      for (int i = 0; i < 3; i++) {
        cmyk[i] = 255 - samples[at + i];
      }
    }
    cmyk[3] = 255 - samples[at + 3];
  }

  private static int clamped(double value) {
    return (int) Math.clamp(Math.round(value), 0, 255);
  }

  private byte[] with(byte[] segment) {
    var out = new ByteArrayOutputStream(picture.size() + segment.length + 2);
    out.write(0xFF);
    out.write(0xD8);
    out.writeBytes(segment);
    out.writeBytes(picture.toByteArray());
    return out.toByteArray();
  }

  private static byte[] adobe(String transform) {
    return HexFormat.of().parseHex("FFEE000E41646F626500640000" + "0000" + transform);
  }
}
