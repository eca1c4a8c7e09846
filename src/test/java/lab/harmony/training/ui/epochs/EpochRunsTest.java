package lab.harmony.training.ui.epochs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.LongStream;
import javax.imageio.ImageIO;
import lab.harmony.FewPrompts;
import lab.harmony.PlantedLab;
import lab.harmony.comparison.Comparison;
import lab.harmony.comparison.PairOrders;
import lab.harmony.comparison.PairOrders.Ordered;
import lab.harmony.doodle.drawing.DoodleArchetype;
import lab.harmony.doodle.drawing.DoodleEmotion;
import lab.harmony.doodle.drawing.FaceDescription;
import lab.harmony.doodle.drawing.FaceRenderer;
import lab.harmony.models.KeptAdapter;
import lab.harmony.models.ModelCatalogue;
import lab.harmony.models.ModelName;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.Somebody;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.recipe.AdapterUse;
import lab.harmony.recipe.FileUse;
import lab.harmony.runs.GenerateSpec;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.RunState;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.runs.store.Submission;
import lab.harmony.training.EpochRuns;
import lab.harmony.training.TrainingQueue;
import lab.harmony.training.records.Evaluation;
import lab.harmony.training.records.FixedRecipe;
import lab.harmony.training.records.TrainingLife;
import lab.harmony.training.records.TrainingShelf;
import lab.harmony.training.records.TrainingShelf.Training;
import lab.harmony.workspace.Sha256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// More faces of the epochs of a training that a lab trained, drawn by its runs.
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = {"harmony.worker.enabled=true", "harmony.engine.threads=1"})
@ActiveProfiles("headless")
@DirtiesContext
@Tag("process")
class EpochRunsTest {

  private static final ModelName NAME = new ModelName("grown-lora");
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  @TempDir static Path folder;

  @DynamicPropertySource
  static void plant(DynamicPropertyRegistry registry) throws IOException {
    FewPrompts.write(folder.resolve("prompts"));
    var place = folder.resolve("experiments/grown");
    var faces = Files.createDirectories(place.resolve("faces/12_soft girl"));
    var face = FaceDescription.coherent(DoodleArchetype.SOFT, DoodleEmotion.HAPPY, new Random(1));
    ImageIO.write(FaceRenderer.draw(face), "png", faces.resolve("happy.png").toFile());
    Files.writeString(
        place.resolve("training.yaml"),
        "name: %s\nmodel: doodle-base\ndataset: faces\nrank: 2\nbatch: 1\nsize: 64\nlearning_rate: 1e-2\nepochs: 2\nevaluate_every: 1\n"
            .formatted(NAME));
    PlantedLab.in(folder, "grown-epochs", registry);
  }

  @Autowired People people;
  @Autowired ModelCatalogue models;
  @Autowired TrainingQueue queue;
  @Autowired TrainingShelf shelf;
  @Autowired EpochRuns epochs;
  @Autowired PairOrders orders;
  @Autowired RunQueue runs;

  private Actor ada;

  @BeforeEach
  void trained() {
    ada = Somebody.of(people, "ada");
    await().atMost(PATIENCE).until(() -> models.find(new ModelName("doodle-base")).isPresent());
    if (shelf.find(NAME.value()).isEmpty()) {
      queue.start(queue.specs().getFirst(), OptionalInt.empty(), ada, "");
      await()
          .atMost(PATIENCE)
          .until(() ->
              shelf
                  .find(NAME.value())
                  .filter(it -> it.life().state() == TrainingLife.State.FINISHED)
                  .isPresent());
    }
  }

