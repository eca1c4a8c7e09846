package lab.harmony.training.data;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.harmony.diffusion.LoraStudio;
import lab.harmony.diffusion.sampling.Latents;
import lab.harmony.diffusion.train.LoraExample;
import lab.harmony.engine.CroppedPicture;
import lab.harmony.models.Model;
import lab.harmony.workspace.Sha256;

/// Makes examples of the pictures of a dataset: scaled, cropped and encoded by a model, each once.
public final class Examples {

  private final DataSpec spec;
  private final Model model;
  private final LoraStudio studio;
  private final LatentCache cache;
  private final List<Bucket> buckets;
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

  /// All pictures, and as many regularisation pictures in an epoch as there are pictures.
  ///
  /// @throws TrainingProblem naming a picture that cannot be used
  public List<LoraExample> of(Dataset dataset, Optional<Dataset> regularisation) {
    var examples = new ArrayList<LoraExample>();
    for (var picture : dataset.pictures()) {
      examples.add(example(picture, 1));
    }
    if (regularisation.isPresent()) {
      int wanted = examples.stream().mapToInt(LoraExample::repeats).sum();
      var others = regularisation.get().pictures();
      for (int i = 0; i < Math.min(wanted, others.size()); i++) {
        int times = wanted / others.size() + (i < wanted % others.size() ? 1 : 0);
        examples.add(example(others.get(i), spec.priorWeight()).repeated(times));
      }
    }
    return examples;
  }

  /// How many pictures had to be encoded, because no encoding of them was kept.
  public int encoded() {
    return encoded;
  }

  private LoraExample example(Dataset.Picture picture, double weight) {
    try {
      var original = CroppedPicture.size(picture.file());
      var bucket = Bucket.nearest(buckets, original.width(), original.height());
      var hash = Sha256.of(picture.file());
      var mirrored =
          spec.mirror()
              ? Optional.of(latents(picture.file(), hash, bucket, true))
              : Optional.<Latents>empty();
      double scale =
          Math.max(
              (double) bucket.width() / original.width(),
              (double) bucket.height() / original.height());
      return new LoraExample(
          latents(picture.file(), hash, bucket, false),
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
    } catch (IOException | IllegalArgumentException e) {
      throw new TrainingProblem(
          "%s cannot be read: %s".formatted(picture.file(), e.getMessage()), e);
    }
  }

  private Latents latents(Path file, Sha256 hash, Bucket bucket, boolean mirrored)
      throws IOException {
    var key = new LatentCache.Key(hash, model.sha256(), bucket, mirrored);
    var known = cache.find(key);
    if (known.isPresent()) {
      return known.get();
    }
    var image = CroppedPicture.read(file, bucket.width(), bucket.height());
    var latents = studio.encode(mirrored ? mirrored(image) : image);
    if (!latents.isFinite()) {
      throw new TrainingProblem(
          "%s cannot be used: the model's autoencoder gives no finite numbers for it"
              .formatted(file));
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
    var image = CroppedPicture.read(file, bucket.width(), bucket.height());
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
}
