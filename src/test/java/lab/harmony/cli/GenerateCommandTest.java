package lab.harmony.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import lab.harmony.engine.PngMetadata;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.HarmonySettings;
import lab.harmony.workspace.Sha256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

@Tag("process")
class GenerateCommandTest {

  @TempDir Path folder;
  private Path picture;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void aFileToWrite() {
    picture = folder.resolve("out.png");
  }

  private int execute(String... arguments) {
    return new CommandLine(
            new GenerateCommand(
                () -> HarmonySettings.read("--harmony.data=" + folder.resolve("data"))))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  private int generate(String model, String sampler) {
    return execute(
        "--model",
        model,
        "--prompt",
        "soft anime girl, happy",
        "--seed",
        "7",
        "--steps",
        "2",
        "--sampler",
        sampler,
        "--json",
        "-o",
        picture.toString());
  }

  @Test
  void makesAPictureThatCarriesItsPromptAndSettings() throws IOException {
    assertThat(generate("doodle-base", "euler")).as(err.toString()).isZero();
    assertThat(ImageIO.read(picture.toFile()).getWidth()).isEqualTo(128);
    assertThat(PngMetadata.read(picture).get(PngMetadata.PARAMETERS))
        .startsWith("soft anime girl, happy\nSteps: 2, Sampler: Euler, ")
        .contains("Seed: 7, Size: 128x128");
    var result = JsonMapper.builder().build().readTree(out.toString());
    assertThat(result.get("sha256").asString()).isEqualTo(Sha256.of(picture).hex());
    assertThat(result.at("/reading/mouth/emotion").asString()).isNotEmpty();
    assertThat(result.at("/recipe").valueStream().map(fact -> fact.path("name").asString()))
        .containsExactly("model", "sampler", "steps", "size", "CFG scale");
    assertThat(result.at("/recipe/3/value").asString()).isEqualTo("128 × 128");
    assertThat(result.at("/recipe/3/unit").asString()).isEqualTo("px");
    assertThat(err.toString()).contains("step 2 of 2");
  }

  @Test
  void aSingleFileAndAnAdapterFromTheModelsFolderDraw() throws IOException {
    var goldens = Path.of("src/test/resources/goldens/sd15");
    var models = new DataFolder(folder.resolve("data")).models();
    Files.createDirectories(models);
    Files.copy(goldens.resolve("single-file.safetensors"), models.resolve("one-file.safetensors"));
    Files.copy(goldens.resolve("lora-kohya.safetensors"), models.resolve("soft.safetensors"));
    assertThat(draw("a face")).as(err.toString()).isZero();
    var plain = Sha256.of(picture).hex();
    assertThat(draw("a face <lora:soft:1>")).as(err.toString()).isZero();
    assertThat(Sha256.of(picture).hex()).isNotEqualTo(plain);
    assertThat(draw("a face <lora:hard:1>")).isEqualTo(1);
    assertThat(err.toString()).contains("no adapter \"hard\"").contains("soft");
  }

  @Test
  void anotherAutoencoderAPictureToBeginFromAndFurtherOptionsAreTaken() throws IOException {
    var goldens = Path.of("src/test/resources/goldens/sd15");
    var models = new DataFolder(folder.resolve("data")).models();
    Files.createDirectories(models);
    Files.copy(goldens.resolve("single-file.safetensors"), models.resolve("one-file.safetensors"));
    Files.copy(
        goldens.resolve("checkpoint/vae/diffusion_pytorch_model.safetensors"),
        models.resolve("same.safetensors"));
    assertThat(draw("a face")).as(err.toString()).isZero();
    var plain = ImageIO.read(picture.toFile());
    assertThat(draw("a face", "--vae", "same")).as(err.toString()).isZero();
    var same = ImageIO.read(picture.toFile());
    assertThat(same.getRGB(0, 0, 64, 64, null, 0, 64))
        .isEqualTo(plain.getRGB(0, 0, 64, 64, null, 0, 64));
    assertThat(PngMetadata.read(picture).get(PngMetadata.PARAMETERS)).contains("VAE: same");
    assertThat(draw("a face", "--vae", "other")).isEqualTo(2);
    assertThat(err.toString()).contains("no autoencoder \"other\"").contains("same");

    var start = Files.copy(picture, folder.resolve("start.png"));
    assertThat(
            draw(
                "a face",
                "--start",
                start.toString(),
                "--strength",
                "0.5",
                "--clip-skip",
                "2",
                "--precision",
                "bfloat16",
                "--prediction",
                "velocity"))
        .as(err.toString())
        .isZero();
    assertThat(PngMetadata.read(picture).get(PngMetadata.PARAMETERS))
        .contains("Denoising strength: 0.5, Clip skip: 2");
    assertThat(PngMetadata.read(picture).get(PngMetadata.HARMONY))
        .contains("\"precision\":\"bfloat16\"")
        .contains("\"prediction\":\"velocity\"")
        .contains("\"start\":{");
    assertThat(draw("a face", "--precision", "int4")).isEqualTo(2);
    assertThat(err.toString()).contains("no precision \"int4\"");
  }

  private int draw(String prompt, String... more) {
    return execute(Stream.concat(Stream.of(usual(prompt)), Stream.of(more)).toArray(String[]::new));
  }

  private String[] usual(String prompt) {
    return new String[] {
      "--model",
      "one-file",
      "--prompt",
      prompt,
      "--seed",
      "7",
      "--steps",
      "2",
      "--width",
      "64",
      "--height",
      "64",
      "-o",
      picture.toString()
    };
  }

  @Test
  void aModelThatIsNotThereIsAnsweredWithThoseThatAre() {
    assertThat(generate("doodle", "euler")).isEqualTo(2);
    assertThat(err.toString()).contains("there is no model \"doodle\"").contains("doodle-base");
  }

  @Test
  void aSamplerThatIsNotThereIsAnsweredWithThoseThatAre() {
    assertThat(generate("doodle-base", "ddpm")).isEqualTo(2);
    assertThat(err.toString()).contains("there is no sampler \"ddpm\"").contains("Euler a");
    assertThat(picture).doesNotExist();
  }
}