  @Test
  void furtherSeedsOfTheFixedPromptsAreDrawnWithTheAdapterOfTheEpochAndCountForIt() {
    var training = training();
    for (var epoch : List.of(0, 1)) {
      assertThat(epochs.found(training).of(epoch).faces())
          .as("epoch %s has its own alone", epoch)
          .isEmpty();
    }
    var first = evaluation(training, 1);
    var model = evaluation(training, 0);
    var before = compared(training, first, model);

    var order = epochs.plan(training, before, first, model, 4);
    assertThat(order.refusal()).isEmpty();
    assertThat(order.seeds()).as("behind those of the training").containsExactly(43L, 44L);
    int prompts = first.faces().size();
    assertThat(order.pairs()).isEqualTo(2 * prompts);
    assertThat(order.parts())
        .allSatisfy(part -> {
          assertThat(part.spec().experiment()).isEqualTo("grown");
          assertThat(part.spec().cellId()).as("no experiment counts its faces").isEmpty();
          assertThat(part.spec().recipe().settings())
              .as("as the training drew them")
              .isEqualTo(first.faces().getFirst().drawn().orElseThrow().settings());
        });
    var queued = (Ordered.Queued) orders.queue(order, ada);
    assertThatThrownBy(() -> epochs.plan(training, before, first, model, 4))
        .as("the same is not drawn twice")
        .hasMessageContaining("on their way already");
    over(queued.first().getFirst());
    over(queued.second().getFirst());

    var found = epochs.found(training);
    for (var epoch : List.of(0, 1)) {
      assertThat(found.of(epoch).faces())
          .hasSize(2 * prompts)
          .allSatisfy(face -> assertThat(face.points()).isPresent());
      assertThat(found.of(epoch).coming()).isZero();
    }
    var after = compared(training, first, model);
    assertThat(after.pairing().pairs()).hasSize(before.pairing().pairs().size() + 2 * prompts);
    assertThat(after.rounds()).as("whoever asked had looked").isTrue();
  }

  @Test
  void aRunOfTheSamePromptAndSeedDrawsWhatTheEpochDrew() throws IOException {
    var training = training();
    for (var epoch : List.of(1, 2)) {
      var kept = KeptAdapter.ofEpoch(NAME, epoch);
      var face = evaluation(training, epoch).faces().getFirst();
      var image = drawn(face, kept);
      assertThat(image.prompt().seed()).isEqualTo(42);
      var own = ImageIO.read(shelf.folder(NAME).resolve(face.file()).toFile());
      assertThat(apart(own, ImageIO.read(image.file().toFile())))
          .as("the file of the adapter is float16, its pictures differ by a level at most")
          .isLessThanOrEqualTo(2);
      var other = evaluation(training, 3 - epoch).faces().getFirst();
      assertThat(apart(own, ImageIO.read(shelf.folder(NAME).resolve(other.file()).toFile())))
          .as("the other epoch draws another picture")
          .isGreaterThan(10);
      assertThat(epochs.found(training).of(epoch).faces())
          .as("the epoch has this face itself")
          .extracting(further -> further.image().id())
          .doesNotContain(image.id());
    }
  }

  @Test
  void anEpochWhoseFileIsGoneOrAnotherIsRefusedInWords() throws IOException {
    var training = training();
    var second = evaluation(training, 2);
    var kept = KeptAdapter.ofEpoch(NAME, 2);
    var spec = spec(second.faces().getFirst(), kept);
    assertThat(runs.refusal(spec)).isEmpty();
    var file = kept.in(shelf.folder(NAME));
    var bytes = Files.readAllBytes(file);
    var comparison = compared(training, second, evaluation(training, 0));

    try {
      var id = cancelled(spec);
      Files.delete(file);
      assertThat(runs.restart(id, ada)).isTrue();
      await().atMost(PATIENCE).until(() -> runs.find(id).orElseThrow().state().isOver());
      assertThat(runs.find(id).orElseThrow().state())
          .as("at its turn, too")
          .isInstanceOfSatisfying(
              RunState.Failed.class,
              failed ->
                  assertThat(failed.reason())
                      .contains(
                          "is not here any more as the run needs it", "is not kept in its folder"));
      assertThat(runs.refusal(spec).orElseThrow())
          .contains(
              "\"grown-lora-epoch-02\"",
              "is not here: the adapter of epoch 2 of the training grown-lora (grown-lora-epoch-02) is not kept in its folder");
      assertThatThrownBy(
              () -> epochs.plan(training, comparison, second, evaluation(training, 0), 4))
          .hasMessageContaining("is not kept in its folder");

      Files.copy(KeptAdapter.ofEpoch(NAME, 1).in(shelf.folder(NAME)), file);
      at(file, 1);
      assertThat(runs.refusal(spec).orElseThrow()).contains("is not here, or has changed");
      Files.writeString(file, "no tensors");
      at(file, 2);
      assertThat(runs.refusal(spec).orElseThrow())
          .contains("grown-lora-epoch-02", "cannot be used");
    } finally {
      Files.write(file, bytes);
      at(file, 3);
    }
    assertThat(runs.refusal(spec)).isEmpty();
  }

