package lab.harmony.diffusion.latents;

import java.util.Arrays;
import java.util.List;

/// A batch of latent pictures, (B, C, H, W) in float32, row-major. Never changes.
public final class Latents {

  private final int batch;
  private final int channels;
  private final int height;
  private final int width;
  private final float[] values;

  private Latents(int batch, int channels, int height, int width, float[] values) {
    this.batch = batch;
    this.channels = channels;
    this.height = height;
    this.width = width;
    this.values = values;
  }

  public static Latents of(int batch, int channels, int height, int width, float[] values) {
    if (values.length != batch * channels * height * width) {
      throw new IllegalArgumentException(
          "(%d, %d, %d, %d) has %d elements, got %d"
              .formatted(
                  batch,
                  channels,
                  height,
                  width,
                  batch * channels * height * width,
                  values.length));
    }
    return new Latents(batch, channels, height, width, values.clone());
  }

  /// One batch of all these, in order.
  public static Latents stack(List<Latents> parts) {
    var first = parts.getFirst();
    var batch = parts.stream().mapToInt(Latents::batch).sum();
    var values = new float[batch * first.size()];
    var at = 0;
    for (var part : parts) {
      if (part.size() != first.size()) {
        throw new IllegalArgumentException("%s does not fit %s".formatted(part, first));
      }
      System.arraycopy(part.values, 0, values, at, part.values.length);
      at += part.values.length;
    }
    return new Latents(batch, first.channels, first.height, first.width, values);
  }

  /// The pictures from `from` up to and without `to`.
  public Latents slice(int from, int to) {
    return new Latents(
        to - from, channels, height, width, Arrays.copyOfRange(values, from * size(), to * size()));
  }

  /// A rectangle of every picture.
  public Latents crop(int top, int left, int height, int width) {
    if (top < 0 || left < 0 || top + height > this.height || left + width > this.width) {
      throw new IllegalArgumentException(
          "%d × %d at (%d, %d) is not within %s".formatted(height, width, top, left, this));
    }
    var result = new float[batch * channels * height * width];
    for (var plane = 0; plane < batch * channels; plane++) {
      for (var y = 0; y < height; y++) {
        System.arraycopy(
            values,
            (plane * this.height + top + y) * this.width + left,
            result,
            (plane * height + y) * width,
            width);
      }
    }
    return new Latents(batch, channels, height, width, result);
  }

  /// Every picture from left to right.
  public Latents mirrored() {
    var result = new float[values.length];
    for (var row = 0; row < values.length; row += width) {
      for (var x = 0; x < width; x++) {
        result[row + x] = values[row + width - 1 - x];
      }
    }
    return new Latents(batch, channels, height, width, result);
  }

  public Latents times(double factor) {
    var result = new float[values.length];
    for (var i = 0; i < result.length; i++) {
      result[i] = (float) (factor * values[i]);
    }
    return with(result);
  }

  /// `this + factor·other`
  public Latents plus(double factor, Latents other) {
    if (other.values.length != values.length) {
      throw new IllegalArgumentException("%s does not fit %s".formatted(other, this));
    }
    var result = new float[values.length];
    for (var i = 0; i < result.length; i++) {
      result[i] = (float) (values[i] + factor * other.values[i]);
    }
    return with(result);
  }

  /// `this + factors[b]·other` for each picture b.
  public Latents plus(double[] factors, Latents other) {
    var result = new float[values.length];
    for (var i = 0; i < result.length; i++) {
      result[i] = (float) (values[i] + factors[i / size()] * other.values[i]);
    }
    return with(result);
  }

  /// `this - other`
  public Latents minus(Latents other) {
    return plus(-1, other);
  }

  public int batch() {
    return batch;
  }

  public int channels() {
    return channels;
  }

  public int height() {
    return height;
  }

  public int width() {
    return width;
  }

  /// A copy of all elements.
  public float[] toArray() {
    return values.clone();
  }

  public boolean isFinite() {
    for (var value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  /// The elements of one picture.
  private int size() {
    return channels * height * width;
  }

  private Latents with(float[] result) {
    return new Latents(batch, channels, height, width, result);
  }

  @Override
  public String toString() {
    return "Latents(%d, %d, %d, %d)".formatted(batch, channels, height, width);
  }
}
