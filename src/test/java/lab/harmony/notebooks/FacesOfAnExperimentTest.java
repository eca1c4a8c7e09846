package lab.harmony.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import lab.harmony.analytics.ExperimentAnalytics;
import lab.harmony.notebooks.cells.Execution;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.CellKind;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.document.Notebook;
import lab.harmony.notebooks.document.Output;
import lab.harmony.notebooks.execution.NotebookExecution;
import lab.harmony.notebooks.results.OutputTypes;
import lab.harmony.notebooks.sources.CellRuns;
import lab.harmony.notebooks.sources.RunSpecs;
import lab.harmony.notebooks.store.Edit;
import lab.harmony.notebooks.store.NotebookFiles;
import lab.harmony.notebooks.store.Notebooks;
import lab.harmony.notebooks.store.OpenedNotebook;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.Signature;
import lab.harmony.people.Somebody;
import lab.harmony.reports.Reports;
import lab.harmony.review.Scores;
import lab.harmony.review.files.ScoreLayout;
import lab.harmony.review.marks.Checklist;
import lab.harmony.review.marks.Mark;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.images.ExperimentFaces;
import lab.harmony.runs.store.RunQueue;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/// A report's head, its charts, the review and the analyses count the same faces.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
@ActiveProfiles("headless")
@Tag("process")
class FacesOfAnExperimentTest {
  private static final CellId GENERATE = new CellId("generate");
  private static final CellId MORE = new CellId("more");
  private static final CellId TABLE = new CellId("table");
  private static final CellId HEAT = new CellId("heat");

