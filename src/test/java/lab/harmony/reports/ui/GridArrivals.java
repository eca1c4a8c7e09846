package lab.harmony.reports.ui;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import lab.harmony.BrowserFixture;
import lab.harmony.DrawnExperiment;
import lab.harmony.models.ModelCatalogue;
import lab.harmony.models.ModelName;
import lab.harmony.notebooks.document.CellKind;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.execution.NotebookExecution;
import lab.harmony.notebooks.store.Edit;
import lab.harmony.notebooks.store.Notebooks;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.images.ImageLinks;
import lab.harmony.runs.store.RunQueue;
import org.awaitility.Awaitility;

/// How long it takes from a picture that a run has written to its face in an open grid: from the
/// time of its file to the frame in which it can be seen, by the one clock of this machine.
final class GridArrivals {

  private static final String MODEL = "doodle-base";
  private static final int STEPS = 2;
  private static final String SAMPLER = "Euler";
  private static final String EXPERIMENT = "many-0";

  /// Below all others, so that its pictures stand in the row on top.
  private static final long SEED = 0;

  /// Behind all cells of its notebook: what is drawn later stands behind what is there.
  private static final int END = 4;

  private static final String FIRST = "[neutral]";
  private static final String LATER = "[happy, sad, angry]";

  private static final String CELL =
      """
      model: %s
      template: portrait
      emotions: %s
      cfg_scales: [5, 7, 9]
      seeds: [%d]
      sampler: %s
      steps: %d
      """;

  /// Notes when each face that is not there yet can be seen.
  private static final String WATCH =
      """
      () => {
        window.seen = {};
        const look = () => {
          for (const tile of document.querySelectorAll('.image-grid__tile[data-seen]')) {
            const { backgroundImage, backgroundPosition } = tile.style;
            const faces = new URL(backgroundImage.slice(5, -2), location.href).searchParams.getAll('of')
                .flatMap((of) => of.split(':')[1].split('.').map((index) => `/images/${of.split(':')[0]}/${index}/`));
            const face = faces[Math.round(parseFloat(backgroundPosition) / 100 * (faces.length - 1))];
            window.seen[face] ??= performance.timeOrigin + performance.now();
          }
          requestAnimationFrame(look);
        };
        look();
      }
      """;

  private final BrowserFixture lab;

  GridArrivals(BrowserFixture lab) {
    this.lab = lab;
  }

  /// The same, as if the run that is drawn here had drawn it, so that both may stand in one grid.
  DrawnExperiment likeDrawn(DrawnExperiment drawn) {
    var model = lab.bean(ModelCatalogue.class).find(new ModelName(MODEL)).orElseThrow();
    return drawn
        .ofWeights(model.sha256())
        .drawn(
            new DrawnExperiment.Settings(SAMPLER, STEPS, model.nativeSize(), model.nativeSize()));
  }

  /// The first pictures of the row, before the grid is opened.
  void begin() {
    draw(FIRST);
  }

  /// Draws 36 pictures into the open grid and prints how long each was on its way.
  void report(Page page, String grid) {
    page.navigate(lab.address().resolve(grid).toString());
    lab.settle(page);
    page.evaluate(WATCH);
    var images = draw(LATER);
    page.waitForFunction(
        "(faces) => faces.every((face) => Object.keys(window.seen).some((one) => one.startsWith(face)))",
        images.stream().map(GridArrivals::face).toList(),
        new Page.WaitForFunctionOptions().setTimeout(60_000));
    var seen = (Map<?, ?>) page.evaluate("window.seen");
    var ways =
        images.stream()
            .mapToDouble(image -> seenAt(seen, image) - writtenAt(image))
            .sorted()
            .toArray();
    System.out.printf(
        Locale.ROOT,
        "| %d pictures written into it: ms until seen, shortest / median / longest %.0f / %.0f / %.0f, within a second %d | | | | | | | | | |%n",
        ways.length,
        ways[0],
        ways[ways.length / 2],
        ways[ways.length - 1],
        Arrays.stream(ways).filter(way -> way <= 1000).count());
  }

  /// The beginning of the addresses of its thumbnails.
  private static String face(RunImage image) {
    var address = ImageLinks.thumbnail(image.id(), 64);
    return address.substring(0, address.lastIndexOf("64"));
  }

  private static double seenAt(Map<?, ?> seen, RunImage image) {
    return seen.entrySet().stream()
        .filter(one -> one.getKey().toString().startsWith(face(image)))
        .mapToDouble(one -> ((Number) one.getValue()).doubleValue())
        .min()
        .orElseThrow();
  }

  private static double writtenAt(RunImage image) {
    try {
      return Files.getLastModifiedTime(image.file()).toInstant().toEpochMilli();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<RunImage> draw(String emotions) {
    var slug = new ExperimentSlug(EXPERIMENT);
    var by = lab.by("Ada");
    var cell =
        ((Edit.Saved)
                lab.bean(Notebooks.class)
                    .add(
                        slug,
                        END,
                        CellKind.RUN,
                        CELL.formatted(MODEL, emotions, SEED, SAMPLER, STEPS),
                        by))
            .cell();
    lab.bean(NotebookExecution.class).run(slug, List.of(cell), by);
    var runs = lab.bean(RunQueue.class);
    var run =
        Awaitility.await()
            .atMost(Duration.ofMinutes(5))
            .until(
                () ->
                    runs.of(EXPERIMENT).stream()
                        .filter(one -> one.spec().cellId().equals(cell.value()))
                        .filter(one -> one.state().isOver())
                        .findFirst(),
                Optional::isPresent)
            .orElseThrow();
    return runs.images(run);
  }
}
