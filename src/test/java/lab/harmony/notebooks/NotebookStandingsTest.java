package lab.harmony.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import lab.harmony.models.Model;
import lab.harmony.models.ModelCatalogue;
import lab.harmony.models.ModelName;
import lab.harmony.notebooks.cells.CellStanding;
import lab.harmony.notebooks.cells.CellState;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.CellKind;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.execution.NotebookStanding;
import lab.harmony.notebooks.execution.NotebookStandings;
import lab.harmony.notebooks.sources.RunWork;
import lab.harmony.notebooks.store.OpenedNotebook;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunImage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// What an event of a run in work makes another: its own cell, by what is new.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
@DirtiesContext
@ActiveProfiles("headless")
@Tag("unit")
@Tag("lab")
class NotebookStandingsTest {
  private static final List<String> ALL = List.of("first", "second", "third", "fourth", "fifth");
  private static final Deque<String> SLUGS = new ArrayDeque<>(ALL);

  @TempDir static Path folder;

  @Autowired NotebookStandings standings;
  @Autowired JdbcClient database;

  private final ExperimentSlug slug = new ExperimentSlug(SLUGS.pop());
  private final RunId run = new RunId("r261120-200000-" + slug);

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    ALL.forEach(slug -> SampleExperiment.write(folder.resolve("workspace"), slug));
    registry.add("harmony.workspace", () -> folder.resolve("workspace").toString());
    registry.add("harmony.data", () -> folder.resolve("data").toString());
    registry.add("harmony.worker.enabled", () -> false);
  }

  @BeforeEach
  void aRunThatHasJustBegun() {
    database.sql("create table if not exists aside as select * from run_images").update();
    database.sql("delete from run_images where run = :run").param("run", run.value()).update();
    database
        .sql("update jobs set state = 'running', fraction = 0 where id = :run")
        .param("run", run.value())
        .update();
    database
        .sql("update runs set images_done = 0 where id = :run")
        .param("run", run.value())
        .update();
  }

  @Test
  void pictureAfterPictureIsAddedAndNoneIsReadTwice() {
    var standing = withPicture(standings.of(slug), 0);
    for (var index = 1; index < 48; index++) {
      var before = pictures(standing);
      standing = withPicture(standing, index);
      var now = pictures(standing);
      assertThat(now).hasSize(index + 1);
      for (var i = 0; i < before.size(); i++) {
        assertThat(now.get(i)).isSameAs(before.get(i));
      }
    }
    assertThat(generate(standing).state())
        .isEqualTo(new CellState.Running(48, 48, 0, Optional.empty()));
  }

  @Test
  void onlyTheCellOfTheRunIsAnotherAndItsPicturesAreNotReadAgain() {
    var first = withPicture(standings.of(slug), 0);
    var second = withPicture(first, 1);

    assertThat(pictures(second)).hasSize(2);
    assertThat(pictures(second).getFirst()).isSameAs(pictures(first).getFirst());
    for (var i = 0; i < first.cells().size(); i++) {
      var cell = first.cells().get(i);
      if (!cell.cell().id().value().equals("generate")) {
        assertThat(second.cells().get(i)).isSameAs(cell);
      }
    }
  }

  @Test
  void theEventOfAnotherRunChangesNothing() {
    var standing = standings.of(slug);
    assertThat(standings.after(standing, slug, new RunId("r261120-200000-other")))
        .isEqualTo(standing);
  }

  @Test
  void theEndOfTheRunIsLookedAtAsAWhole() {
    var working = withPicture(standings.of(slug), 0);
    assertThat(generate(working).state().busy()).isTrue();
    database
        .sql("update jobs set state = 'cancelled', ended_at = started_at where id = :run")
        .param("run", run.value())
        .update();

    assertThat(generate(standings.after(working, slug, run)).state())
        .isEqualTo(new CellState.Failed("the run was cancelled after 1 of 48 images"));
  }

  @Test
  void anotherVersionOfTheTextKeepsWhatIsKnownOfItsCells() {
    var standing = withPicture(standings.of(slug), 0);
    var notebook = ((OpenedNotebook.Readable) standing.opened()).notebook();
    var changed =
        notebook.withCell(0, Cell.blank(new CellId("new"), CellKind.MARKDOWN, "A new cell"));

    var with = standing.with(changed);

    assertThat(with.cells()).hasSize(standing.cells().size() + 1);
    assertThat(with.cells().getFirst().state()).isEqualTo(new CellState.Idle());
    assertThat(generate(with)).isEqualTo(generate(standing));
  }

  private NotebookStanding withPicture(NotebookStanding before, int index) {
    complete(index);
    return standings.after(before, slug, run);
  }

  private void complete(int index) {
    database
        .sql("insert into run_images select * from aside where run = :run and image_index = :index")
        .param("run", run.value())
        .param("index", index)
        .update();
    database
        .sql(
            """
            update run_images set created_at = dateadd(second, :index, date '2026-11-21')
            where run = :run and image_index = :index
            """)
        .param("run", run.value())
        .param("index", index)
        .update();
    database
        .sql("update runs set images_done = images_done + 1 where id = :run")
        .param("run", run.value())
        .update();
  }

  private static List<RunImage> pictures(NotebookStanding standing) {
    return ((RunWork) generate(standing).work()).images();
  }

  private static CellStanding generate(NotebookStanding standing) {
    return standing.cells().stream()
        .filter(cell -> cell.cell().id().value().equals("generate"))
        .findFirst()
        .orElseThrow();
  }

  @TestConfiguration
  static class OneModel {
    @Bean
    @Primary
    ModelCatalogue catalogue() {
      var model =
          new Model(
              new ModelName(SampleExperiment.MODEL),
              Path.of("none"),
              SampleExperiment.HASH,
              "A model of the test",
              128);
      return new ModelCatalogue() {
        @Override
        public List<Model> list() {
          return List.of(model);
        }

        @Override
        public Optional<Model> find(ModelName name) {
          return Optional.of(model).filter(it -> it.name().equals(name));
        }

        @Override
        public Model judge() {
          return model;
        }
      };
    }
  }
}
