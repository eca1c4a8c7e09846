package lab.harmony.doodle;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import lab.harmony.diffusion.torch.Torch;
import lab.harmony.diffusion.weights.SafetensorsFile;
import lab.harmony.diffusion.weights.SafetensorsWriter;

/// A small training in which one thing is wrong on purpose.
public enum Episode {
  HEALTHY("nothing is wrong", "learning_rate: 1e-3\n"),
  HIGH_LEARNING_RATE(
      "the learning rate is far too high",
      "learning_rate: 0.2\nschedule: constant\nwarmup: 0\nclip_norm: 1000\n"),
  LOW_LEARNING_RATE("the learning rate is far too low", "learning_rate: 1e-7\n"),
  SWAPPED_CAPTIONS("every picture has the caption of another one", "learning_rate: 2e-3\n"),
  DUPLICATED_DATA(
      "four pictures stand in the dataset again and again",
      "learning_rate: 4e-3\ntargets: [attention, feed_forward, projection, convolution]\n"),
  BROKEN_AUTOENCODER("the model's autoencoder is damaged", "learning_rate: 1e-3\n");

  private static final int DIFFERENT = 4;
  private static final int BATCH = 4;
  private static final double NOISE = 0.5;

  private final String words;
  private final String settings;

  Episode(String words, String settings) {
    this.words = words;
    this.settings = settings;
  }

  /// `swapped-captions`
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// What is wrong.
  public String words() {
    return words;
  }

  /// The spec of the training, for a dataset `faces` beside it.
  public String spec(String model, long seed, int steps) {
    int perEpoch = FaceDataset.PICTURES / BATCH + 1;
    return "name: episode-%s\nmodel: %s\ndataset: faces\nrank: 32\nalpha: 32\nbatch: %d\nepochs: %d\nevaluate_every: %d\nseed: %d\n%s"
        .formatted(
            word(),
            model,
            BATCH,
            Math.max(2, Math.round((float) steps / perEpoch)),
            Math.max(1, Math.round((float) steps / perEpoch) / 2),
            seed,
            settings);
  }

  /// Draws the dataset.
  public void draw(Path folder, long seed) throws IOException {
    FaceDataset.draw(folder, seed, (_, _) -> FaceDataset.Next.GO_ON);
    var table = folder.resolve("metadata.csv");
    var rows = new ArrayList<>(Files.readAllLines(table));
    var header = rows.removeFirst();
    var changed =
        switch (this) {
          case SWAPPED_CAPTIONS -> swapped(rows, seed);
          case DUPLICATED_DATA -> duplicated(rows);
          default -> rows;
        };
    changed.addFirst(header);
    Files.write(table, changed);
  }

  private static List<String> swapped(List<String> rows, long seed) {
    var captions =
        new ArrayList<>(rows.stream().map(row -> row.substring(row.indexOf(','))).toList());
    Collections.shuffle(captions, new Random(seed));
    var swapped = new ArrayList<String>();
    for (int i = 0; i < rows.size(); i++) {
      swapped.add(rows.get(i).substring(0, rows.get(i).indexOf(',')) + captions.get(i));
    }
    return swapped;
  }

  private static List<String> duplicated(List<String> rows) {
    var duplicated = new ArrayList<String>();
    for (int i = 0; i < rows.size(); i++) {
      duplicated.add(rows.get(i % DIFFERENT * (rows.size() / DIFFERENT)));
    }
    return duplicated;
  }

  /// Copies a model's folder, with noise in every weight of its autoencoder.
  public static void breakAutoencoder(Path model, Path copy, long seed) throws IOException {
    try (var files = Files.walk(model)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var target = copy.resolve(model.relativize(file).toString());
        Files.createDirectories(target.resolveSibling("."));
        if (!Files.exists(target)) {
          Files.copy(file, target);
        }
      }
    }
    var name = "vae/diffusion_pytorch_model.safetensors";
    var whole = SafetensorsFile.open(model.resolve(name));
    var random = new SplittableRandom(seed);
    try (var manager = Torch.newManager()) {
      Map<String, NDArray> tensors = new LinkedHashMap<>();
      for (var tensor : whole.names()) {
        var values = whole.floats(tensor);
        double square = 0;
        for (float value : values) {
          square += value * value;
        }
        double deviation = NOISE * Math.sqrt(square / values.length);
        for (int i = 0; i < values.length; i++) {
          values[i] += (float) (deviation * random.nextGaussian());
        }
        tensors.put(tensor, manager.create(values, whole.shape(tensor)));
      }
      SafetensorsWriter.write(
          copy.resolve(name), tensors, SafetensorsWriter.Precision.F32, whole.metadata());
    }
  }
}
