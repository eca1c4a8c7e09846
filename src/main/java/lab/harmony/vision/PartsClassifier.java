package lab.harmony.vision;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import lab.harmony.diffusion.tensor.BoundNetwork;
import lab.harmony.diffusion.tensor.Network;
import lab.harmony.diffusion.tensor.Weights;
import lab.harmony.diffusion.torch.Torch;
import lab.harmony.diffusion.weights.SafetensorsFile;

/// Reads the emotion of eyes, mouth and brows from a picture of one face.
///
/// A classifier is a folder with `config.json` and `model.safetensors`.
public final class PartsClassifier implements AutoCloseable {

  /// The file that holds the weights.
  public static final String WEIGHTS = "model.safetensors";

  private final PartsConfig config;
  private final NDManager manager;
  private final Network network;
  private final Weights weights;
  private final BoundNetwork bound;

  private PartsClassifier(PartsConfig config, NDManager manager, Network network, Weights weights) {
    this.config = config;
    this.manager = manager;
    this.network = network;
    this.weights = weights;
    this.bound = network.with(weights);
  }

  /// Loads the classifier in `folder`.
  public static PartsClassifier load(Path folder) throws IOException {
    PartsConfig config = PartsConfig.read(folder.resolve("config.json"));
    NDManager manager = Torch.newManager();
    try {
      Network network = network(config, manager);
      Weights weights =
          Weights.read(
              "parts classifier",
              network.parameters(),
              SafetensorsFile.open(folder.resolve(WEIGHTS)),
              manager);
      return new PartsClassifier(config, manager, network, weights);
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  private static Network network(PartsConfig config, NDManager manager) {
    return Network.compile(
        "parts classifier",
        List.of("pictures"),
        manager,
        (scope, inputs) ->
            List.of(PartsNetwork.logits(scope, inputs.getFirst(), config).softmax(-1)));
  }

  /// Reads one picture of any size.
  public FaceReading read(BufferedImage picture) {
    return read(List.of(picture)).getFirst();
  }

  /// Reads several pictures at once.
  public List<FaceReading> read(List<BufferedImage> pictures) {
    int size = config.imageSize();
    float[] planes = new float[pictures.size() * 3 * size * size];
    for (int i = 0; i < pictures.size(); i++) {
      write(scaled(pictures.get(i), size), planes, i * 3 * size * size);
    }
    try (NDManager scope = manager.newSubManager()) {
      NDArray input = scope.create(planes, new Shape(pictures.size(), 3, size, size));
      float[] probabilities = bound.run(scope, input).singletonOrThrow().toFloatArray();
      return IntStream.range(0, pictures.size()).mapToObj(i -> reading(probabilities, i)).toList();
    }
  }

  private FaceReading reading(float[] probabilities, int picture) {
    int offset = picture * PartsConfig.PARTS.size();
    return new FaceReading(
        part(probabilities, offset),
        part(probabilities, offset + 1),
        part(probabilities, offset + 2));
  }

  private PartEmotion part(float[] probabilities, int row) {
    int emotions = config.emotions().size();
    int best = 0;
    for (int i = 1; i < emotions; i++) {
      if (probabilities[row * emotions + i] > probabilities[row * emotions + best]) {
        best = i;
      }
    }
    return new PartEmotion(config.emotions().get(best), probabilities[row * emotions + best]);
  }

  private static BufferedImage scaled(BufferedImage picture, int size) {
    if (picture.getWidth() == size && picture.getHeight() == size) {
      return picture;
    }
    BufferedImage scaled = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = scaled.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(picture, 0, 0, size, size, null);
    graphics.dispose();
    return scaled;
  }

  private static void write(BufferedImage picture, float[] planes, int offset) {
    int area = picture.getWidth() * picture.getHeight();
    int[] colours =
        picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    for (int i = 0; i < area; i++) {
      planes[offset + i] = (colours[i] >> 16 & 0xFF) / 127.5f - 1;
      planes[offset + area + i] = (colours[i] >> 8 & 0xFF) / 127.5f - 1;
      planes[offset + 2 * area + i] = (colours[i] & 0xFF) / 127.5f - 1;
    }
  }

  @Override
  public void close() {
    bound.close();
    weights.close();
    network.close();
    manager.close();
  }
}
