package lab.harmony.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import lab.harmony.BrowserParts;
import lab.harmony.DrawnExperiment;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.store.Notebooks;
import lab.harmony.notebooks.store.OpenedNotebook;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.Somebody;
import lab.harmony.review.Checklist;
import lab.harmony.review.Mark;
import lab.harmony.review.Scores;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
@ActiveProfiles("headless")
@Tag("process")
class PublishingTest {

  private static final ExperimentSlug SETTLED = new ExperimentSlug("baseline");
  private static final ExperimentSlug DRAWN = new ExperimentSlug("drawn");
  private static final ExperimentSlug BEFORE = new ExperimentSlug("before");
  @TempDir static Path folder;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) throws IOException {
    var workspace = folder.resolve("workspace");
    DrawnExperiment.copyPrompts(workspace);
    BrowserParts.copy(Path.of("experiments/baseline"), workspace.resolve("experiments/baseline"));
    for (var slug :
        List.of(
            "drawn", "again", "both", "gone", "before", "numbers", "halfway", "tagged", "moment",
            "stopped", "shown")) {
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

  private Actor by() {
    return Somebody.researcher(people, "Ada");
  }

  private Publishing ada(String reason) {
    return Publishing.by(Somebody.researcher(people, "Ada")).although(reason);
  }

  private Publishing ada() {
    return Publishing.by(Somebody.researcher(people, "Ada")).although("The renderer drew them.");
  }

  @Test
  void whatIsUpToDateNeedsNoReasonAndWhatIsStaleDoes() throws IOException {
    var fresh =
        published(reports.publish(SETTLED, Publishing.by(Somebody.researcher(people, "Ada"))));
    assertThat(page(fresh).select(".stale")).isEmpty();
    assertThat(data(fresh).at("/edition/staleReason").asString()).isEmpty();

    var cell = new CellId("scores");
    var source = source(cell);
    notebooks.edit(
        SETTLED,
        cell,
        source,
        "source: machine\norder: matrix",
        Somebody.researcher(people, "Ada"));
    try {
      assertThat(
              reports.publish(
                  SETTLED, Publishing.by(Somebody.researcher(people, "Ada")).although("  ")))
          .isInstanceOfSatisfying(
              Publication.NeedsReason.class,
              needed ->
                  assertThat(needed.stale())
                      .anyMatch(it -> it.matches("Cell \\d+ \\(scores\\): its settings changed.*"))
                      .anyMatch(it ->
                          it.matches(
                              "Cell \\d+ \\(finding\\): 42 % is from scores, which is stale.")));
      for (var unseen : List.of("\u00a0", "\u200b\u2060", "\u0001", "\u3164", "…")) {
        assertThat(reports.publish(SETTLED, ada("").although(unseen)))
            .as("U+%04X is no reason", (int) unseen.charAt(0))
            .isInstanceOf(Publication.NeedsReason.class);
      }
      assertThat(refusal(reports.publish(SETTLED, ada("").although("x".repeat(401)))))
          .contains("at most 400 characters, got 401");
      var known = ((Publication.NeedsReason) reports.publish(SETTLED, ada(""))).stale();
      assertThat(
              reports.publish(
                  SETTLED,
                  ada("").although("The order is another.", known.subList(1, known.size()))))
          .as("a reason for one thing is none for another")
          .isEqualTo(new Publication.NeedsReason(known));
      published(reports.publish(SETTLED, ada("").although("The order is another.", known)));
      var before = reports.list().size();
      var why = "The order of its rows alone is another.";
      var stale =
          published(
              reports.publish(
                  SETTLED, Publishing.by(Somebody.researcher(people, "Ada")).although(why)));
      assertThat(reports.list()).hasSize(before + 1);
      assertThat(stale.version().staleReason()).isEqualTo(why);
      assertThat(page(stale).select("header .stale .why").text()).endsWith("says Ada: " + why);
      assertThat(data(stale).at("/edition/staleReason").asString()).isEqualTo(why);
      assertThat(data(stale).path("stale").toString()).contains("42 % is from scores");
    } finally {
      notebooks.edit(SETTLED, cell, source(cell), source, Somebody.researcher(people, "Ada"));
    }
  }

  @Test
  void aReasonWithNothingOutOfDateDoesNotStandInTheReport() throws IOException {
    var fresh = published(reports.publish(SETTLED, ada("").although("It was in a hurry.")));

    assertThat(fresh.version().staleReason()).isEmpty();
    assertThat(page(fresh).text()).doesNotContain("It was in a hurry.");
  }

  @Test
  void numbersAndNamesAreGivenOnceThoughAVersionIsTakenBackOrAnotherProgramPublishes()
      throws Exception {
    var slug = new ExperimentSlug("numbers");
    var first = published(reports.publish(slug, ada()));
    var second = published(reports.publish(slug, ada().revising(first.name(), "Second.")));
    var thrown = reports.delete(second.name(), Somebody.researcher(people, "Ada"));
    var third = published(reports.publish(slug, ada().revising(first.name(), "Third.")));
    assertThat(third.version().number()).isEqualTo(3);
    assertThat(third.name()).isNotEqualTo(second.name());
    assertThat(reports.restore(thrown, Somebody.researcher(people, "Ada"))).isEmpty();
    assertThat(reports.line(first.name()).orElseThrow().versions())
        .extracting(report -> report.version().number())
        .containsExactly(3, 2, 1);

    assertThat(given.give(first.version().line(), 4)).as("another program publishes").isTrue();
    assertThat(published(reports.publish(slug, ada().revising(first.name(), "Mine."))))
        .extracting(report -> report.version().number())
        .isEqualTo(5);
  }

  @Test
  void allVersionsAreTakenBackOrNone() throws Exception {
    var slug = new ExperimentSlug("halfway");
    var first = published(reports.publish(slug, ada()));
    var second = published(reports.publish(slug, ada().revising(first.name(), "Again.")));
    var line = reports.line(first.name()).orElseThrow();
    var ada = Somebody.researcher(people, "Ada");
    var link = shares.create(second, ShareLinks.LIFETIMES.getFirst(), ada);
    var away = folder.resolve("away");
    Files.move(first.page().getParent(), away);
    assertThatThrownBy(() -> reports.delete(line, ada)).isInstanceOf(IOException.class);
    Files.move(away, first.page().getParent());

    assertThat(reports.line(first.name()).orElseThrow().versions()).hasSize(2);
    assertThat(shares.find(link.token())).isPresent();
    assertThat(reports.delete(line, ada)).hasSize(2);
    assertThat(shares.find(link.token())).isEmpty();
  }

  @Test
  void tagsGoToTheVersionsThatAreThereAndCanBeCleared() throws Exception {
    var slug = new ExperimentSlug("tagged");
    var first = published(reports.publish(slug, ada().tagged(List.of("mouth\u200b", "\u2060"))));
    assertThat(first.tags()).containsExactly("mouth");
    var shown = reports.line(first.name()).orElseThrow();
    var second = published(reports.publish(slug, ada().revising(first.name(), "Again.")));
    assertThat(second.tags()).containsExactly("mouth");
    assertThat(
            published(
                    reports.publish(
                        slug, ada().revising(first.name(), "No tags.").tagged(List.of())))
                .tags())
        .isEmpty();

    var thrown = reports.delete(first.name(), Somebody.researcher(people, "Ada"));
    assertThat(reports.tag(shown, List.of("brows"), by())).isTrue();
    assertThat(first.page().getParent()).doesNotExist();
    assertThat(reports.find(second.name()).orElseThrow().tags()).containsExactly("brows");
    assertThat(reports.restore(thrown, Somebody.researcher(people, "Ada"))).isEmpty();
    reports.delete(reports.line(first.name()).orElseThrow(), Somebody.researcher(people, "Ada"));
    assertThat(reports.tag(shown, List.of("eyes"), by())).isFalse();
  }

  @Test
  void aReportIsRevisedByANewVersionAndTheOldOnesStayAsTheyWere() throws Exception {
    var first = published(reports.publish(DRAWN, ada().tagged(List.of("mouth", "Week 1"))));
    var before = Files.readString(first.page());
    var second = published(reports.publish(DRAWN, ada().revising(first.name(), "More scores.")));
    var third = published(reports.publish(DRAWN, ada().revising(first.name(), "A chart.")));

    assertThat(first.page()).hasContent(before);
    assertThat(List.of(first, second, third))
        .extracting(report -> report.version().number())
        .containsExactly(1, 2, 3);
    var line = reports.line(second.name()).orElseThrow();
    assertThat(line.versions())
        .extracting(PublishedReport::name)
        .containsExactly(third.name(), second.name(), first.name());
    assertThat(third.tags()).containsExactly("mouth", "Week 1");
    assertThat(page(third).select("header .meta").text()).contains("Version 3.", "A chart.");
    assertThat(page(third).select(".provenance").text())
        .contains("More scores. (reports/%s)".formatted(second.name()))
        .contains("(reports/%s)".formatted(first.name()));
    assertThat(page(third).select("a[href]")).isEmpty();
    assertThat(served(first))
        .contains("This is version 1; there is a newer one, version 3.")
        .contains("href=\"/reports/%s/index.html\"".formatted(second.name()))
        .contains("href=\"/reports/%s/index.html\"".formatted(third.name()));
    assertThat(served(third)).contains("Version 3, the newest.");
    assertThat(published(reports.publish(DRAWN, ada())).version().number()).isEqualTo(1);
  }

  @Test
  void whatCannotBeRevisedIsRefusedWithTheReason() {
    var mine = published(reports.publish(new ExperimentSlug("again"), ada()));

    assertThat(refusal(reports.publish(DRAWN, ada().revising(mine.name(), "Other pictures."))))
        .contains("is of the experiment again, not of drawn");
    assertThat(
            refusal(reports.publish(new ExperimentSlug("again"), ada().revising(mine.name(), " "))))
        .contains("Say what changed since version 1");
    assertThat(
            refusal(
                reports.publish(
                    DRAWN, ada().revising(new ReportName("2026-01-01-nowhere"), "Nothing."))))
        .contains("There is no report 2026-01-01-nowhere to revise");
  }

  @Test
  void twoWhoReviseAtOnceEachMakeAVersionOfTheirOwn() throws Exception {
    var slug = new ExperimentSlug("both");
    var first = published(reports.publish(slug, ada()));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Publication> revise =
          () -> reports.publish(slug, ada().revising(first.name(), "Mine."));
      for (var made : threads.invokeAll(Collections.nCopies(3, revise))) {
        published(made.get());
      }
    }
    assertThat(reports.line(first.name()).orElseThrow().versions())
        .extracting(report -> report.version().number())
        .containsExactly(4, 3, 2, 1);
  }

  @Test
  void aReportOfBeforeIsTheFirstVersionWithAllItsFindingsAndCanBeRevised() throws Exception {
    var old = reports.find(new ReportName("2026-11-20-before")).orElseThrow();
    assertThat(old.version().number()).isEqualTo(1);
    assertThat(old.version().staleReason()).isEmpty();
    assertThat(old.findings())
        .containsExactly(
            "The mouth disagrees in a third of the faces.", "Anger is drawn with the brows alone.");
    assertThat(old.measured())
        .isEqualTo(
            "67 % (4 of 6 points, n = 2 images, 95 % interval 30 to 90 %) by people, doodle-base");
    assertThat(served(old)).isEqualTo(Files.readString(old.page()));

    var next = published(reports.publish(BEFORE, ada().revising(old.name(), "Drawn again.")));
    assertThat(next.version().number()).isEqualTo(2);
    assertThat(next.version().line()).isEqualTo(old.version().line());
    assertThat(served(old)).contains("there is a newer one, version 2");
  }

  @Test
  void tagsAreSetLaterForAllVersionsAndChangeNothingElse() throws Exception {
    var first = published(reports.publish(new ExperimentSlug("gone"), ada()));
    var second =
        published(
            reports.publish(new ExperimentSlug("gone"), ada().revising(first.name(), "Again.")));
    var page = Files.readString(second.page());

    reports.tag(
        reports.line(first.name()).orElseThrow(), List.of(" brows ", "Brows", "CFG  7"), by());

    assertThat(reports.find(second.name()).orElseThrow().tags()).containsExactly("brows", "CFG 7");
    assertThat(second.page()).hasContent(page);
    reports.delete(second.name(), Somebody.researcher(people, "Ada"));
    assertThat(reports.line(first.name()).orElseThrow().newest().tags())
        .containsExactly("brows", "CFG 7");
    assertThat(served(first)).isEqualTo(Files.readString(first.page()));
    assertThatThrownBy(() -> ReportTags.of(List.of("x".repeat(41))))
        .hasMessageContaining("at most 40 characters, got 41");
  }

  @Test
  void pageNumbersAndScoresAreOfOneMomentThoughPeopleScoreMeanwhile() throws Exception {
    var slug = new ExperimentSlug("moment");
    var images = scores.images(slug.value());
    var grace = Somebody.researcher(people, "Grace");
    var done = new AtomicBoolean();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var scoring =
          threads.submit(() -> {
            var given = 0;
            for (int number = 0; !done.get(); number++) {
              var all = number % 2 == 0;
              scores.record(
                  images.get(number % images.size()),
                  Mark.of(new Checklist(all, all, all), false, ""),
                  grace);
              given++;
            }
            return given;
          });
      for (int time = 0; time < 2; time++) {
        var report = published(reports.publish(slug, ada()));
        var csv = Files.readAllLines(report.page().resolveSibling("scores.csv"));
        var points = List.of(csv.getFirst().split(",")).indexOf("harmony_points");
        var measured = data(report).at("/measured/0/people");
        assertThat(csv.stream().skip(1).mapToInt(row -> Integer.parseInt(row.split(",")[points])))
            .hasSize(measured.path("images").asInt());
        assertThat(
                csv.stream()
                    .skip(1)
                    .mapToInt(row -> Integer.parseInt(row.split(",")[points]))
                    .sum())
            .isEqualTo(measured.path("points").asInt());
        assertThat(page(report).select(".number--human .sentence").text())
            .startsWith("%d of ".formatted(measured.path("points").asInt()));
      }
      done.set(true);
      assertThat(scoring.get()).as("scores that were given meanwhile").isPositive();
    } finally {
      done.set(true);
    }
  }

  @Test
  void whoeverStopsPublishingLeavesNothingBehind() throws Exception {
    var slug = new ExperimentSlug("stopped");
    var asked = new AtomicInteger();
    var before = reports.list().size();

    assertThat(refusal(reports.publish(slug, ada(), () -> asked.incrementAndGet() > 3)))
        .isEqualTo("It was stopped. Nothing was written.");

    assertThat(asked.get()).as("stopped as soon as it was asked for").isEqualTo(4);
    assertThat(reports.list()).hasSize(before);
    var first = published(reports.publish(slug, ada(), () -> false));
    assertThat(refusal(reports.publish(slug, ada().revising(first.name(), "Stopped."), () -> true)))
        .contains("stopped");
    assertThat(
            published(reports.publish(slug, ada().revising(first.name(), "Went on.")))
                .version()
                .number())
        .as("the number of what was stopped is given again")
        .isEqualTo(2);
  }

  @Test
  void thePreviewIsThePageThatPublishingFreezes() throws Exception {
    var slug = new ExperimentSlug("shown");
    assertThat(reports.preview(slug, ada())).doesNotContain("Version 1");
    var first = published(reports.publish(slug, ada()));
    var said = ada("The renderer drew them again.").revising(first.name(), "Two more scores.");

    var preview = Jsoup.parse(reports.preview(slug, said));
    var second = page(published(reports.publish(slug, said)));

    for (var shown : List.of(preview, second)) {
      assertThat(shown.select("header").text())
          .contains("Version 2. What changed, says Ada: Two more scores.")
          .contains("says Ada: The renderer drew them again.");
      assertThat(shown.select(".provenance").text())
          .contains("(reports/%s)".formatted(first.name()));
    }
    assertThat(withoutTime(preview)).isEqualTo(withoutTime(second));
    assertThat(reports.preview(slug, ada().revising(first.name(), ""))).contains("Version 3.");
    assertThat(reports.preview(new ExperimentSlug("nowhere"), ada()))
        .contains("There is no preview");
  }

  private static String withoutTime(Document page) {
    return page.html().replaceAll("\\d+ November 2026, \\d\\d:\\d\\d UTC", "then");
  }

  @Test
  void aReportIsForWhomItsAuthorSaysFromTheBeginning() {
    var grace = Somebody.researcher(people, "Grace");
    var jun = Somebody.researcher(people, "Jun");
    var report =
        published(
            reports.publish(
                new ExperimentSlug("shown"),
                ada().readBy(new Audience.Named(Set.of(grace.person())))));

    assertThat(readers.mayRead(grace, report.name())).isTrue();
    assertThat(readers.mayRead(jun, report.name())).isFalse();
    assertThat(
            refusal(
                reports.publish(
                    new ExperimentSlug("shown"),
                    Publishing.by(jun).although("Mine.").revising(report.name(), "Mine."))))
        .contains("There is no report " + report.name());
    assertThatThrownBy(() -> reports.delete(report.name(), jun)).isInstanceOf(ReportRefusal.class);
    assertThat(reports.tag(reports.line(report.name()).orElseThrow(), List.of("mine"), jun))
        .isFalse();
    var next =
        published(
            reports.publish(
                new ExperimentSlug("shown"), ada().revising(report.name(), "More scores.")));
    assertThat(readers.mayRead(jun, next.name())).as("a new version of it").isFalse();
  }

  private String served(PublishedReport report) throws IOException {
    var response = new MockHttpServletResponse();
    controller.open(report.name().value(), response);
    return new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
  }

  private String source(CellId cell) {
    return ((OpenedNotebook.Readable) notebooks.open(SETTLED))
        .notebook()
        .find(cell)
        .orElseThrow()
        .source();
  }

  private static PublishedReport published(Publication publication) {
    return switch (publication) {
      case Publication.Published(var report) -> report;
      case Publication.NeedsReason needed -> throw new AssertionError(needed.sentence());
      case Publication.Refused(var reason) -> throw new AssertionError(reason);
    };
  }

  private static String refusal(Publication publication) {
    return ((Publication.Refused) publication).reason();
  }

  private static Document page(PublishedReport report) throws IOException {
    return Jsoup.parse(report.page().toFile());
  }

  private static JsonNode data(PublishedReport report) {
    return new JsonMapper().readTree(report.page().resolveSibling("report.json").toFile());
  }
}
