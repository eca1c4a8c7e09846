package lab.harmony.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import lab.harmony.DrawnExperiment;
import lab.harmony.imports.metadata.ForeignPictures;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("process")
class ImportImagesCommandTest {

  /// Whose negative prompt an unknown node makes.
  private static final String GRAPH =
      """
      {"1": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": "anything-v5.safetensors"}},
       "2": {"class_type": "CLIPTextEncode", "inputs": {"text": "an elegant sad face", "clip": ["1", 1]}},
       "3": {"class_type": "Mystery\\u001b[31m", "inputs": {"conditioning": ["2", 0]}},
       "5": {"class_type": "KSampler", "inputs": {"seed": 1, "steps": 28, "cfg": 7, "sampler_name": "dpmpp_2m", "scheduler": "karras", "model": ["1", 0], "positive": ["2", 0], "negative": ["3", 0]}},
       "8": {"class_type": "SaveImage", "inputs": {"images": ["5", 0]}}}\
      """;

  @TempDir Path folder;
  private Path pictures;

  @BeforeEach
  void aFolderOfAnotherTool() throws Exception {
    DrawnExperiment.copyPrompts(folder.resolve("workspace"));
    pictures = Files.createDirectories(folder.resolve("txt2img <b>2026</b>/day"));
    for (var emotion : new String[] {"sad", "angry"}) {
      Files.write(
          pictures.resolve("0001-soft_%s.png".formatted(emotion)),
          ForeignPictures.png(
              emotion.length(),
              Map.of("parameters", parameters("<script>alert(1)</script> face"))));
    }
    Files.write(
        pictures.resolve("0002.jpg"),
        ForeignPictures.jpeg(7, parameters("an energetic happy face"), ByteOrder.BIG_ENDIAN));
    Files.write(pictures.resolve("0003.png"), ForeignPictures.png(8, Map.of()));
    Files.writeString(pictures.resolve("0004.png"), "not a picture");
    Files.write(
        pictures.resolve("0005.png"),
        ForeignPictures.png(9, Map.of("parameters", ",".repeat(3_000_000) + ":")));
    Files.write(
        pictures.resolve("0006.png"),
        ForeignPictures.png(10, Map.of("prompt", GRAPH, "parameters", "\u001b[31mwords")));
    Files.writeString(pictures.resolve("notes.txt"), "no picture, and no reason to speak of it");
  }

  @Test
  void aFolderOfAnotherToolBecomesAnExperiment() throws Exception {
    var lab = new LabCall(folder);
    var labels = folder.resolve("labels.csv");
    Files.writeString(labels, "filename,archetype,emotion\n,soft,happy\n");
    var dry =
        lab.lab(
            "import-images",
            pictures.getParent().toString(),
            "--labels",
            labels.toString(),
            "--dry-run",
            "--json");
    assertThat(dry.code()).as(dry.err()).isZero();
    assertThat(dry.json().at("/pictures").asInt()).isEqualTo(4);
    assertThat(dry.json().at("/notKnown/0/what").asString()).isEqualTo("negative prompt");
    assertThat(dry.json().at("/labelsLeftOut/0/line").asInt()).isEqualTo(2);
    assertThat(dry.json().at("/labelsLeftOut/0/reason").asString()).contains("filename");
    assertThat(dry.json().has("experiment")).isFalse();
    assertThat(folder.resolve("workspace/experiments")).doesNotExist();

    var call =
        lab.lab("import-images", pictures.getParent().toString(), "--title", "Old faces", "--json");
    assertThat(call.code()).as(call.err()).isZero();
    assertThat(call.json().at("/experiment").asString()).isEqualTo("old-faces");
    assertThat(call.json().at("/runs/0/settings/sampler").asString()).isEqualTo("DPM++ 2M Karras");
    assertThat(call.err())
        .contains("left out: day/0003.png: it carries no settings of Automatic1111")
        .contains("left out: day/0004.png: it is no PNG, JPEG or WebP picture")
        .contains("left out: day/0005.png: its text \"parameters\" has no line of settings")
        .contains("not known: day/0006.png: negative prompt: the node 3 (Mystery")
        .doesNotContain("\u001b")
        .doesNotContain("notes.txt");

    var again = lab.lab("import-images", pictures.getParent().toString(), "--title", "Old faces");
    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err()).contains("already a folder experiments/old-faces");

    var notebook =
        Files.readString(folder.resolve("workspace/experiments/old-faces/notebook.ipynb"));
    assertThat(notebook)
        .contains("imported: r")
        .contains("application/vnd.harmony.run+json")
        .contains("application/vnd.harmony.grid+json")
        .contains("0001-soft_sad.png");

    // Executed again, nothing is generated and nothing lost.
    var run = lab.lab("run", "old-faces", "--json");
    assertThat(run.code()).as(run.out() + run.err()).isZero();
    assertThat(run.json().at("/cells/0/state").asString()).isEqualTo("finished");
    var page = lab.lab("export", "old-faces", "--format", "html");
    assertThat(page.code()).as(page.err()).isZero();
    assertThat(page.out())
        .contains("Old faces")
        .contains("energetic")
        .contains("not known: the node 3 (Mystery")
        .doesNotContain("<script>alert");
  }

  @Test
  void aFolderWithoutUsablePicturesIsNoExperiment() throws Exception {
    var empty = Files.createDirectories(folder.resolve("empty"));
    var call = new LabCall(folder).lab("import-images", empty.toString());
    assertThat(call.code()).isEqualTo(1);
    assertThat(call.err()).contains("There is nothing to import");
    var missing = new LabCall(folder).lab("import-images", folder.resolve("no").toString());
    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.err()).contains("need a folder with pictures");
  }

  private static String parameters(String prompt) {
    return prompt
        + "\n"
        + "Negative prompt: lowres\n"
        + "Steps: 28, Sampler: DPM++ 2M Karras, CFG scale: 7, Seed: 42, Size: 16x24, Model hash:"
        + " 7f96a1a9ca, Model: anything-v5";
  }
}
