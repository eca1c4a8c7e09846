package lab.harmony.diffusion.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lab.harmony.diffusion.lora.AdaptedNetwork;
import lab.harmony.diffusion.lora.Adapter;
import lab.harmony.diffusion.lora.Adapters;
import lab.harmony.diffusion.network.AutoencoderKl;
import lab.harmony.diffusion.network.ClipTextConfig;
import lab.harmony.diffusion.network.ClipTextEncoder;
import lab.harmony.diffusion.network.UNet;
import lab.harmony.diffusion.network.UNetConfig;
import lab.harmony.diffusion.network.VaeConfig;
import lab.harmony.diffusion.tensor.Precision;
import lab.harmony.diffusion.tensor.Weights;
import lab.harmony.diffusion.weights.SafetensorsWriter;

/// The networks of Stable Diffusion 1.5 with random weights, and what goes into them.
final class StandardParts implements AutoCloseable {

  static final int RANK = 16;

  private static final VaeConfig VAE =
      new VaeConfig(3, 4, List.of(128, 256, 512, 512), 2, 32, true, true, true, 0.18215, 512);
  private static final ClipTextConfig TEXT =
      new ClipTextConfig(49408, 77, 768, 3072, 12, 12, true, 1e-5, 0, ClipTextConfig.LARGEST_ID);

  private final NDManager manager;
  private final UNet unet;
  private final UNet narrow;
  private final ClipTextEncoder text;
  private final AutoencoderKl vae;
  private final Map<Integer, NDArray> samples = new HashMap<>();
  private final Map<Integer, NDArray> contexts = new HashMap<>();
  private final NDArray latents;

  StandardParts(NDManager manager) {
    this.manager = manager;
    var parameters = UNet.compile(UNetConfig.STABLE_DIFFUSION_1, manager).parameters();
    var weights = Weights.initialise(parameters, 1, manager);
    unet = UNet.of(UNetConfig.STABLE_DIFFUSION_1, weights, manager);
    narrow =
        UNet.of(
            UNetConfig.STABLE_DIFFUSION_1, weights.rounded(Precision.BFLOAT16, manager), manager);
    text =
        ClipTextEncoder.of(
            TEXT,
            Weights.initialise(ClipTextEncoder.compile(TEXT, manager).parameters(), 2, manager),
            manager);
    vae =
        AutoencoderKl.of(
            VAE, Weights.initialise(AutoencoderKl.parameters(VAE), 3, manager), manager);
    for (int batch : new int[] {1, 2}) {
      samples.put(batch, manager.randomNormal(new Shape(batch, 4, 64, 64)));
      contexts.put(batch, manager.randomNormal(new Shape(batch, 77, 768)));
    }
    latents = manager.randomNormal(new Shape(1, 4, 64, 64));
  }

  NDArray unet(int batch) {
    return step(unet, batch);
  }

  NDArray narrowUnet(int batch) {
    return step(narrow, batch);
  }

  private NDArray step(UNet network, int batch) {
    var timesteps = manager.create(new float[batch]).add(500);
    return network.predict(
        java.util.Objects.requireNonNull(samples.get(batch)),
        timesteps,
        java.util.Objects.requireNonNull(contexts.get(batch)));
  }

  /// One prompt of 77 tokens.
  NDArray text() {
    var ids = IntStream.range(0, 77).map(i -> i == 0 ? 49406 : i > 20 ? 49407 : 1000 + i).toArray();
    return text.encode(List.of(ids), manager).lastHiddenState();
  }

  NDArray vae() {
    return vae.toPictures(latents);
  }

  /// A LoRA of rank 16 on all attention, feed-forward and projection layers of the UNet.
  Adapter adapter(Path file, long seed) {
    try (var scope = manager.newSubManager()) {
      var tensors = new HashMap<String, NDArray>();
      for (var parameter : unet.parameters()) {
        var shape = parameter.shape().getShape();
        var isMatrix = shape.length == 2 || shape.length == 4 && shape[2] == 1 && shape[3] == 1;
        if (isMatrix
            && parameter.name().contains("attentions")
            && parameter.name().endsWith(".weight")) {
          var layer =
              "unet."
                  + parameter.name().substring(0, parameter.name().length() - ".weight".length());
          var ones = Arrays.copyOfRange(shape, 2, shape.length);
          tensors.put(
              layer + ".lora_A.weight", scope.randomNormal(shape(RANK, shape[1], ones)).mul(0.01f));
          tensors.put(
              layer + ".lora_B.weight", scope.randomNormal(shape(shape[0], RANK, ones)).mul(0.01f));
        }
      }
      SafetensorsWriter.write(
          file, tensors, SafetensorsWriter.Precision.F16, Map.of("seed", Long.toString(seed)));
    }
    return Adapter.read(file, List.of(AdaptedNetwork.of(unet)));
  }

  private static Shape shape(long out, long in, long[] ones) {
    var all = new long[2 + ones.length];
    all[0] = out;
    all[1] = in;
    Arrays.fill(all, 2, all.length, 1);
    return new Shape(all);
  }

  /// What it takes to go over to an adapter whose layers were changed before.
  void change(Adapter adapter) {
    try (var owner = manager.newSubManager()) {
      var changes =
          new Adapters(List.of(new Adapters.Use(adapter, 0.8, 0)))
              .changes(0, unet.weights(), owner);
      unet.with(changes).close();
    }
  }

  NDArray adapted(Adapter adapter, int batch) {
    var owner = manager.newSubManager();
    var changes =
        new Adapters(List.of(new Adapters.Use(adapter, 0.8, 0))).changes(0, unet.weights(), owner);
    return step(unet.with(changes), batch);
  }

  @Override
  public void close() {
    vae.close();
    text.close();
    narrow.close();
    unet.close();
  }
}
