package lab.harmony.models;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import lab.harmony.diffusion.Goldens;
import lab.harmony.diffusion.prompt.AdapterTag;
import lab.harmony.diffusion.prompt.Prompt;
import lab.harmony.diffusion.prompt.PromptSyntax;
import lab.harmony.diffusion.torch.Torch;
import lab.harmony.diffusion.weights.SafetensorsWriter;
import lab.harmony.models.ModelCatalogue.BeingRead;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.Sha256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class FolderCatalogueTest {

  private static final ModelName TINY = new ModelName("tiny");

  @TempDir Path root;
  private DataFolder data;
  private Path tiny;

  @BeforeEach
  void aModelOfOnesOwn() throws IOException {
    data = new DataFolder(root);
    tiny = data.models().resolve("tiny");
    var source = Goldens.open().checkpoint();
    try (var files = Files.walk(source)) {
      for (var file : files.toList()) {
        Files.copy(file, tiny.resolve(source.relativize(file).toString()));
      }
    }
  }

  private FolderCatalogue catalogue() {
    return new FolderCatalogue(data);
  }

  @Test
  void aFolderInTheDataFolderIsAModel() throws IOException {
    Files.writeString(
        tiny.resolve("README.md"),
        "---\nlicense: x\n---\n# Tiny\n\nRandom weights, for tests. They draw\nnothing.\n\nMore.");
    var model = catalogue().find(TINY).orElseThrow();
    assertThat(model.folder()).isEqualTo(tiny);
    assertThat(model.sha256()).matches("[0-9a-f]{64}");
    assertThat(model.nativeSize()).isEqualTo(128);
    assertThat(model.description()).isEqualTo("Random weights, for tests.");
    assertThat(catalogue().find(new ModelName("other"))).isEmpty();
  }

  @Test
  void theHashFollowsTheContentAndIsRememberedWhileSizeAndTimeStay() throws IOException {
    var first = catalogue().find(TINY).orElseThrow().sha256();
    var config = tiny.resolve("scheduler/scheduler_config.json");
    var changed = Files.getLastModifiedTime(config);
    Files.writeString(config, Files.readString(config).replace("0.012", "0.013"));
    Files.setLastModifiedTime(config, changed);
    assertThat(catalogue().find(TINY).orElseThrow().sha256()).isEqualTo(first);
    Files.setLastModifiedTime(config, FileTime.fromMillis(changed.toMillis() + 5000));
    assertThat(catalogue().find(TINY).orElseThrow().sha256()).isNotEqualTo(first);
  }

  @Test
  void theHashDoesNotDependOnTheModelsPlaceOrItsCard() throws IOException {
    var first = catalogue().find(TINY).orElseThrow().sha256();
    Files.writeString(tiny.resolve("README.md"), "Words.");
    Files.move(tiny, data.models().resolve("moved"));
    assertThat(catalogue().find(new ModelName("moved")).orElseThrow().sha256()).isEqualTo(first);
  }

  @Test
  void whatIsNoModelIsListedWithTheReason() throws IOException {
    Files.writeString(data.models().resolve("anime.ckpt"), "x");
    Files.createDirectories(data.models().resolve("empty"));
    Files.createDirectories(data.models().resolve("mit 50 % leerzeichen"));
    Files.delete(tiny.resolve("vae/diffusion_pytorch_model.safetensors"));
    var catalogue = catalogue();
    assertThat(catalogue.list()).noneMatch(model -> model.folder().startsWith(tiny));
    assertThat(catalogue.refused())
        .extracting(refused -> refused.path().getFileName() + ": " + refused.reason())
        .satisfiesExactly(
            line -> assertThat(line).contains("anime.ckpt").contains("can run code"),
            line -> assertThat(line).contains("empty: ").contains("no model_index.json"),
            line -> assertThat(line).contains("mit 50 % leerzeichen: a model's name has up to"),
            line -> assertThat(line).contains("tiny: need the file").contains("safetensors"));
  }

  @Test
  void aCheckpointInOneFileIsAModelAndALoraIsAnAdapter() throws IOException {
    var goldens = Path.of("src/test/resources/goldens/sd15");
    var file = data.models().resolve("one-file.safetensors");
    Files.copy(goldens.resolve("single-file.safetensors"), file);
    Files.copy(
        goldens.resolve("lora-kohya.safetensors"), data.models().resolve("soft.safetensors"));
    Files.copy(
        goldens.resolve("checkpoint/vae/diffusion_pytorch_model.safetensors"),
        data.models().resolve("only-vae.safetensors"));
    Files.writeString(data.models().resolve("page.safetensors"), "<!doctype html> not found");
    var catalogue = catalogue();

    var model = catalogue.find(new ModelName("one-file")).orElseThrow();
    assertThat(model.folder()).isEqualTo(file);
    assertThat(model.sha256()).isEqualTo(Sha256.of(file).hex());
    assertThat(model.description()).contains("Stable Diffusion 1.x").contains("text encoder");
    assertThat(catalogue.adapters())
        .extracting(adapter -> adapter.name().value())
        .containsExactly("lora-light", "lora-v1", "lora-v2", "soft");
    assertThat(catalogue.adapters()).allMatch(adapter -> adapter.naming().equals("kohya"));
    assertThat(catalogue.refused())
        .extracting(refused -> refused.path().getFileName() + ": " + refused.reason())
        .singleElement()
        .satisfies(line -> assertThat(line).contains("page.safetensors").contains("bytes"));
    assertThat(catalogue.vaes()).extracting(vae -> vae.name().value()).containsExactly("only-vae");
  }

  @Test
  void namesAreWhateverPeopleCallTheirFiles() throws IOException {
    var adapter = Path.of("src/test/resources/goldens/sd15/lora-kohya.safetensors");
    var names =
        List.of(
            "my lora v1.0 (final)",
            "d\u00e9tail",
            "[SDXL] soft, warm",
            "\u611f\u60c5+2",
            "100 & more!");
    for (var name : names) {
      // Some disks keep accents as letters of their own.
      var onDisk = Normalizer.normalize(name, Normalizer.Form.NFD);
      Files.copy(adapter, data.models().resolve(onDisk + ".safetensors"));
    }
    Files.move(tiny, data.models().resolve("tiny model (v2) e\u0301"));
    var catalogue = catalogue();
    assertThat(catalogue.refused()).isEmpty();
    assertThat(catalogue.adapters()).extracting(it -> it.name().value()).containsAll(names);
    assertThat(catalogue.find(new ModelName("tiny model (v2) \u00e9"))).isPresent();
    for (var name : names) {
      var prompt =
          "(a face:1.2) <lora:" + Normalizer.normalize(name, Normalizer.Form.NFD) + ":0.8>";
      assertThat(Prompt.parse(prompt, PromptSyntax.WEIGHTED).adapters())
          .containsExactly(new AdapterTag(name, 0.8, 0.8));
    }
    for (var name : List.of("", " a", "a ", ".a", "a/b", "a:b", "a<b", "a\"b", "a\nb", "a;b")) {
      assertThat(ModelName.isValid(name)).as(name).isFalse();
    }
  }

  @Test
  void aCheckpointWithoutAutoencoderIsListedAndSaysSo() throws IOException {
    try (var files = Files.walk(tiny.resolve("vae"))) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    var model = catalogue().find(TINY).orElseThrow();
    assertThat(model.hasVae()).isFalse();
    assertThat(model.description()).contains("It has no autoencoder; name one with vae:");
    assertThat(model.asked()).contains("vae: NAME");
    assertThat(catalogue().find(new ModelName("doodle-base")).orElseThrow().hasVae()).isTrue();
  }

  @Test
  void anAdapterThatCannotBeUsedIsRefusedInTheListByWhatItHolds() throws IOException {
    adapter("flux", "lora_transformer_single_transformer_blocks_0_attn_to_q.lora_down.weight");
    adapter("loha", "lora_unet_down_blocks_0_attentions_0_proj_in.hada_w1_a");
    adapter("half", "unet.mid_block.attentions.0.proj_in.lora_A.default.weight");
    adapter("strange", "unet.mid_block.resnets.0.diff");
    assertThat(catalogue().refused())
        .extracting(refused -> refused.path().getFileName() + ": " + refused.reason())
        .satisfiesExactly(
            line -> assertThat(line).contains("flux").contains("for a transformer (Flux"),
            line -> assertThat(line).contains("half").contains("not the upper matrix"),
            line -> assertThat(line).contains("loha").contains("a LoHa adapter"),
            line -> assertThat(line).contains("strange").contains("unet.mid_block.resnets.0"));
  }

  private void adapter(String name, String tensor) {
    try (var manager = Torch.newManager()) {
      SafetensorsWriter.write(
          data.models().resolve(name + ".safetensors"),
          Map.of(tensor, manager.zeros(new Shape(2, 2))),
          SafetensorsWriter.Precision.F32,
          Map.of());
    }
  }

  @Test
  void whatComesWithTheProgramIsUnpackedOnce() throws IOException {
    var first = catalogue().list();
    assertThat(first)
        .extracting(model -> model.name().value())
        .containsExactly("doodle-anime", "doodle-base", "tiny");
    assertThat(first.getFirst().folder()).startsWith(data.models().resolve("bundled"));
    assertThat(catalogue().judge().name()).isEqualTo(new ModelName("doodle-parts"));
    assertThat(first).allSatisfy(model -> assertThat(model.sha256()).hasSize(64));
    try (var unpacked = Files.walk(data.models())) {
      assertThat(unpacked)
          .extracting(path -> path.getFileName().toString())
          .noneMatch(name -> name.endsWith(".part") || name.endsWith(".class"));
    }
    assertThat(catalogue().list()).isEqualTo(first);
  }

  @Test
  @Timeout(60)
  void aLargeNewFileIsReadInTheBackgroundAndThenListed() throws Exception {
    var goldens = Path.of("src/test/resources/goldens/sd15");
    var file = data.models().resolve("one-file.safetensors");
    Files.copy(goldens.resolve("single-file.safetensors"), file);
    var hashes = new KnownHashes(data.models().resolve("hashes.json"), 1000);
    var heard = new LinkedBlockingQueue<List<BeingRead>>();
    hashes.whenReadFurther(() -> heard.add(hashes.beingRead()));
    assertThat(hashes.ofFile(file)).isEmpty();
    assertThat(hashes.beingRead())
        .allSatisfy(reading -> {
          assertThat(reading.path()).isEqualTo(file);
          assertThat(reading.total()).isEqualTo(Files.size(file));
        });
    assertThat(heard.take()).as("that it begins").hasSize(1);
    while (!heard.take().isEmpty()) {
      // How far it is.
    }
    assertThat(hashes.ofFile(file)).contains(Sha256.of(file).hex());
    var again = new KnownHashes(data.models().resolve("hashes.json"), 1000);
    assertThat(again.ofFile(file)).contains(Sha256.of(file).hex());
    assertThat(again.beingRead()).isEmpty();
  }

  @Test
  void theFilesSayWhatTheyAre() throws IOException {
    var goldens = Path.of("src/test/resources/goldens/sd15");
    var checkpoint = FileFacts.read(goldens.resolve("single-file.safetensors"));
    assertThat(checkpoint.what()).isEqualTo("a checkpoint of Stable Diffusion 1.x");
    assertThat(checkpoint.metadata()).containsEntry("predicts", "epsilon");
    assertThat(checkpoint.parameters()).isPositive();
    var folder = FileFacts.read(tiny);
    assertThat(folder.reason()).contains("StableDiffusionPipeline");
    assertThat(folder.size()).matches("[\\d.]+ [kM] parameters in float16, [\\d.]+ MB");
    var adapter = FileFacts.read(goldens.resolve("lora-kohya.safetensors"));
    assertThat(adapter.what()).contains("LoRA adapter in kohya naming");
  }
}
