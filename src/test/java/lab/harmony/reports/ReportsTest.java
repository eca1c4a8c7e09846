package lab.harmony.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import lab.harmony.DrawnExperiment;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.people.People;
import lab.harmony.people.Somebody;
import lab.harmony.reports.frozen.SheetPage;
import lab.harmony.reports.grid.GridFiles;
import lab.harmony.reports.grid.GridWords;
import lab.harmony.reports.grid.Grids;
import lab.harmony.reports.grid.axes.GridAddress;
import lab.harmony.reports.shelf.Publication;
import lab.harmony.reports.shelf.PublishedReport;
import lab.harmony.review.Scores;
import lab.harmony.review.marks.Checklist;
import lab.harmony.review.marks.Mark;
import lab.harmony.review.marks.RatedBy;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunId;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.workspace.Sha256;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
@DirtiesContext
@ActiveProfiles("headless")
@Tag("process")
class ReportsTest {

  private static final DrawnExperiment BASE = DrawnExperiment.of("base", "doodle-base", 42);
  private static final DrawnExperiment SCORED = DrawnExperiment.of("scored", "doodle-base", 42);
  private static final DrawnExperiment ANIME = DrawnExperiment.of("anime", "doodle-anime", 42);
  private static final ExperimentSlug EXPERIMENT = new ExperimentSlug("base");

  private static final String REASON = "The renderer drew them, and no cell of the notebook.";

