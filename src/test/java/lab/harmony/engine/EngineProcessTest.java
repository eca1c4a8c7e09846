package lab.harmony.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import lab.harmony.diffusion.Goldens;
import lab.harmony.engine.EngineRequest.Generate;
import lab.harmony.engine.EngineRequest.ImageRequest;
import lab.harmony.engine.EngineRequest.Load;
import lab.harmony.engine.EngineRequest.ModelFolder;
import lab.harmony.engine.EngineRequest.ModelOptions;
import lab.harmony.json.Json;
import lab.harmony.recipe.FileUse;
import lab.harmony.recipe.Recipe;
import lab.harmony.work.process.DeviceSettings;
import lab.harmony.work.process.ProcessEnd;
import lab.harmony.workspace.Sha256;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("process")
class EngineProcessTest {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final DeviceSettings SETTINGS = DeviceSettings.standard(1);
  private static final ModelFolder MODEL =
      new ModelFolder(Goldens.open().checkpoint(), "tiny", "0123456789abcdef");

  private static final ModelFolder JUDGE =
      new ModelFolder(
          Path.of("src/main/resources/lab/harmony/models/doodle-parts"), "doodle-parts", "fedc");

  private static Heard heard;
  private static EngineProcess engine;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    heard = new Heard();
    engine = EngineProcess.start(SETTINGS, heard);
    assertThat(heard.await(EngineEvent.Ready.class).versions())
        .containsKeys("java", "djl", "libtorch");
  }

  @AfterAll
  static void end() {
    engine.close();
    assertThat(heard.awaitEnd().exitCode()).isZero();
  }

  @Test
  void anIdleEngineKeepsNoVirtualThreadFromRunning() throws InterruptedException {
    var pages = Thread.startVirtualThread(() -> {});
    assertThat(pages.join(Duration.ofSeconds(30))).isTrue();
  }

  /// Keeps what an engine tells until a test asks for it.
  private static final class Heard implements EngineListener {

    private final LinkedBlockingQueue<Object> events = new LinkedBlockingQueue<>();

    @Override
    public void event(EngineEvent event) {
      events.add(event);
    }

    @Override
    public void ended(ProcessEnd end) {
      events.add(end);
    }

    <T extends EngineEvent> T await(Class<T> type) {
      return until(type).getLast();
    }

    /// The events of this type up to the first `last`, and that one if it is of the type.
    private <T> List<T> until(Class<T> type) {
      return until(type, type);
    }

    private <T> List<T> until(Class<T> wanted, Class<?> last) {
      var found = new ArrayList<T>();
      var deadline = System.nanoTime() + PATIENCE.toNanos();
      try {
        while (true) {
          var event = events.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
          assertThat(event).as("an event before the deadline").isNotNull();
          if (wanted.isInstance(event)) {
            found.add(wanted.cast(event));
          }
          if (last.isInstance(event)) {
            return found;
          }
          assertThat(event)
              .isNotInstanceOf(ProcessEnd.class)
              .isNotInstanceOf(EngineEvent.Failed.class);
        }
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    ProcessEnd awaitEnd() {
      return until(ProcessEnd.class).getLast();
    }
  }

  private Generate generate(int images, int steps) {
    var requests =
        IntStream.range(0, images)
            .mapToObj(i ->
                new ImageRequest(
                    i, "a soft girl", "lowres", 7.5, i, "images/%03d.png".formatted(i), Map.of()))
            .toList();
    return new Generate("r1", folder, requests, recipe("Euler a", steps), Map.of());
  }

  @Test
  void makesEveryPictureAndTellsOfEachStep() throws IOException {
    engine.send(new Load(MODEL, ModelOptions.USUAL, Optional.of(JUDGE), List.of()));
    assertThat(heard.await(EngineEvent.Loaded.class))
        .isEqualTo(new EngineEvent.Loaded("tiny", Optional.of("doodle-parts")));
    engine.send(generate(3, 4));
    var events = heard.until(EngineEvent.class, EngineEvent.Done.class);
    assertThat(events)
        .filteredOn(EngineEvent.Step.class::isInstance)
        .extracting(event -> ((EngineEvent.Step) event).done())
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    var images =
        events.stream()
            .filter(EngineEvent.Image.class::isInstance)
            .map(EngineEvent.Image.class::cast)
            .toList();
    assertThat(images).extracting(EngineEvent.Image::index).containsExactly(0, 1, 2);
    for (var image : images) {
      var file = folder.resolve(image.file());
      assertThat(Sha256.of(file).hex()).isEqualTo(image.sha256());
      assertThat(image.reading().orElseThrow().eyes().probability()).isBetween(0.2, 1.0);
      assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(64);
    }
    var texts = PngMetadata.read(folder.resolve("images/002.png"));
    assertThat(texts.get(PngMetadata.PARAMETERS))
        .isEqualTo(
            """
            a soft girl
            Negative prompt: lowres
            Steps: 4, Sampler: Euler a, Schedule type: Automatic, CFG scale: 7.5, Seed: 2, \
            Size: 64x64, Model hash: 0123456789, Model: tiny, RNG: CPU, Version: Harmony Lab\
            """);
    var facts = Json.object(texts.get(PngMetadata.HARMONY));
    assertThat(facts.get("run").stringValue()).isEqualTo("r1");
    assertThat(facts.path("judge").path("name").stringValue()).isEqualTo("doodle-parts");
    assertThat(facts.has("reading")).isTrue();
    assertThat(facts.path("model").path("sha256").stringValue()).isEqualTo(MODEL.sha256());
  }

  @Test
  void stopsBetweenStepsAndGoesOnWithTheNextRun() {
    engine.send(new Load(MODEL, ModelOptions.USUAL, Optional.empty(), List.of()));
    engine.send(generate(100, 1000));
    heard.await(EngineEvent.Step.class);
    engine.send(new EngineRequest.Cancel());
    heard.await(EngineEvent.Cancelled.class);
    engine.send(generate(1, 1));
    heard.await(EngineEvent.Done.class);
    assertThat(folder.resolve("images/000.png")).exists();
  }

  @Test
  void whatCannotBeDoneIsSaidAndTheProcessStays() {
    var nothing = new ModelFolder(folder.resolve("nothing"), "nothing", "");
    engine.send(new Load(nothing, ModelOptions.USUAL, Optional.empty(), List.of()));
    assertThat(failure()).contains("there is no folder");
    engine.send(new Load(MODEL, ModelOptions.USUAL, Optional.empty(), List.of()));
    var outside = new ImageRequest(0, "", "", 1, 0, "../out.png", Map.of());
    engine.send(new Generate("r1", folder, List.of(outside), recipe("ddim", 1), Map.of()));
    assertThat(failure()).contains("../out.png");
    engine.send(new Generate("r1", folder, List.of(outside), recipe("magic", 1), Map.of()));
    assertThat(failure()).contains("there is no sampler \"magic\"");
    assertThat(engine.isAlive()).isTrue();
  }

  private static Recipe recipe(String sampler, int steps) {
    return Recipe.usual(new FileUse(MODEL.name(), MODEL.sha256()), sampler, steps, 64, 64);
  }

  private static String failure() {
    return heard.until(EngineEvent.Failed.class).getLast().reason();
  }

  @Test
  void aKilledProcessIsNoticedAndLeavesNoHalfPicture() throws IOException {
    var told = new Heard();
    var doomed = EngineProcess.start(SETTINGS, told);
    doomed.send(new Load(MODEL, ModelOptions.USUAL, Optional.empty(), List.of()));
    doomed.send(generate(100, 3));
    told.await(EngineEvent.Image.class);
    ProcessHandle.of(doomed.pid()).orElseThrow().destroyForcibly();
    var end = told.awaitEnd();
    assertThat(end.exitCode()).isEqualTo(137);
    assertThat(end.reason(EngineProcess.CALLED)).contains("killed");
    assertThat(doomed.isAlive()).isFalse();
    assertThat(doomed.send(new EngineRequest.Cancel())).isFalse();
    try (var files = Files.list(folder.resolve("images"))) {
      for (var file : files.filter(file -> file.toString().endsWith(".png")).toList()) {
        assertThat(ImageIO.read(file.toFile())).isNotNull();
      }
    }
  }

  @Test
  void endsWhenNobodyIsLeftToWorkForEvenInTheMiddleOfARun()
      throws IOException, InterruptedException {
    var orphan =
        EngineProcess.PROGRAM.on(SETTINGS).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    var lines = orphan.inputReader();
    var requests = orphan.outputWriter();
    requests.write(
        EngineJson.line(new Load(MODEL, ModelOptions.USUAL, Optional.empty(), List.of())) + "\n");
    requests.write(EngineJson.line(generate(100, 1000)) + "\n");
    requests.flush();
    while (!(EngineJson.event(lines.readLine()) instanceof EngineEvent.Step)) {
      // It is not in the middle of the run yet.
    }
    requests.close();
    var ended = orphan.waitFor(5, TimeUnit.SECONDS);
    orphan.destroyForcibly();
    assertThat(ended).isTrue();
  }
}
