package lab.harmony.imports.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import lab.harmony.imports.metadata.UnreadableMetadata;
import lab.harmony.imports.settings.PictureSettings;
import lab.harmony.imports.settings.Told;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class OtherToolsTest {

  private static final String LINE =
      "Steps: 20, Sampler: Euler a, CFG scale: 7, Seed: 5, Size: 64x64";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a face\\nNegative prompt: lowres, blurry\\n{} | a face | lowres, blurry",
        "a face\\nNegative prompt: lowres, blurry, {} | a face | lowres, blurry",
        "a face\\nNegative prompt: lowres {} | a face | lowres",
        "a face Negative prompt: lowres {} | a face | lowres",
        "a face, happy. {} | a face, happy. | ``",
        "a face\\n{} | a face | ``",
        "{} | `` | ``",
        "Steps: 3 to heaven, Sampler: a DJ, Seed: 4\\nNegative prompt: x\\n{} | Steps: 3 to heaven,"
            + " Sampler: a DJ, Seed: 4 | x",
        "a stair, Steps: 12, high\\n{} | a stair, Steps: 12, high | ``",
        "a face\\nNegative prompt: x\\n{}\\nTemplate: {a/b} face, Steps: 3, mood: grey, light:"
            + " dim\\nNegative Template: y | a face | x",
        "a face\\nNegative prompt: x\\n{}\\nTemplate: a {}\\nmore of it: b, c: d, e: f | a face |"
            + " x",
        "a face\\n{}, Template: a\\nsecond line, of: the, template: z | a face | ``",
        "a face\\nNegative prompt: x\\n{}, Hashes: {\"model\": \"0123\"}\\nfile: a, b: c, d: e | a"
            + " face | x",
        "a face\\r\\nNegative prompt: x\\r\\n{}\\r\\n | a face | x",
        "a face\\nNegative prompt: x\\ny: z\\nNegative prompt: w\\n{} | a face | x\\ny: z\\nw",
        "a face\\nSize: 64x64, Seed: 5, Model: m, Steps: 20, Sampler: Euler a, CFG scale: 7 | a"
            + " face | ``",
      })
  void promptAndSettingsAreToldApart(String text, String prompt, String negative) {
    var settings = read(text.replace("\\n", "\n").replace("\\r", "\r").replace("{}", LINE));
    assertThat(settings.prompt()).isEqualTo(new Told.Known(prompt.replace("\\n", "\n")));
    assertThat(settings.negativePrompt()).isEqualTo(new Told.Known(negative.replace("\\n", "\n")));
    assertThat(settings.seed()).isEqualTo(5);
    assertThat(settings.steps()).isEqualTo(20);
    assertThat(settings.sampler()).isEqualTo("Euler a");
  }

  @Test
  void aScheduleThatTheLabDoesNotHaveIsKept() {
    assertThat(read("a\n" + LINE + ", Schedule type: Beta").sampler()).isEqualTo("Euler a Beta");
    assertThat(read("a\n" + LINE + ", Schedule type: Normal").sampler()).isEqualTo("Euler a");
  }

  @Test
  void swarmUiIsRead() {
    assertThat(
            read(
                """
                {"sui_image_params": {"prompt": "a face", "negativeprompt": "bad", "model": "Flux/dev-fp8", "seed": 305223794, "steps": 25,
                 "cfgscale": 6.5, "width": 64, "sampler": "dpmpp_2m", "scheduler": "karras", "swarm_version": "0.9.1.1"}}\
                """))
        .isEqualTo(
            new PictureSettings(
                "SwarmUI", "a face", "bad", 305223794, 6.5, 25, "DPM++ 2M Karras", "dev-fp8", ""));
  }

  @Test
  void fooocusIsReadAsItsStylesMadeIt() {
    assertThat(
            read(
                """
                {"base_model": "juggernautXL_v8", "base_model_hash": "aeb7e9e689", "full_negative_prompt": ["blurry", "watermark"],
                 "full_prompt": ["cinematic still a face", "a face, detailed"], "guidance_scale": 4, "loras": [["offset_1.0", 0.1, "4852686128"]],
                 "prompt": "a face", "negative_prompt": "", "sampler": "dpmpp_2m_sde_gpu", "scheduler": "karras", "seed": "8289723123456", "steps": 30}\
                """))
        .isEqualTo(
            new PictureSettings(
                "Fooocus",
                "cinematic still a face, a face, detailed <lora:offset_1.0:0.1>",
                "blurry, watermark",
                8289723123456L,
                4,
                30,
                "DPM++ 2M SDE Karras",
                "juggernautXL_v8",
                "aeb7e9e689"));
  }

  @Test
  void drawThingsAndEasyDiffusionAreRead() {
    assertThat(
            read(
                "{\"c\": \"a face\", \"uc\": \"bad\", \"seed\": 7, \"scale\": 7.5, \"steps\": 20,"
                    + " \"sampler\": \"DPM++ 2M Karras\", \"model\": \"sd_v1.5_f16.ckpt\","
                    + " \"size\": \"64x64\"}"))
        .isEqualTo(
            new PictureSettings(
                "Draw Things", "a face", "bad", 7, 7.5, 20, "DPM++ 2M Karras", "sd_v1.5_f16", ""));
    var easy =
        new PictureSettings(
            "Easy Diffusion", "a face", "bad", 7, 7.5, 25, "Euler a", "sd-v1-5", "");
    assertThat(
            SettingsReaders.settings(
                Map.of(
                    "Prompt", "a face",
                    "Negative Prompt", "bad",
                    "Seed", "7",
                    "Stable Diffusion model", "C:\\models\\sd-v1-5.ckpt",
                    "Sampler", "euler_a",
                    "Steps", "25",
                    "Guidance Scale", "7.5")))
        .isEqualTo(easy);
    assertThat(
            read(
                "{\"prompt\": \"a face\", \"negative_prompt\": \"bad\", \"seed\": 7,"
                    + " \"use_stable_diffusion_model\": \"sd-v1-5\", \"sampler_name\": \"euler_a\","
                    + " \"num_inference_steps\": 25, \"guidance_scale\": 7.5}"))
        .isEqualTo(easy);
  }

  @Test
  void invokeAi2PutsTheNegativeInBrackets() {
    var metadata =
        """
        {"model": "stable diffusion", "model_weights": "sd-1.5", "app_version": "2.2.5", "image": {"prompt": [{"prompt": "a face [bad, lowres] happy", "weight": 1.0}],
         "steps": 50, "cfg_scale": 7.5, "sampler": "k_euler_a", "seed": 902}}\
        """;
    assertThat(SettingsReaders.settings(Map.of("sd-metadata", metadata, "Dream", "…")))
        .isEqualTo(
            new PictureSettings(
                "InvokeAI", "a face happy", "bad, lowres", 902, 7.5, 50, "Euler a", "sd-1.5", ""));
  }

  @Test
  void novelAi4HasAPromptForEachCharacter() {
    var comment =
        """
        {"prompt": "2girls", "uc": "lowres", "steps": 28, "scale": 6, "seed": 5, "sampler": "k_euler_ancestral", "noise_schedule": "karras",
         "v4_prompt": {"caption": {"base_caption": "2girls", "char_captions": [{"char_caption": "girl, happy", "centers": [{"x": 0.5, "y": 0.5}]}, {"char_caption": "girl, sad"}]}},
         "v4_negative_prompt": {"caption": {"base_caption": "lowres", "char_captions": [{"char_caption": "blurry"}, {"char_caption": ""}]}}}\
        """;
    var settings =
        SettingsReaders.settings(
            Map.of(
                "Software",
                "NovelAI",
                "Source",
                "NovelAI Diffusion V4 37C2B166",
                "Comment",
                comment));
    assertThat(settings.prompt()).isEqualTo(new Told.Known("2girls\ngirl, happy\ngirl, sad"));
    assertThat(settings.negativePrompt()).isEqualTo(new Told.Known("lowres\nblurry"));
    assertThat(settings.sampler()).isEqualTo("Euler a Karras");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "prompt | {\"1\": | its text \"prompt\" is not the JSON it should be",
        "prompt | {\"a\": 1} | its text \"prompt\" is JSON without nodes of ComfyUI",
        "workflow | {\"nodes\": []} | (\"workflow\") without the graph that ran (\"prompt\")",
        "parameters | {\"x\": 1} | holds JSON of a tool that is not known here",
        "parameters | {\"x\": | its text \"parameters\" is not the JSON it should be",
        "parameters | just a prompt | its text \"parameters\" has no line of settings",
        "parameters | `` | its text \"parameters\" is empty",
        "invokeai_metadata | {} | its metadata has no usable \"positive_prompt\"",
        "Title | nothing | it carries no settings of",
      })
  void theReasonIsTrue(String keyword, String text, String reason) {
    assertThatThrownBy(() -> SettingsReaders.settings(Map.of(keyword, text)))
        .isInstanceOf(UnreadableMetadata.class)
        .hasMessageContaining(reason);
  }

  @Test
  void everyTextThatCouldNotBeReadIsNamed() {
    assertThatThrownBy(() -> SettingsReaders.settings(Map.of("prompt", "{", "parameters", "words")))
        .hasMessageContaining("its text \"prompt\" is not the JSON")
        .hasMessageContaining("; its text \"parameters\" has no line of settings");
  }

  private static PictureSettings read(String parameters) {
    return SettingsReaders.settings(Map.of("parameters", parameters));
  }
}
