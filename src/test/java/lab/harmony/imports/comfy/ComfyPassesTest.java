package lab.harmony.imports.comfy;

import static lab.harmony.imports.comfy.ComfyGraphs.HAPPY;
import static lab.harmony.imports.comfy.ComfyGraphs.LOADER;
import static lab.harmony.imports.comfy.ComfyGraphs.LOWRES;
import static lab.harmony.imports.comfy.ComfyGraphs.SAVED;
import static lab.harmony.imports.comfy.ComfyGraphs.graph;
import static lab.harmony.imports.comfy.ComfyGraphs.node;
import static lab.harmony.imports.comfy.ComfyGraphs.prompts;
import static lab.harmony.imports.comfy.ComfyGraphs.read;
import static lab.harmony.imports.comfy.ComfyGraphs.sampler;
import static lab.harmony.imports.comfy.ComfyGraphs.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class ComfyPassesTest {

  @Test
  void ofSeveralPassesTheFirstCounts() {
    var second =
        node(
                "30",
                "KSampler",
                "'seed': 99, 'steps': 9, 'cfg': 3, 'sampler_name': 'dpmpp_2m', 'scheduler':"
                    + " 'karras', 'denoise': 0.5, 'model': ['1', 0], 'positive': ['3', 0],"
                    + " 'negative': ['2', 0], 'latent_image': ['31', 0]")
            + node("31", "LatentUpscale", "'samples': ['5', 0], 'width': 128, 'height': 128")
            + node("32", "VAEDecode", "'samples': ['30', 0], 'vae': ['1', 2]")
            + node("33", "SaveImage", "'images': ['32', 0]");
    var first = sampler("['2', 0]", "['3', 0]");
    assertThat(read(first, second).seed()).isEqualTo(41);
    // The same when only the second is saved, and through pixels.
    var pixels =
        second.replace("'31', 0", "'34', 0")
            + node("34", "VAEEncode", "'pixels': ['7', 0], 'vae': ['1', 2]");
    var graph = graph(LOADER, HAPPY, LOWRES, SAVED, first, pixels);
    assertThat(
            settings(
                    graph.replace(
                        "SaveImage\",\"inputs\":{\"images\":[\"7",
                        "PreviewImage\",\"inputs\":{\"images\":[\"7"))
                .seed())
        .isEqualTo(41);
  }

  @Test
  void twoSamplersWithPicturesOfTheirOwnAreNotToldApart() {
    var other =
        sampler("['2', 0]", "['3', 0]").replace("\"5\"", "\"40\"").replace("41", "42")
            + node("41", "VAEDecode", "'samples': ['40', 0], 'vae': ['1', 2]")
            + node("42", "SaveImage", "'images': ['41', 0]");
    assertThatThrownBy(() -> read(sampler("['2', 0]", "['3', 0]"), other))
        .hasMessageContaining("has 2 samplers whose pictures it saves");
    assertThat(read(sampler("['2', 0]", "['3', 0]"), other.replace("42,", "41,")).seed())
        .isEqualTo(41);
  }

  @Test
  void aControlPictureThatAnotherSamplerMadeIsNotThePicture() {
    var control =
        node(
                "12",
                "ControlNetApplyAdvanced",
                "'positive': ['2', 0], 'negative': ['3', 0], 'image': ['51', 0]")
            + node("51", "VAEDecode", "'samples': ['50', 0], 'vae': ['1', 2]")
            + sampler("['3', 0]", "['2', 0]").replace("\"5\"", "\"50\"").replace("41", "77");
    var settings = read(sampler("['12', 0]", "['12', 1]"), control);
    assertThat(settings.seed()).isEqualTo(41);
    prompts(settings, "a happy face", "lowres");
  }

  @Test
  void adaptersAreReadOnTheWayToTheCheckpointOnly() {
    var sampler =
        sampler("['2', 0]", "['3', 0]").replace("\"model\":[\"1\",0]", "\"model\":[\"60\",0]");
    var stack =
        node(
                "60",
                "LoraLoaderModelOnly",
                "'lora_name': 'a\\\\soft.safetensors', 'strength_model': 0.6, 'model': ['61', 0]")
            + node(
                "61",
                "Power Lora Loader (rgthree)",
                "'lora_1': {'on': true, 'lora': 'line art.safetensors', 'strength': 1}, 'lora_2':"
                    + " {'on': false, 'lora': 'off.safetensors', 'strength': 1}, 'model': ['62',"
                    + " 0], 'clip': ['1', 1]")
            + node("62", "ModelSamplingDiscrete", "'sampling': 'eps', 'model': ['63', 0]")
            + node("63", "CR Apply LoRA Stack", "'model': ['1', 0], 'lora_stack': ['64', 0]")
            + node(
                "64",
                "CR LoRA Stack",
                "'switch_1': 'On', 'lora_name_1': 'x.safetensors', 'model_weight_1': 0.5,"
                    + " 'switch_2': 'Off', 'lora_name_2': 'y.safetensors', 'model_weight_2': 1");
    assertThat(read(sampler, stack).prompt().shown())
        .isEqualTo("a happy face <lora:soft:0.6> <lora:line art:1> <lora:x:0.5>");
    assertThat(read(sampler, stack).model()).isEqualTo("v3.5 final");
    var odd = node("60", "NewLoraThing", "'model': ['1', 0], 'loras': 'some'");
    assertThat(read(sampler, odd).prompt().shown()).isEqualTo("a happy face <lora:not known>");
    var flux = node("60", "UNETLoader", "'unet_name': 'flux/dev.sft', 'weight_dtype': 'default'");
    assertThat(read(sampler, flux).model()).isEqualTo("dev");
  }

  @Test
  void aGraphOfManyNodesIsReadInLinearTime() {
    var parts = new ArrayList<String>(List.of(LOADER, HAPPY, LOWRES, SAVED));
    parts.add(sampler("['2', 0]", "['3', 0]"));
    for (int i = 100; i < 20_000; i++) {
      parts.add(
          node(
              "" + i, "KSampler", "'latent_image': ['%d', 0], 'model': ['1', 0]".formatted(i - 1)));
    }
    assertThat(settings(graph(parts.toArray(String[]::new))).seed()).isEqualTo(41);
  }
}