  @Test
  void facesOfAnEpochCountByTheFileThatDrewItWhateverBecameOfIt() throws IOException {
    var training = training();
    var second = evaluation(training, 2);
    var kept = KeptAdapter.ofEpoch(NAME, 2);
    var file = kept.in(shelf.folder(NAME));
    var bytes = Files.readAllBytes(file);
    assertThat(second.adapter())
        .as("noted when it was drawn with")
        .contains(Sha256.of(bytes).hex());
    var own = spec(second.faces().getFirst(), kept);
    var id = ((Submission.Accepted) runs.submit(seeded(own, 77), ada)).id();
    over(id);
    var former = withoutFiles(training);
    assertThat(seeds(training, 2)).contains(77L);
    assertThat(seeds(former, 2)).as("by the file that is kept").contains(77L);
    var comparison = compared(training, second, evaluation(training, 0));
    try {
      Files.delete(file);
      assertThat(seeds(training, 2)).as("by what the training noted").contains(77L);
      assertThat(epochs.found(training).notes()).isEmpty();
      assertThat(seeds(former, 2)).isEmpty();
      assertThat(epochs.found(former).notes())
          .singleElement(STRING)
          .contains(
              "drawn by runs with an adapter called grown-lora-epoch-02",
              "not counted for epoch 2",
              "is not kept in its folder, and the training did not note its SHA-256");

      Files.copy(KeptAdapter.ofEpoch(NAME, 1).in(shelf.folder(NAME)), file);
      at(file, 4);
      assertThat(seeds(training, 2)).contains(77L);
      assertThat(epochs.found(training).notes())
          .singleElement(STRING)
          .contains("is another than the one that drew the pictures of this epoch");
      assertThatThrownBy(
              () -> epochs.plan(training, comparison, second, evaluation(training, 0), 4))
          .hasMessageContaining("is another than the one that drew the pictures");
      assertThat(epochs.found(former).notes())
          .singleElement(STRING)
          .contains("not counted for epoch 2", "in another file");
    } finally {
      Files.write(file, bytes);
      at(file, 5);
    }
    assertThat(epochs.found(training).notes()).isEmpty();
    assertThat(epochs.found(former).notes()).isEmpty();
  }

  private List<Long> seeds(Training training, int epoch) {
    return epochs.found(training).of(epoch).faces().stream()
        .map(face -> face.image().prompt().seed())
        .toList();
  }

  /// As a lab of before wrote it down.
  private static Training withoutFiles(Training training) {
    return new Training(
        training.name(),
        training.life(),
        training.spec(),
        training.losses(),
        training.evaluations().stream()
            .map(one ->
                new Evaluation(
                    one.epoch(),
                    one.step(),
                    one.loss(),
                    one.rate(),
                    one.faces(),
                    one.likeness(),
                    one.pinned(),
                    Optional.empty()))
            .toList(),
        training.estimate());
  }