  @TempDir static Path folder;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    for (var slug : List.of("deleted", "again", "imported")) {
      SampleExperiment.write(folder.resolve("workspace"), slug);
      SampleExperiment.writeEarlierRun(folder.resolve("workspace"), slug);
    }
    registry.add("harmony.workspace", () -> folder.resolve("workspace").toString());
    registry.add("harmony.data", () -> folder.resolve("data").toString());
    registry.add("harmony.worker.enabled", () -> false);
  }

  @Autowired People people;

  /// Somebody of this lab.
  private Actor by(String name) {
    return Somebody.of(people, name);
  }

  @Autowired NotebookFiles files;
  @Autowired Notebooks notebooks;
  @Autowired NotebookExecution execution;
  @Autowired CellRuns cellRuns;
  @Autowired ExperimentFaces faces;
  @Autowired ExperimentAnalytics analytics;
  @Autowired Experiments experiments;
  @Autowired Scores scores;
  @Autowired Reports reports;
  @Autowired RunQueue runs;

  @Test
  void aDeletedCellCountsNowhere() {
    var slug = new ExperimentSlug("deleted");
    addCellOf(slug, earlier(slug));
    counts(slug, newest(slug), earlier(slug));

    notebooks.delete(slug, GENERATE, by("Ada"));
    counts(slug, earlier(slug));

    notebooks.delete(slug, MORE, by("Ada"));
    assertThat(faces.of(slug.value())).isEmpty();
    assertThat(scores.images(slug.value())).isEmpty();
    assertThat(analytics.machine(slug.value())).isEmpty();
    assertThat(experiments.of(List.of(slug)).getFirst().images()).isZero();
    assertThat(runs.images(newest(slug))).as("what it made is kept").hasSize(48);
  }

  @Test
  void aCellThatWasExecutedAgainCountsTheRunThatItNames() {
    var slug = new ExperimentSlug("again");
    counts(slug, newest(slug));

    assertThat(cellRuns.show(slug, GENERATE, earlier(slug), by("Ada")))
        .isInstanceOf(Edit.Saved.class);
    counts(slug, earlier(slug));

    assertThat(cellRuns.show(slug, GENERATE, newest(slug), by("Ada")))
        .isInstanceOf(Edit.Saved.class);
    counts(slug, newest(slug));
  }

  @Test
  void importedScoresCountWhereTheirFacesDo() {
    var slug = new ExperimentSlug("imported");
    var image = faces.of(slug.value()).getFirst();
    var mark = Mark.of(new Checklist(true, true, false), false, "");
    scores.record(image, mark, by("Ada"));
    var csv = scores.exportCsv(slug.value(), ScoreLayout.COMPLETE);
    var preview =
        scores.preview(
            slug.value(),
            csv.replace(by("Ada").person().value(), "")
                .replace("Ada", "Ben")
                .getBytes(StandardCharsets.UTF_8),
            by("Ben"));
    scores.keep(preview, by("Ben"));
    counts(slug, newest(slug));
    assertThat(analytics.people(slug.value()).images()).isEqualTo(1);
    assertThat(head(slug)).contains("2 of 3 points");

    assertThat(cellRuns.show(slug, GENERATE, earlier(slug), by("Ada")))
        .isInstanceOf(Edit.Saved.class);
    counts(slug, earlier(slug));
    assertThat(analytics.people(slug.value()).images()).isZero();
    assertThat(head(slug)).contains("No person has scored these 48 pictures yet.");
  }

  /// Every place that counts counts the pictures of these runs.
  private void counts(ExperimentSlug slug, RunId... wanted) {
    var images = List.of(wanted).stream().flatMap(run -> runs.images(run).stream()).toList();
    var ids = images.stream().map(RunImage::id).toList();
    assertThat(faces.of(slug.value()))
        .extracting(RunImage::id)
        .containsExactlyInAnyOrderElementsOf(ids);
    assertThat(scores.images(slug.value()))
        .extracting(RunImage::id)
        .containsExactlyInAnyOrderElementsOf(ids);
    assertThat(analytics.machine(slug.value()).orElseThrow().images()).isEqualTo(ids.size());
    assertThat(experiments.of(List.of(slug)).getFirst().images()).isEqualTo(ids.size());
    execution.run(slug, List.of(TABLE, HEAT), by("Ada")).orTimeout(60, TimeUnit.SECONDS).join();
    assertThat(shown(slug, TABLE, OutputTypes.SCORES).path("rows"))
        .as("the faces in the table")
        .hasSize(ids.size());
    assertThat(images(shown(slug, HEAT, OutputTypes.CHART)))
        .as("the faces in the chart")
        .isEqualTo(ids.size());
    assertThat(head(slug))
        .as("the head of a report")
        .contains("n = %d pictures".formatted(ids.size()));
  }

  private JsonNode shown(ExperimentSlug slug, CellId cell, String type) {
    var output = (Output.Display) notebook(slug).find(cell).orElseThrow().outputs().getFirst();
    return output.json(type).orElseThrow();
  }

  /// How many faces the cells of a heat map count together.
  private static int images(JsonNode chart) {
    return chart.at("/data/values").valueStream().mapToInt(row -> row.path("images").asInt()).sum();
  }

  private String head(ExperimentSlug slug) {
    return Jsoup.parse(reports.page(slug, notebook(slug), by("Ada"))).select(".answer").text();
  }

  private void addCellOf(ExperimentSlug slug, RunId run) {
    files.change(
        slug,
        notebook -> {
          var execution =
              new Execution(
                  Instant.parse("2026-11-20T20:00:00Z"),
                  new Signature("Ada", Optional.empty()),
                  RunSpecs.basis(runs.find(run).orElseThrow().spec()).inputs(),
                  Optional.of(run),
                  Optional.of("x"));
          return new Edit.Saved(
              notebook
                  .withCell(2, Cell.blank(MORE, CellKind.RUN, SampleExperiment.RUN_SOURCE))
                  .withHarmony(MORE, execution::writeTo),
              MORE);
        });
  }

  private Notebook notebook(ExperimentSlug slug) {
    return ((OpenedNotebook.Readable) files.open(slug)).notebook();
  }

  private static RunId newest(ExperimentSlug slug) {
    return new RunId("r261120-200000-" + slug);
  }

  private static RunId earlier(ExperimentSlug slug) {
    return new RunId("r261119-200000-" + slug);
  }
}