  @TempDir static Path folder;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    var workspace = folder.resolve("workspace");
    DrawnExperiment.copyPrompts(workspace);
    BASE.write(workspace);
    SCORED.write(workspace);
    ANIME.write(workspace);
    registry.add("harmony.workspace", () -> folder.resolve("workspace").toString());
    registry.add("harmony.data", () -> folder.resolve("data").toString());
    registry.add("harmony.worker.enabled", () -> false);
  }

  @Autowired People people;
  @Autowired Reports reports;
  @Autowired Grids grids;
  @Autowired GridFiles files;
  @Autowired Scores scores;
  @Autowired RunQueue runs;

  @Test
  void aPublishedReportIsAFolderWithPageDataAndScores() throws IOException {
    var report = published(EXPERIMENT);

    assertThat(report.page().getParent()).isDirectoryContaining("glob:**/index.html");
    assertThat(report.page().resolveSibling("scores.csv")).exists();
    assertThat(Sha256.of(report.page()).hex()).isEqualTo(report.pageSha256());
    assertThat(report.title()).isEqualTo("Faces of doodle-base");
    assertThat(report.answer()).isEqualTo("The mouth disagrees in a third of the faces.");
    assertThat(report.question())
        .isEqualTo("Do eyes, mouth and brows of faces by doodle-base tell the same emotion?");
    var data = new JsonMapper().readTree(report.page().resolveSibling("report.json").toFile());
    assertThat(data.path("format").asString()).isEqualTo("harmony-report/1");
    assertThat(data.path("pictures")).hasSize(48);
    assertThat(data.path("runs").path(0).path("modelSha256").asString())
        .isEqualTo(Sha256.of("doodle-base").hex());
    assertThat(data.path("dataSha256").asString()).hasSize(64);
  }

  @Test
  void publishingAgainNeverTouchesTheFirst() throws IOException {
    var first = published(EXPERIMENT);
    var before = Files.readString(first.page());

    var second = published(EXPERIMENT);

    assertThat(second.name()).isNotEqualTo(first.name());
    assertThat(second.name().value()).startsWith(first.name().value().substring(0, 15));
    assertThat(first.page()).hasContent(before);
    assertThat(reports.list())
        .extracting(PublishedReport::name)
        .contains(first.name(), second.name());
  }

  @Test
  void thePageCarriesAllPicturesAndWhereTheyCameFrom() throws IOException {
    var page = page(published(EXPERIMENT));

    assertThat(page.select("table.pictures")).hasSize(1);
    assertThat(page.select("table.pictures img")).hasSize(48);
    assertThat(page.select("img")).allMatch(image -> image.attr("src").startsWith("data:image/"));
    assertThat(page.select(".provenance").text())
        .contains(BASE.run())
        .contains(Sha256.of("doodle-base").hex())
        .contains("DPM++ 2M Karras")
        .contains("libtorch")
        .contains("portrait of a soft anime girl, happy expression");
    assertThat(page.select(".answer").text())
        .contains("No person has scored these 48 pictures yet.")
        .contains("has not been compared with people yet: 0 of 48 faces scored");
  }

  @Test
  void whatPeopleSaidStandsApartFromTheMachine() throws IOException {
    var run = new RunId(SCORED.run());
    for (int index = 0; index < 12; index++) {
      scores.record(
          runs.image(new ImageId(run, index)).orElseThrow(),
          Mark.of(new Checklist(true, index % 2 == 0, false), false, ""),
          Somebody.of(people, "Mira"));
    }
    var page = page(published(new ExperimentSlug("scored")));

    assertThat(page.select(".answer").text())
        .contains("18 of 36 points, n = 12 pictures")
        .contains("12 of 48 pictures are scored")
        .contains("of the checklist items (n = 12 faces, 95 % interval 27 to 73 % over 4 prompts)");
    assertThat(page.select(".mark--human")).hasSize(12);
    assertThat(page.select(".mark--machine")).hasSize(36);
  }

  @Test
  void cellsThatNeverRanAreNamedAsOutOfDate() throws IOException {
    var page = page(published(EXPERIMENT));
    assertThat(page.select("header .stale li").eachText())
        .anyMatch(it -> it.contains("Cell 2 (run)"));
    assertThat(page.select("header .stale .why").text())
        .isEqualTo("Why it was published all the same, says Ada: " + REASON);
  }

  @Test
  void anExperimentWithoutPicturesIsNotPublished() throws IOException {
    var empty = folder.resolve("workspace/experiments/empty");
    Files.createDirectories(empty);
    Files.writeString(
        empty.resolve("notebook.ipynb"),
        "{\"cells\":[],\"metadata\":{},\"nbformat\":4,\"nbformat_minor\":5}");

    assertThat(
            reports.publish(new ExperimentSlug("empty"), Publishing.by(Somebody.of(people, "Ada"))))
        .isEqualTo(
            new Publication.Refused(
                "This experiment has no pictures yet. Run it first, then publish."));
  }

  @Test
  void twoExperimentsWithTheSamePromptsStandInOneGrid() {
    var grid =
        grids.lay(
            GridAddress.read(
                    "base",
                    java.util.Map.of(
                        "with", java.util.List.of("anime"),
                        "rows", java.util.List.of("archetype"),
                        "columns", java.util.List.of("emotion"),
                        "third", java.util.List.of("model")))
                .address());

    assertThat(grid.size()).isEqualTo(96);
    assertThat(grid.refused()).isEmpty();
    assertThat(grid.values(lab.harmony.runs.images.ImageAxis.MODEL))
        .containsExactly("doodle-base", "doodle-anime");
    assertThat(grid.total().machine().images()).isEqualTo(96);
  }

  @Test
  void aGridIsSavedAsASheetWithTheRatesOfItsRowsAndItsLegend() throws IOException {
    var grid = grids.lay(GridAddress.of("anime"));
    var sheet =
        ImageIO.read(
            new ByteArrayInputStream(
                files.sheet(grid, "Faces of doodle-anime", "has not been compared yet")));

    // Twelve faces of 96 px in each row and four rows, the names beside and the words around them.
    assertThat(sheet.getWidth()).isGreaterThan(12 * 96 + 100);
    assertThat(sheet.getHeight()).isGreaterThan(4 * 96 + 22 + 7 * 18);
    assertThat(GridWords.axes(grid)).isEqualTo("48 pictures: archetype down, emotion across.");
    assertThat(GridWords.inside(grid))
        .isEqualTo("In each cell, in this order: CFG 5; CFG 7; CFG 9.");
    assertThat(GridWords.total(grid, "has not been compared yet"))
        .startsWith("No person has scored any of them. Machine ○ 78 % (112 of 144 points, n = 48")
        .endsWith("; the judge has not been compared yet.");
    assertThat(files.csv(grid, RatedBy.BOTH).lines()).hasSize(49);

    var images =
        grid.fair().stream().flatMap(picture -> runs.image(picture.id()).stream()).toList();
    var page = Jsoup.parse(SheetPage.html("Faces", grid, images, List.of("All of them.")));
    assertThat(page.select("table.pictures img")).hasSize(48);
    assertThat(page.select("figcaption").text())
        .contains("archetype down, emotion across", "CFG 5; CFG 7; CFG 9.");
    assertThat(page.select("main > .meta").text()).isEqualTo("All of them.");
  }

  private PublishedReport published(ExperimentSlug experiment) {
    return switch (reports.publish(
        experiment, Publishing.by(Somebody.of(people, "Ada")).although(REASON))) {
      case Publication.Published(var report) -> report;
      case Publication.NeedsReason needed -> throw new AssertionError(needed.sentence());
      case Publication.Refused(var reason) -> throw new AssertionError(reason);
    };
  }

  private static Document page(PublishedReport report) throws IOException {
    return Jsoup.parse(report.page().toFile());
  }
}
