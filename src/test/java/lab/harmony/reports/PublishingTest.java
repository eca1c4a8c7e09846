package lab.harmony.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.people.Somebody;
import lab.harmony.reports.shelf.Publication;
import lab.harmony.review.marks.Checklist;
import lab.harmony.review.marks.Mark;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What is frozen when an experiment is published, and what is refused.
@Tag("process")
class PublishingTest extends PublishingLab {

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
  void pageNumbersAndScoresAreOfOneMomentThoughPeopleScoreMeanwhile() throws Exception {
    var slug = new ExperimentSlug("moment");
    var images = scores.images(slug.value());
    var grace = Somebody.researcher(people, "Grace");
    scores.record(images.getFirst(), Mark.of(new Checklist(true, true, true), false, ""), grace);
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
      try {
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
      } finally {
        done.set(true);
      }
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
}
