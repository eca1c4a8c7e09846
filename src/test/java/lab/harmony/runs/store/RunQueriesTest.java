package lab.harmony.runs.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import lab.harmony.CountedStatements;
import lab.harmony.people.People;
import lab.harmony.people.Somebody;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.recipe.AdapterUse;
import lab.harmony.recipe.FileUse;
import lab.harmony.recipe.Recipe;
import lab.harmony.runs.GenerateSpec;
import lab.harmony.runs.RunFilter;
import lab.harmony.runs.RunId;
import lab.harmony.runs.images.ExperimentFaces;
import lab.harmony.work.JobQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/// However many runs and pictures there are, the database is asked as often.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
@DirtiesContext
@ActiveProfiles("headless")
@Import(CountedStatements.class)
@Tag("unit")
@Tag("lab")
class RunQueriesTest {

  private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");
  private static final int PICTURES = 6;

  @TempDir static Path root;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) throws IOException {
    for (var experiment : List.of("few", "many")) {
      Files.createDirectories(root.resolve("workspace/experiments").resolve(experiment));
    }
    registry.add("harmony.data", root.resolve("data")::toString);
    registry.add("harmony.workspace", root.resolve("workspace")::toString);
    registry.add("harmony.worker.enabled", () -> false);
  }

  @Autowired People people;
  @Autowired RunQueue runs;
  @Autowired ExperimentFaces faces;
  @Autowired JobQueue jobs;
  @Autowired RunStore store;
  @Autowired ImageStore images;
  @Autowired RunFolders folders;
  @Autowired TransactionTemplate transaction;
  @Autowired CountedStatements statements;
  @Autowired JdbcTemplate database;

  @BeforeEach
  void twoRunsOfOneExperimentAndFiftyOfAnother() {
    if (runs.count(RunFilter.ALL) == 0) {
      IntStream.range(0, 2).forEach(number -> add("few", "cell", number));
      IntStream.range(0, 50).forEach(number -> add("many", "cell-" + number, 100 + number));
    }
  }

  @Test
  void aPageOfTheListIsOneQuestionAndReadsNoSpecAndNoPicture() {
    var page = counted(() -> runs.list(RunFilter.ALL, 10, 40));
    assertThat(page).hasSize(40).allSatisfy(row -> assertThat(row.some()).hasSize(5));
    assertThat(statements.all()).hasSize(1);
    assertThat(page.getFirst().id()).isEqualTo(id("many", 139));
  }

  @Test
  void theNewestRunsAndTheExperimentsAreFoundInIndexesAndNothingElseIsGoneOver() {
    counted(() -> runs.list(RunFilter.ALL, 10, 40));
    assertThat(plan()).contains("JOBS_BY_SUBMISSION").doesNotContain("tableScan");
    counted(() -> runs.list(new RunFilter("", true), 0, 40));
    assertThat(plan()).doesNotContain("tableScan");
    counted(runs::experiments);
    assertThat(plan()).contains("RUNS_WITH_PICTURES").doesNotContain("tableScan");
  }

  /// How the database finds what it was asked for last.
  private String plan() {
    var asked = statements.all().getLast();
    var values = Collections.nCopies((int) asked.chars().filter(it -> it == '?').count(), 1);
    return Objects.requireNonNull(
        database.queryForObject("explain " + asked, String.class, values.toArray()));
  }

  @Test
  void linesThatAreLookedForComeInTheirOrderAndInParts() {
    var found = counted(() -> runs.list(new RunFilter("many", false), 10, 3));
    assertThat(found)
        .extracting(row -> row.id())
        .containsExactly(id("many", 139), id("many", 138), id("many", 137));
    assertThat(statements.all()).hasSize(2);
    assertThat(statements.about("spec")).isEmpty();
  }

  @Test
  void theDatabaseFindsWhatIsLookedForByEveryWord() {
    assertThat(runs.count(new RunFilter("MANY  ada", false))).isEqualTo(50);
    assertThat(runs.count(new RunFilter("few  small + fine", false))).isEqualTo(2);
    assertThat(runs.count(new RunFilter("few nobody", false))).isZero();
    assertThat(runs.count(new RunFilter("", true))).isZero();
    assertThat(runs.count(new RunFilter("%", false))).isZero();
    assertThat(runs.count(new RunFilter("_", false))).isZero();
    assertThat(runs.count(new RunFilter("!", false))).isZero();
    assertThat(runs.list(new RunFilter(id("few", 1).value(), false), 0, 10))
        .singleElement()
        .satisfies(row -> {
          assertThat(row.experiment()).isEqualTo("few");
          assertThat(row.drawnBy()).isEqualTo("small + fine");
          assertThat(row.images()).isEqualTo(PICTURES);
          assertThat(row.total()).isEqualTo(PICTURES);
          assertThat(row.picturesGone()).isFalse();
        });
  }

  @Test
  void picturesOfManyRunsAreReadTogetherAndNoneASecondTime() {
    var ids = IntStream.range(100, 150).mapToObj(number -> id("many", number)).toList();
    var few = counted(() -> runs.images(List.of(id("few", 0), id("few", 1))));
    assertThat(few).hasSize(2 * PICTURES);
    var forFew = statements.all().size();
    assertThat(counted(() -> runs.images(ids))).hasSize(50 * PICTURES);
    assertThat(statements.all()).hasSize(forFew);
    assertThat(counted(() -> runs.images(ids))).hasSize(50 * PICTURES);
    assertThat(statements.about("run_images")).isEmpty();
  }

  @Test
  void aPictureCostsNoQuestionOfItsOwn() {
    var all = runs.images(List.of(id("many", 100), id("many", 101)));
    var found = counted(() -> all.stream().map(image -> runs.image(image.id())).toList());
    assertThat(found).allSatisfy(image -> assertThat(image).isPresent());
    assertThat(statements.all()).isEmpty();
  }

  @Test
  void whetherAnExperimentHasFacesReadsNone() {
    assertThat(counted(faces::experiments)).containsExactly("few", "many");
    assertThat(statements.about("run_images")).isEmpty();
  }

  @Test
  void whatAListHasToKnowOfAllRunsIsAskedOnceForAll() {
    counted(runs::now);
    assertThat(statements.all()).hasSizeLessThanOrEqualTo(2);
    counted(() -> runs.row(id("many", 120)));
    assertThat(statements.all()).hasSize(1);
    counted(() -> runs.before(runs.find(id("many", 120)).orElseThrow()));
    assertThat(statements.all()).hasSizeLessThanOrEqualTo(4);
  }

  @Test
  void aModelIsCountedWithoutReadingASpec() {
    assertThat(counted(() -> runs.countUsing("a".repeat(64)))).isEqualTo(52);
    assertThat(counted(() -> runs.using("b".repeat(64), 8))).hasSize(8);
    assertThat(statements.about("spec")).isEmpty();
    assertThat(runs.countUsing("c".repeat(64))).isZero();
  }

  private <T> T counted(Supplier<T> work) {
    statements.clear();
    return work.get();
  }

  private static RunId id(String experiment, int number) {
    return new RunId("r260101-%06d-%s".formatted(number, experiment));
  }

  private void add(String experiment, String cell, int number) {
    var id = id(experiment, number);
    var at = BEGINNING.plusSeconds(number);
    var spec = spec(experiment, cell);
    try {
      Files.createDirectories(RunFolders.images(folders.own(id)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    transaction.executeWithoutResult(_ -> {
      jobs.addFinished(
          RunStore.job(id, Optional.of(Somebody.of(people, "Ada").person())),
          at,
          Optional.of(at),
          Optional.of(at));
      store.insertFinished(id, spec);
      for (int index = 0; index < PICTURES; index++) {
        images.insert(
            id,
            new ImageStore.Picture(
                index, index + ".png", "%064d".formatted(index), 64, 64, at, Optional.empty()));
      }
    });
  }

  private static GenerateSpec spec(String experiment, String cell) {
    return new GenerateSpec(
        experiment,
        cell,
        new Recipe(
            new FileUse("small", "a".repeat(64)),
            Optional.empty(),
            List.of(AdapterUse.of("fine", "b".repeat(64))),
            Optional.empty(),
            Optional.empty(),
            Recipe.USUAL_CLIP_SKIP,
            "euler",
            20,
            64,
            64,
            List.of(),
            List.of()),
        "",
        "",
        LongStream.range(0, PICTURES)
            .mapToObj(seed -> new MatrixPrompt("stoic", "sad", 7, seed, "a stoic face", ""))
            .toList(),
        "test");
  }
}
