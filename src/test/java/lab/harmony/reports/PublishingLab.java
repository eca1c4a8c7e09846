package lab.harmony.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lab.harmony.BrowserParts;
import lab.harmony.DrawnExperiment;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.store.Notebooks;
import lab.harmony.notebooks.store.OpenedNotebook;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.Somebody;
import lab.harmony.reports.readers.ReportReaders;
import lab.harmony.reports.readers.ShareLinks;
import lab.harmony.reports.shelf.GivenNames;
import lab.harmony.reports.shelf.Publication;
import lab.harmony.reports.shelf.PublishedReport;
import lab.harmony.review.Scores;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Tag;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A lab whose experiments are published, for tests that look at what comes of it.
@Tag("lab")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
@ActiveProfiles("headless")
abstract class PublishingLab {

  static final ExperimentSlug SETTLED = new ExperimentSlug("baseline");
  static final ExperimentSlug DRAWN = new ExperimentSlug("drawn");
  static final ExperimentSlug BEFORE = new ExperimentSlug("before");
  static final Path folder = newFolder();

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) throws IOException {
    var workspace = folder.resolve("workspace");
    DrawnExperiment.copyPrompts(workspace);
    BrowserParts.copy(Path.of("experiments/baseline"), workspace.resolve("experiments/baseline"));
    for (var slug :
        List.of(
            "drawn", "again", "both", "gone", "before", "numbers", "halfway", "tagged", "moment",
            "stopped", "shown", "theirs")) {
      DrawnExperiment.of(slug, "doodle-base", 42).write(workspace);
    }
    BrowserParts.copy(Path.of("src/test/resources/fixtures/reports"), workspace.resolve("reports"));
    registry.add("harmony.workspace", workspace::toString);
    registry.add("harmony.data", () -> folder.resolve("data").toString());
    registry.add("harmony.worker.enabled", () -> false);
  }

  @Autowired Reports reports;
  @Autowired People people;
  @Autowired Notebooks notebooks;
  @Autowired GivenNames given;
  @Autowired ShareLinks shares;
  @Autowired Scores scores;
  @Autowired ReportReaders readers;
  @Autowired PublishedReportController controller;

  final Actor by() {
    return Somebody.researcher(people, "Ada");
  }

  final Publishing ada(String reason) {
    return Publishing.by(Somebody.researcher(people, "Ada")).although(reason);
  }

  final Publishing ada() {
    return Publishing.by(Somebody.researcher(people, "Ada")).although("The renderer drew them.");
  }

  /// One for all classes, which have one lab together.
  private static Path newFolder() {
    try {
      var made = Files.createTempDirectory("harmony-publishing");
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> FileSystemUtils.deleteRecursively(made.toFile())));
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Without what is said above it.
  static String alone(String served) {
    assertThat(served).contains("Nobody has commented on this report yet");
    return served.replaceFirst("<p class=\"meta\" role=\"note\">.*?</p>", "");
  }

  final String served(PublishedReport report) throws IOException {
    var response = new MockHttpServletResponse();
    controller.open(report.name().value(), response);
    return new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
  }

  final String source(CellId cell) {
    return ((OpenedNotebook.Readable) notebooks.open(SETTLED))
        .notebook()
        .find(cell)
        .orElseThrow()
        .source();
  }

  static PublishedReport published(Publication publication) {
    return switch (publication) {
      case Publication.Published(var report) -> report;
      case Publication.NeedsReason needed -> throw new AssertionError(needed.sentence());
      case Publication.Refused(var reason) -> throw new AssertionError(reason);
    };
  }

  static String refusal(Publication publication) {
    return ((Publication.Refused) publication).reason();
  }

  static Document page(PublishedReport report) throws IOException {
    return Jsoup.parse(report.page().toFile());
  }

  static JsonNode data(PublishedReport report) {
    return new JsonMapper().readTree(report.page().resolveSibling("report.json").toFile());
  }
}
