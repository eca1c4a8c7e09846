package lab.harmony.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.harmony.diffusion.torch.Torch;
import lab.harmony.diffusion.weights.ModelException;
import lab.harmony.diffusion.weights.SafetensorsFile;
import lab.harmony.diffusion.weights.SafetensorsWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class PipelineFolderTest {

  @TempDir Path temporary;
  Path folder;

  @BeforeEach
  void aCompleteModel() throws IOException {
    folder = temporary.resolve("model");
    var source = Goldens.open().checkpoint();
    try (var files = Files.walk(source)) {
      files.forEach(file -> copy(file, folder.resolve(source.relativize(file).toString())));
    }
  }

  private static void copy(Path from, Path to) {
    try {
      Files.copy(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aCompleteModelIsOne() {
    assertThat(PipelineFolder.check(folder).path()).isEqualTo(folder);
  }

  @Test
  void aMissingFileIsNamed() throws IOException {
    Files.delete(folder.resolve("vae/config.json"));
    assertRefused("need the file " + folder.resolve("vae/config.json"));
  }

  @Test
  void aMissingFolderIsNamed() throws IOException {
    Files.delete(folder.resolve("scheduler/scheduler_config.json"));
    Files.delete(folder.resolve("scheduler"));
    assertRefused("need the folder " + folder.resolve("scheduler"));
  }

  @Test
  void aPickleIsNeverOpened() throws IOException {
    Files.move(
        folder.resolve("unet/diffusion_pytorch_model.safetensors"),
        folder.resolve("unet/diffusion_pytorch_model.bin"));
    assertRefused("got diffusion_pytorch_model.bin. Files of this kind can run code");
    var file = Files.writeString(temporary.resolve("anime.ckpt"), "x");
    assertThatThrownBy(() -> StableDiffusion.load(file))
        .hasMessageContaining("can run code when they are read and are never opened here");
  }

  @Test
  void anotherPipelineIsNamed() throws IOException {
    replace("model_index.json", "\"StableDiffusionPipeline\"", "\"FluxPipeline\"");
    assertRefused(
        "need a StableDiffusionPipeline or a StableDiffusionXLPipeline, got a FluxPipeline");
  }

  @Test
  void anotherNetworkIsNamed() throws IOException {
    replace("model_index.json", "\"AutoencoderKL\"", "\"AutoencoderTiny\"");
    assertRefused("the vae must be a AutoencoderKL, got \"AutoencoderTiny\"");
  }

  @Test
  void aTensorOfAnotherShapeIsNamedWithBothShapes() throws IOException {
    replace("unet/config.json", "\"cross_attention_dim\": 16", "\"cross_attention_dim\": 24");
    assertThatThrownBy(() -> StableDiffusion.load(folder))
        .hasMessageContaining("attn2.to_k.weight")
        .hasMessageContaining("24")
        .hasMessageContaining("16");
  }

  @Test
  void aTensorThatNothingHasAUseForIsNamed() {
    for (var part : List.of("unet", "vae")) {
      var path = folder.resolve(part + "/diffusion_pytorch_model.safetensors");
      var file = SafetensorsFile.open(path);
      try (var manager = Torch.newManager()) {
        var tensors = new LinkedHashMap<String, NDArray>();
        file.names().forEach(name -> tensors.put(name, file.float32(name, manager)));
        tensors.put("mystery.weight", manager.ones(new Shape(2)));
        SafetensorsWriter.write(path, tensors, SafetensorsWriter.Precision.F32, Map.of());
        assertThatThrownBy(() -> StableDiffusion.load(folder))
            .hasMessageContaining("holds a tensor that nothing here has a use for: mystery.weight");
        tensors.remove("mystery.weight");
        SafetensorsWriter.write(path, tensors, SafetensorsWriter.Precision.F32, Map.of());
      }
    }
  }

  @Test
  void aModelWithoutAutoencoderNeedsAnother() throws IOException {
    var vae = temporary.resolve("vae");
    Files.move(folder.resolve("vae"), vae);
    assertThat(PipelineFolder.check(folder).hasVae()).isFalse();
    assertRefused("has no autoencoder (VAE)");
    StableDiffusion.load(ModelSource.of(folder).withVae(vae)).close();
  }

  @Test
  void anIndexThatIsNoJsonIsNamed() throws IOException {
    Files.writeString(folder.resolve("model_index.json"), "[1,");
    assertRefused("model_index.json");
  }

  @Test
  void nothingAtAllIsSaidToBeNothing() {
    folder = temporary.resolve("nothing");
    assertRefused("there is no folder");
  }

  private void assertRefused(String reason) {
    assertThatThrownBy(() -> StableDiffusion.load(folder))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(reason);
  }

  private void replace(String file, String text, String by) throws IOException {
    var path = folder.resolve(file);
    Files.writeString(path, Files.readString(path).replace(text, by));
  }
}
