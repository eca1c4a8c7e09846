package lab.harmony.imports.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import lab.harmony.imports.metadata.ForeignPictures;
import lab.harmony.imports.metadata.PictureFile;
import lab.harmony.imports.metadata.UnreadableMetadata;
import lab.harmony.imports.settings.PictureSettings;
import lab.harmony.imports.settings.SamplerNames;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class SettingsReaderTest {

  private static final String WEB_UI =
      """
      1girl, (angry:1.2), <lora:soft:0.8>
      upper body
      Negative prompt: lowres, bad hands
      text
      Steps: 28, Sampler: DPM++ 2M, Schedule type: Karras, CFG scale: 7.5, Seed: 3829105746, Size: 512x768, Model hash: 7f96a1a9ca, Model: anything-v5, Clip skip: 2, Lora hashes: "soft: 1f2e3d4c, sharp: 99", Version: v1.10.1\
      """;

  @TempDir Path folder;

  @Test
  void theWebInterfacesLineOfSettingsIsRead() {
    assertThat(settings("parameters", WEB_UI))
        .isEqualTo(
            new PictureSettings(
                "Automatic1111 v1.10.1",
                "1girl, (angry:1.2), <lora:soft:0.8>\nupper body",
                "lowres, bad hands\ntext",
                3829105746L,
                7.5,
                28,
                "DPM++ 2M Karras",
                "anything-v5",
                "7f96a1a9ca"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a prompt, without: any, settings | has no line of settings",
        "a\\nSteps: 20, Sampler: Euler, CFG scale: 7 | have no \"Seed\"",
        "a\\nSteps: 0, Sampler: Euler, CFG scale: 7, Seed: 1 | number of steps should be from 1",
        "a\\nSteps: 20, Sampler: Euler, CFG scale: much, Seed: 1 | \"CFG scale\" should be a"
            + " number",
        "a\\nSteps: 20, Sampler: Euler, CFG scale: 7, Seed: x | seed should be a whole number",
        "a\\nSteps: 20, Sampler: Euler, CFG scale: 7, Seed: 99999999999999999999999 | more than 64"
            + " bits",
      })
  void whatIsMissingIsNamed(String parameters, String reason) {
    assertThatThrownBy(() -> settings("parameters", parameters.replace("\\n", "\n")))
        .isInstanceOf(UnreadableMetadata.class)
        .hasMessageContaining(reason);
  }

  @Test
  void aGraphIsFollowedFromTheSavedPictureToItsCheckpoint() {
    var graph =
        """
        {"1": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": "anime/counterfeit.safetensors"}},
         "2": {"class_type": "LoraLoader", "inputs": {"lora_name": "soft.safetensors", "strength_model": 0.6, "strength_clip": 1, "model": ["1", 0], "clip": ["1", 1]}},
         "3": {"class_type": "CLIPTextEncode", "inputs": {"text": ["9", 0], "clip": ["2", 1]}},
         "4": {"class_type": "CLIPTextEncode", "inputs": {"text": "lowres", "clip": ["2", 1]}},
         "5": {"class_type": "KSampler", "inputs": {"seed": 18446744073709551615, "steps": 20, "cfg": 7, "sampler_name": "dpmpp_2m", "scheduler": "karras", "denoise": 1, "model": ["2", 0], "positive": ["3", 0], "negative": ["4", 0], "latent_image": ["6", 0]}},
         "7": {"class_type": "VAEDecode", "inputs": {"samples": ["5", 0], "vae": ["1", 2]}},
         "8": {"class_type": "SaveImage", "inputs": {"images": ["7", 0], "filename_prefix": "x"}},
         "9": {"class_type": "PrimitiveString", "inputs": {"value": "a sad face"}},
         "99": {"class_type": "KSampler", "inputs": {"seed": 5}, "is_changed": [NaN]}}\
        """;
    assertThat(settings("prompt", graph))
        .isEqualTo(
            new PictureSettings(
                "ComfyUI",
                "a sad face <lora:soft:0.6>",
                "lowres",
                -1,
                7,
                20,
                "DPM++ 2M Karras",
                "counterfeit",
                ""));
  }

  @Test
  void aGraphThatGoesInCirclesEnds() {
    var graph =
        """
        {"1": {"class_type": "SaveImage", "inputs": {"images": ["2", 0]}},
         "2": {"class_type": "Blend", "inputs": {"a": ["1", 0], "b": ["2", 0], "c": ["404", 0]}}}\
        """;
    assertThatThrownBy(() -> settings("prompt", graph))
        .hasMessageContaining("no sampler that is known here");
  }

  @Test
  void invokeAiAndNovelAiAreRead() {
    var invoke =
        """
        {"positive_prompt": "a happy face", "negative_prompt": "", "seed": 42, "cfg_scale": 7.5, "steps": 30, "scheduler": "dpmpp_2m_k",
         "model": {"name": "AnimagineXL", "hash": "blake3:12"}, "loras": [{"model": {"name": "soft"}, "weight": 0.75}]}\
        """;
    assertThat(settings("invokeai_metadata", invoke))
        .isEqualTo(
            new PictureSettings(
                "InvokeAI",
                "a happy face <lora:soft:0.75>",
                "",
                42,
                7.5,
                30,
                "DPM++ 2M Karras",
                "AnimagineXL",
                ""));
    var novel =
        Map.of(
            "Software", "NovelAI",
            "Source", "Stable Diffusion 1D44365E",
            "Comment",
                """
                {"prompt":"an angry face","uc":"lowres","steps":28,"scale":11,"seed":7,"sampler":"k_euler_ancestral"}\
                """);
    assertThat(SettingsReaders.settings(novel).sampler()).isEqualTo("Euler a");
    assertThat(SettingsReaders.settings(novel).model()).isEqualTo("Stable Diffusion 1D44365E");
  }

  @Test
  void aSamplerThatTheLabDoesNotHaveKeepsItsName() {
    assertThat(SamplerNames.of("DPM++ 3M SDE", "Exponential"))
        .isEqualTo("DPM++ 3M SDE exponential");
    assertThat(SamplerNames.of("Euler a", "Automatic")).isEqualTo("Euler a");
  }

  @Test
  void jpegAndWebpCarryTheirSettingsInExif() throws Exception {
    for (var order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
      var file =
          Files.write(folder.resolve(order + ".jpg"), ForeignPictures.jpeg(9, WEB_UI, order));
      var picture = PictureFile.read(file);
      assertThat(picture.width()).isEqualTo(16);
      assertThat(SettingsReaders.settings(picture.texts()).seed()).isEqualTo(3829105746L);
      var png = Files.write(folder.resolve("again.png"), picture.png());
      assertThat(SettingsReaders.settings(PictureFile.read(png).texts()).steps()).isEqualTo(28);
    }
    var webp =
        PictureFile.read(Files.write(folder.resolve("a.webp"), ForeignPictures.webp(WEB_UI)));
    assertThat(SettingsReaders.settings(webp.texts()).model()).isEqualTo("anything-v5");
    assertThat(webp.png()).startsWith(0x89, 'P', 'N', 'G');
  }

  @Test
  void damagedAndFalsePicturesAreNamedAsSuch() throws Exception {
    var text = Files.writeString(folder.resolve("text.png"), "not a picture");
    assertThatThrownBy(() -> PictureFile.read(text)).hasMessageContaining("no PNG, JPEG or WebP");
    var whole = ForeignPictures.png(1, Map.of("parameters", WEB_UI));
    var half =
        Files.write(folder.resolve("half.png"), java.util.Arrays.copyOf(whole, whole.length - 300));
    assertThatThrownBy(() -> PictureFile.read(half).png()).isInstanceOf(UnreadableMetadata.class);
    var bomb = whole.clone();
    bomb[16] = 0x7f; // a width of two thousand million
    var huge = Files.write(folder.resolve("huge.png"), bomb);
    assertThatThrownBy(() -> PictureFile.read(huge)).isInstanceOf(UnreadableMetadata.class);
  }

  private static PictureSettings settings(String keyword, String text) {
    return SettingsReaders.settings(Map.of(keyword, text));
  }
}
