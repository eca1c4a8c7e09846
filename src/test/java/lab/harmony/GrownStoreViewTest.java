package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.dom.Element;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import lab.harmony.bench.LargeStore;
import lab.harmony.design.pictures.PictureTiles;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.document.Notebook;
import lab.harmony.notebooks.sources.RunCells;
import lab.harmony.notebooks.store.Notebooks;
import lab.harmony.notebooks.store.OpenedNotebook;
import lab.harmony.prompts.PromptLibrary;
import lab.harmony.runs.RunChanged;
import lab.harmony.runs.RunFilter;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.Workspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/// What the screens cost in a store that has grown: questions to the database and parts of the
/// page, which do not grow with it.
@Tag("process")
@DirtiesContext
@Import(CountedStatements.class)
class GrownStoreViewTest extends ViewLab {

  private static final int EXPERIMENTS = 60;
  private static final LargeStore STORE =
      new LargeStore(EXPERIMENTS + LargeStore.LANES, EXPERIMENTS);

  @Autowired CountedStatements statements;
  @Autowired RunQueue runs;
  @Autowired DataSource database;
  @Autowired TransactionTemplate transaction;
  @Autowired DataFolder data;
  @Autowired Workspace workspace;
  @Autowired Notebooks notebooks;
  @Autowired ApplicationEventPublisher events;

  @DynamicPropertySource
  static void plant(DynamicPropertyRegistry registry) throws IOException {
    var root = folder("harmony-grown");
    BrowserParts.copy(Path.of("prompts"), root.resolve("workspace/prompts"));
    STORE.writeNotebooks(root.resolve("workspace"));
    registry.add("harmony.workspace", root.resolve("workspace")::toString);
    registry.add("harmony.data", root.resolve("data")::toString);
    registry.add("harmony.worker.enabled", () -> false);
    registry.add("harmony.person", () -> "Ada");
  }

  @BeforeEach
  void fill() throws IOException {
    if (runs.count(RunFilter.ALL) == 0) {
      STORE.fill(
          new JdbcTemplate(database), transaction, data, PromptLibrary.load(workspace.prompts()));
    }
  }

  @Test
  void theHomePageMakesTheRowsInViewAndAsksForThemTogether() {
    open("models"); // makes the frame, which asks for each screen of the navigation
    statements.clear();
    open("");
    awaitShown("61 experiments", "Study 38", "Show 21 more of 21");
    assertThat(rows()).isEqualTo(40);
    assertThat(asked()).as("the first time").hasSizeLessThan(20);
    assertThat(statements.about("run_images")).hasSizeLessThanOrEqualTo(1);

    open("models");
    statements.clear();
    open("");
    awaitShown("Study 38", "n = 16 prompts");
    assertThat(asked()).as("later").hasSizeLessThan(12);

    press("Show 21 more of 21");
    assertThat(rows()).isEqualTo(61);
    open("?q=study-059");
    awaitShown("1 of 61 experiments", "Study 59", "n = 16 prompts");
  }

  @Test
  void aPageWithThousandsOfPicturesHasFewPartsAndAsksForItsRunsTogether() {
    open("experiments/" + LargeStore.LARGE);
    awaitShown("480 pictures · model-09");
    var tiles = find(PictureTiles.class).all();
    assertThat(tiles)
        .hasSize(LargeStore.LANES)
        .allSatisfy(lane -> {
          assertThat(lane.total()).isEqualTo(480);
          assertThat(lane.filled()).hasSize(480);
        });
    assertThat(parts(UI.getCurrent().getElement())).isLessThan(1500);

    open("models");
    open("experiments/study-001");
    awaitShown("Study 1");
    statements.clear();
    open("experiments/" + LargeStore.LARGE);
    awaitShown("480 pictures · model-09");
    assertThat(statements.about("file_name")).isEmpty();
    assertThat(statements.about("runs")).hasSizeLessThan(LargeStore.LANES);
  }

  @Test
  void aStepOfARunAsksForItsOwnExperimentAlone() {
    var run = RunCells.runs(notebook("study-003")).getFirst();
    var database = new JdbcTemplate(this.database);
    database.update("update jobs set state = 'running' where id = ?", run.value());
    for (var screen : List.of("", "experiments/study-003")) {
      database.update("update runs set images_done = 11 where id = ?", run.value());
      open(screen);
      events.publishEvent(new RunChanged(run));
      awaitShown(screen.isEmpty() ? "Running 11 of 48" : "11 of 48 pictures");
      statements.clear();
      database.update("update runs set images_done = 12 where id = ?", run.value());
      events.publishEvent(new RunChanged(run));
      awaitShown(screen.isEmpty() ? "Running 12 of 48" : "12 of 48 pictures");
      assertThat(asked()).as(screen).hasSizeLessThan(17);
    }
    database.update("update runs set images_done = 48 where id = ?", run.value());
    database.update("update jobs set state = 'finished' where id = ?", run.value());
    events.publishEvent(new RunChanged(run));
  }

  private Notebook notebook(String slug) {
    return notebooks.open(new ExperimentSlug(slug)) instanceof OpenedNotebook.Readable(var notebook)
        ? notebook
        : fail("there is no notebook of " + slug);
  }

  @Test
  void aGridOfThousandsAsksForItsRunsTogether() {
    open("experiments/%s/grid".formatted(LargeStore.LARGE));
    awaitShown("4800 pictures");
    open("models");
    statements.clear();
    open("experiments/%s/grid".formatted(LargeStore.LARGE));
    awaitShown("4800 pictures");
    assertThat(statements.about("file_name")).isEmpty();
    assertThat(asked()).hasSizeLessThan(17);
  }

  @Test
  void theListsOfReviewsAndGridsAskForTheirLinesTogether() {
    for (var list : Map.of("review", "Study 38", "grids", "Study 38").entrySet()) {
      open(list.getKey());
      awaitShown(list.getValue());
      open("models");
      statements.clear();
      open(list.getKey());
      awaitShown(list.getValue());
      assertThat(asked()).as(list.getKey()).hasSizeLessThan(12);
    }
  }

  private static long parts(Element element) {
    return 1 + element.getChildren().mapToLong(GrownStoreViewTest::parts).sum();
  }

  /// What was asked but for what is asked anyway: every moment, which jobs got further, once for a
  /// page, what is new to its person, and with each look of this test who looks.
  private List<String> asked() {
    return statements.all().stream()
        .filter(sql -> !sql.contains("changed_at >= ?") && !sql.contains("activity_seen"))
        .filter(sql -> !sql.contains("from people p where id = ?"))
        .toList();
  }

  private int rows() {
    return (int)
        find(NativeTableRow.class).all().stream()
            .filter(row -> row.hasClassName("experiments__row"))
            .count();
  }
}