  private static GenerateSpec seeded(GenerateSpec of, long seed) {
    var prompt = of.prompts().getFirst();
    return new GenerateSpec(
        of.experiment(),
        "",
        of.recipe(),
        of.judge(),
        of.judgeSha256(),
        List.of(
            new MatrixPrompt(
                prompt.archetype(),
                prompt.emotion(),
                prompt.cfgScale(),
                seed,
                prompt.prompt(),
                prompt.negativePrompt())),
        of.codeVersion());
  }

  /// A run of more seeds than are drawn before it is cancelled; what it drew until then counts for
  /// its epoch.
  private RunId cancelled(GenerateSpec of) {
    var prompt = of.prompts().getFirst();
    var many =
        LongStream.range(100, 400)
            .mapToObj(seed ->
                new MatrixPrompt(
                    prompt.archetype(),
                    prompt.emotion(),
                    prompt.cfgScale(),
                    seed,
                    prompt.prompt(),
                    prompt.negativePrompt()))
            .toList();
    var spec =
        new GenerateSpec(
            of.experiment(), "", of.recipe(), of.judge(), of.judgeSha256(), many, of.codeVersion());
    var id = ((Submission.Accepted) runs.submit(spec, ada)).id();
    assertThat(runs.cancel(id, ada, "")).isTrue();
    await().atMost(PATIENCE).until(() -> runs.find(id).orElseThrow().state().isOver());
    return id;
  }

  /// Two writings of one moment have one time, by which a file is known to have changed.
  private static void at(Path file, int seconds) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(seconds)));
  }

  private Training training() {
    return shelf.find(NAME.value()).orElseThrow();
  }

  private static Evaluation evaluation(Training training, int epoch) {
    return training.evaluations().stream()
        .filter(one -> one.epoch() == epoch)
        .findFirst()
        .orElseThrow();
  }

  private GenerateSpec spec(Evaluation.Face face, KeptAdapter kept) {
    var adapter = models.kept(kept.name().value()).orElseThrow();
    var drawn = face.drawn().orElseThrow();
    var model = models.find(new ModelName("doodle-base")).orElseThrow();
    return new GenerateSpec(
        "grown",
        "",
        new FixedRecipe(new FileUse("doodle-base", model.sha256()), 64, "float32", 1)
            .with(List.of(AdapterUse.of(kept.name().value(), adapter.sha256()))),
        models.judge().name().value(),
        models.judge().sha256(),
        List.of(
            new MatrixPrompt(
                face.archetype(),
                face.emotion(),
                face.cfgScale(),
                drawn.seed(),
                drawn.prompt() + " <lora:%s:1>".formatted(kept.name()),
                drawn.negativePrompt())),
        "test");
  }

  private RunImage drawn(Evaluation.Face face, KeptAdapter kept) {
    var came = runs.submit(spec(face, kept), ada);
    assertThat(came).isInstanceOf(Submission.Accepted.class);
    return over(((Submission.Accepted) came).id()).getFirst();
  }

  private List<RunImage> over(RunId id) {
    await().atMost(PATIENCE).until(() -> runs.find(id).orElseThrow().state().isOver());
    assertThat(runs.find(id).orElseThrow().state())
        .as(() -> runs.log(id))
        .isInstanceOf(RunState.Finished.class);
    return runs.images(id);
  }

  /// By how many levels of 255 any two pixels differ at most.
  private static int apart(BufferedImage one, BufferedImage other) {
    assertThat(other.getWidth()).isEqualTo(one.getWidth());
    int most = 0;
    for (int y = 0; y < one.getHeight(); y++) {
      for (int x = 0; x < one.getWidth(); x++) {
        for (int shift : new int[] {0, 8, 16}) {
          most =
              Math.max(
                  most,
                  Math.abs(
                      (one.getRGB(x, y) >> shift & 255) - (other.getRGB(x, y) >> shift & 255)));
        }
      }
    }
    return most;
  }

  /// As the page of the training compares them.
  private Comparison compared(Training training, Evaluation first, Evaluation second) {
    return EpochArms.compared(NAME, List.of(second, first), second, epochs.found(training))
        .all()
        .getFirst();
  }
}
