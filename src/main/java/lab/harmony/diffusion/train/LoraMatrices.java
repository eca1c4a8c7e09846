package lab.harmony.diffusion.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import lab.harmony.diffusion.checkpoint.OriginalModules;
import lab.harmony.diffusion.network.UNetConfig;
import lab.harmony.diffusion.tensor.Change;
import lab.harmony.diffusion.tensor.Weights;
import lab.harmony.diffusion.weights.SafetensorsWriter;

/// The trained matrices of a LoRA, to be written as a file that other tools read.
///
/// @param layers names in the networks, see [LoraNetworks]
/// @param weights the matrices, by the names of a training
/// @param dropout that they were trained with
public record LoraMatrices(
    Set<String> layers, Weights weights, int rank, double alpha, double dropout) {

  /// Whose names the tensors get.
  public enum Naming {
    /// `lora_unet_…lora_down.weight` with `alpha`, for XL with the original names of blocks;
    /// `lora_te_…`, for XL `lora_te1_…` and `lora_te2_…`.
    KOHYA,
    /// `unet.….lora_A.weight` and `text_encoder.…`, with the whole configuration in the metadata.
    PEFT
  }

  /// Writes the file in float16; the metadata gets the hashes of its tensors.
  ///
  /// @param config of the UNet that was trained
  public void write(
      Path file,
      Naming naming,
      UNetConfig config,
      Map<String, String> metadata,
      NDManager manager) {
    try (var scope = manager.newSubManager()) {
      var tensors = tensors(naming, config, scope);
      var all = new LinkedHashMap<>(metadata);
      if (naming == Naming.PEFT) {
        all.put("lora_adapter_metadata", PeftConfig.text(layers, rank, alpha, dropout));
      }
      var precision = SafetensorsWriter.Precision.F16;
      SafetensorsWriter.write(file, tensors, precision, all);
      var hash = hashOfTensors(file);
      all.put("sshs_model_hash", hash);
      all.put("modelspec.hash_sha256", "0x" + hash);
      SafetensorsWriter.write(file, tensors, precision, all);
    }
  }

  private Map<String, NDArray> tensors(Naming naming, UNetConfig config, NDManager scope) {
    var original = OriginalModules.of(config);
    var tensors = new LinkedHashMap<String, NDArray>();
    for (var layer : layers) {
      var down = array(layer + Change.DOWN);
      var up = array(layer + Change.UP);
      switch (naming) {
        case KOHYA -> {
          var name = kohya(layer, config, original);
          tensors.put(name + ".lora_down.weight", down);
          tensors.put(name + ".lora_up.weight", up);
          tensors.put(name + ".alpha", scope.create((float) alpha));
        }
        case PEFT -> {
          tensors.put(layer + ".lora_A.weight", down);
          tensors.put(layer + ".lora_B.weight", up);
        }
      }
    }
    return tensors;
  }

  private static String kohya(String layer, UNetConfig config, OriginalModules original) {
    boolean isXl = config.sizes().isPresent();
    int end = layer.indexOf('.');
    var network = layer.substring(0, end);
    var own = layer.substring(end + 1);
    var prefix =
        network.equals(LoraNetworks.UNET)
            ? "lora_unet_"
            : !isXl
                ? "lora_te_"
                : network.equals(LoraNetworks.encoder(0)) ? "lora_te1_" : "lora_te2_";
    var module = network.equals(LoraNetworks.UNET) && isXl ? original.of(own) : own;
    return prefix + module.replace('.', '_');
  }

  private NDArray array(String name) {
    return Objects.requireNonNull(weights.arrays().get(name), name);
  }

  /// The SHA-256 of everything behind the header, which does not depend on metadata.
  private static String hashOfTensors(Path file) {
    try (var in = Files.newInputStream(file)) {
      var length = ByteBuffer.wrap(in.readNBytes(Long.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
      in.skipNBytes(length.getLong());
      var digest = MessageDigest.getInstance("SHA-256");
      var buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new UncheckedIOException("%s could not be read".formatted(file), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
