package lab.harmony.training.data;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.harmony.diffusion.LoraStudio;
import lab.harmony.diffusion.latents.Latents;
import lab.harmony.diffusion.train.LoraExample;
import lab.harmony.engine.CroppedPicture;
import lab.harmony.models.Model;
import lab.harmony.pictures.Picture;
import lab.harmony.pictures.PictureProblem;
import lab.harmony.workspace.Sha256;

/// Makes examples of the pictures of a dataset: scaled, cropped and encoded by a model, each once.
public final class Examples {

  private final DataSpec spec;
  private final Model model;
  private final LoraStudio studio;
  private final LatentCache cache;
  private final List<Bucket> buckets;
  private final List<Dataset.Unusable> unusable = new ArrayList<>();
  private int encoded;

  /// @param spec whose size is known
  public Examples(DataSpec spec, Model model, LoraStudio studio, LatentCache cache) {
    this.spec = spec;
    this.model = model;
    this.studio = studio;
    this.cache = cache;
    this.buckets =
        spec.buckets() ? Bucket.around(spec.size()) : List.of(new Bucket(spec.size(), spec.size()));
  }

  /// Hears which picture comes next; what it throws ends the encoding.
  @FunctionalInterface
  public interface Progress {
    void next(int number, int all);
  }

  /// All pictures, and as many regularisation pictures in an epoch as there are pictures. One that
  /// cannot be read is left out and stands in [#unusable].
  ///
  /// @throws TrainingProblem naming the first of them if no picture is left
  public List<LoraExample> of(
      Dataset dataset, Optional<Dataset> regularisation, Progress progress) {
    var examples = new ArrayList<LoraExample>();
    int all =
        dataset.pictures().size() + regularisation.map(other -> other.pictures().size()).orElse(0);
    int number = 0;
    for (var picture : dataset.pictures()) {
      progress.next(++number, all);
      example(picture, 1).ifPresent(examples::add);
    }
    requireSome(examples, "picture");
    if (regularisation.isPresent()) {
      int wanted = examples.stream().mapToInt(LoraExample::repeats).sum();
      var others = new ArrayList<LoraExample>();
      for (var picture : regularisation.get().pictures()) {
        if (others.size() < wanted) {
          progress.next(++number, all);
          example(picture, spec.priorWeight()).ifPresent(others::add);
        }
      }
      requireSome(others, "regularisation picture");
      for (int i = 0; i < others.size(); i++) {
        int times = wanted / others.size() + (i < wanted % others.size() ? 1 : 0);
        examples.add(others.get(i).repeated(times));
      }
    }
    return examples;
  }

  private void requireSome(List<LoraExample> examples, String what) {
    if (examples.isEmpty() && !unusable.isEmpty()) {
      var first = unusable.getFirst();
      throw new TrainingProblem(
          "no %s can be used; the first, %s, %s".formatted(what, first.file(), first.reason()));
    }
  }

  /// Pictures that were left out, each with the reason.
  public List<Dataset.Unusable> unusable() {
    return List.copyOf(unusable);
  }

  /// The same, in silence.
  public List<LoraExample> of(Dataset dataset, Optional<Dataset> regularisation) {
    return of(dataset, regularisation, (_, _) -> {});
  }

  /// How many pictures had to be encoded, because no encoding of them was kept.
  public int encoded() {
    return encoded;
  }

  private Optional<LoraExample> example(Dataset.Picture picture, double weight) {
    try {
      return Optional.of(readable(picture, weight));
    } catch (PictureProblem problem) {
      unusable.add(new Dataset.Unusable(picture.file(), problem.reason()));
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      unusable.add(new Dataset.Unusable(picture.file(), "cannot be read: " + e.getMessage()));
    }
    return Optional.empty();
  }

  private LoraExample readable(Dataset.Picture picture, double weight) throws IOException {
    var original = Picture.read(picture.file());
    var bucket = Bucket.nearest(buckets, original.width(), original.height());
    var hash = Sha256.of(original.content());
    var mirrored =
        spec.mirror()
            ? Optional.of(latents(original, hash, bucket, true))
            : Optional.<Latents>empty();
    double scale =
        Math.max(
            (double) bucket.width() / original.width(),
            (double) bucket.height() / original.height());
    return new LoraExample(
        latents(original, hash, bucket, false),
        mirrored,
        mask(picture.file(), bucket),
        picture.caption(),
        picture.repeats(),
        weight,
        new LoraExample.Framing(
            original.height(),
            original.width(),
            (int) Math.round((original.height() * scale - bucket.height()) / 2),
            (int) Math.round((original.width() * scale - bucket.width()) / 2)));
  }

  private Latents latents(Picture picture, Sha256 hash, Bucket bucket, boolean mirrored)
      throws IOException {
    var key = new LatentCache.Key(hash, model.sha256(), bucket, mirrored);
    var known = cache.find(key);
    if (known.isPresent()) {
      return known.get();
    }
    var image = CroppedPicture.of(picture, bucket.width(), bucket.height());
    var latents = studio.encode(mirrored ? mirrored(image) : image);
    if (!latents.isFinite()) {
      throw new IllegalArgumentException("the model's autoencoder gives no finite numbers for it");
    }
    cache.keep(key, latents);
    encoded++;
    return latents;
  }

  private static BufferedImage mirrored(BufferedImage image) {
    var mirrored =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    var graphics = mirrored.createGraphics();
    graphics.drawImage(image, image.getWidth(), 0, -image.getWidth(), image.getHeight(), null);
    graphics.dispose();
    return mirrored;
  }

  /// The mean of the mask's grey over each place of the latents, 0 for black to 1 for white.
  private Optional<Latents> mask(Path picture, Bucket bucket) throws IOException {
    var file = Dataset.maskOf(picture);
    if (!spec.masks() || !Files.exists(file)) {
      return Optional.empty();
    }
    var image = mask(file, bucket.width(), bucket.height());
    int factor = studio.factor();
    int width = bucket.width() / factor;
    int height = bucket.height() / factor;
    var values = new float[width * height];
    for (int y = 0; y < height * factor; y++) {
      for (int x = 0; x < width * factor; x++) {
        int rgb = image.getRGB(x, y);
        float grey = ((rgb >> 16 & 255) + (rgb >> 8 & 255) + (rgb & 255)) / (3 * 255f);
        values[y / factor * width + x / factor] += grey / (factor * factor);
      }
    }
    return Optional.of(Latents.of(1, 1, height, width, values));
  }

  private static BufferedImage mask(Path file, int width, int height) throws IOException {
    try {
      return CroppedPicture.read(file, width, height);
    } catch (PictureProblem problem) {
      throw new IOException(problem.of("its mask %s".formatted(file.getFileName())), problem);
    }
  }
}
