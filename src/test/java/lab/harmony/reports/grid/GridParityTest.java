package lab.harmony.reports.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import lab.harmony.models.ModelCatalogue;
import lab.harmony.models.ModelName;
import lab.harmony.people.People;
import lab.harmony.people.Somebody;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.recipe.AdapterUse;
import lab.harmony.recipe.FileUse;
import lab.harmony.recipe.Recipe;
import lab.harmony.reports.grid.axes.GridAddress;
import lab.harmony.reports.grid.facts.GridPicture;
import lab.harmony.runs.GenerateSpec;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.RunState;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.runs.store.Submission;
import lab.harmony.workspace.Sha256;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// A picture of a grid and the same picture generated alone have the same pixels: whatever it was
/// made together with, nothing of its neighbours is in it.
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = {"harmony.worker.enabled=true", "harmony.engine.threads=1"})
@ActiveProfiles("headless")
@DirtiesContext
@Tag("process")
class GridParityTest {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @TempDir static Path data;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    registry.add("harmony.data", data::toString);
  }

  @Autowired People people;
  @Autowired RunQueue runs;
  @Autowired ModelCatalogue models;
  @Autowired Grids grids;

  @Test
  void ofSeveralEmotionsGuidancesAndSeeds() throws IOException {
    equalsEachAlone("emotions", "archetype", recipe("DPM++ 2M Karras"), varied(""));
  }

  @Test
  void ofASamplerThatDrawsNoiseAtEveryStep() throws IOException {
    equalsEachAlone("noisy", "archetype", recipe("Euler a"), varied(""));
  }

  @Test
  void ofPromptsOfWhichSomeNameAnAdapter() throws IOException {
    var adapter =
        models.adapters().stream()
            .filter(one -> one.name().value().equals("lora-v1"))
            .findFirst()
            .orElseThrow();
    var plain = recipe("Euler");
    var recipe =
        new Recipe(
            plain.model(),
            plain.vae(),
            List.of(AdapterUse.of("lora-v1", adapter.sha256())),
            plain.prediction(),
            plain.precision(),
            plain.clipSkip(),
            plain.sampler(),
            plain.steps(),
            plain.width(),
            plain.height(),
            List.of(),
            List.of());
    var prompts = new ArrayList<>(varied(""));
    prompts.addAll(varied(" <lora:lora-v1:0.8>"));
    equalsEachAlone("adapters", "adapter.lora-v1", recipe, prompts);
  }

  private void equalsEachAlone(String name, String rows, Recipe recipe, List<MatrixPrompt> prompts)
      throws IOException {
    var together = run(name, recipe, prompts);
    var asked = Map.of("rows", List.of(rows), "columns", List.of("emotion"));
    var grid = grids.lay(GridAddress.read(name, asked).address());
    assertThat(grid.fair())
        .as("every picture stands in the grid")
        .extracting(GridPicture::id)
        .containsExactlyInAnyOrderElementsOf(together.stream().map(RunImage::id).toList());
    var alone = new LinkedHashMap<MatrixPrompt, String>();
    for (int at = 0; at < prompts.size(); at++) {
      var one = run("%s-alone-%d".formatted(name, at), recipe, List.of(prompts.get(at)));
      alone.put(prompts.get(at), pixels(one.getFirst().id()));
    }
    var inTheGrid = new LinkedHashMap<MatrixPrompt, String>();
    for (var image : together) {
      inTheGrid.put(image.prompt(), pixels(image.id()));
    }
    assertThat(inTheGrid).isEqualTo(alone);
    assertThat(alone.values()).as("all are different pictures").doesNotHaveDuplicates();
  }

  private List<RunImage> run(String experiment, Recipe recipe, List<MatrixPrompt> prompts) {
    var spec = new GenerateSpec(experiment, "generate", recipe, "", "", prompts, "test");
    var answer = runs.submit(spec, Somebody.of(people, "ada"));
    assertThat(answer).isInstanceOf(Submission.Accepted.class);
    var id = ((Submission.Accepted) answer).id();
    await().atMost(PATIENCE).until(() -> runs.find(id).orElseThrow().state().isOver());
    assertThat(runs.find(id).orElseThrow().state())
        .as(() -> runs.log(id))
        .isInstanceOf(RunState.Finished.class);
    return runs.images(id);
  }

  private Recipe recipe(String sampler) {
    var model = models.find(new ModelName("doodle-base")).orElseThrow();
    return Recipe.usual(new FileUse("doodle-base", model.sha256()), sampler, 4, 128, 128);
  }

  private static List<MatrixPrompt> varied(String behind) {
    var prompts = new ArrayList<MatrixPrompt>();
    for (var emotion : List.of("happy", "angry")) {
      for (var cfg : List.of(3.0, 7.5)) {
        for (var seed : List.of(1L, 42L)) {
          var words = "portrait of a soft anime girl, %s expression%s".formatted(emotion, behind);
          prompts.add(new MatrixPrompt("soft", emotion, cfg, seed, words, "blurry"));
        }
      }
    }
    return prompts;
  }

  private String pixels(ImageId image) throws IOException {
    var found = runs.image(image).orElseThrow();
    var folder = runs.folder(new RunId(image.run().value())).orElseThrow();
    var picture = ImageIO.read(folder.resolve("images").resolve(found.fileName()).toFile());
    int width = picture.getWidth();
    int height = picture.getHeight();
    var bytes = ByteBuffer.allocate(8 + 4 * width * height).putInt(width).putInt(height);
    for (var pixel : picture.getRGB(0, 0, width, height, null, 0, width)) {
      bytes.putInt(pixel);
    }
    return Sha256.of(bytes.array()).hex();
  }
}
