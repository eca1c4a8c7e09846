package lab.harmony.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.people.Actor;
import lab.harmony.people.Somebody;
import lab.harmony.reports.readers.Audience;
import lab.harmony.reports.readers.ReportRefusal;
import lab.harmony.reports.readers.ShareLinks;
import lab.harmony.reports.shelf.Publication;
import lab.harmony.reports.shelf.PublishedReport;
import lab.harmony.reports.shelf.ReportName;
import lab.harmony.reports.shelf.ReportTags;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Reports in their versions: numbers, tags, readers, and who revises them.
@Tag("process")
class ReportVersionsTest extends PublishingLab {

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
  void whoeverMerelyReadsAReportNeitherRevisesItNorBecomesItsAuthor() {
    var slug = new ExperimentSlug("theirs");
    var grace = Somebody.researcher(people, "Grace");
    var owner = new Actor(people.localId());
    for (var audience : List.of(new Audience.Team(), new Audience.Named(Set.of(grace.person())))) {
      var report = published(reports.publish(slug, ada().readBy(audience)));
      assertThat(readers.mayRead(grace, report.name())).isTrue();

      var hers = Publishing.by(grace).although("Mine.").revising(report.name(), "Mine.");
      assertThat(refusal(reports.publish(slug, hers)))
          .contains("is revised by whoever published a version of it (Ada) and by owners")
          .doesNotContain("by a name alone")
          .contains("Publish a report of its own.");
      assertThat(reports.line(report.name()).orElseThrow().authors())
          .containsExactly(by().person());

      var next = Publishing.by(owner).although("Drawn.").revising(report.name(), "Corrected.");
      assertThat(published(reports.publish(slug, next)).version().number()).isEqualTo(2);
    }
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
            "67 % (4 of 6 points, n = 2 images, 95 % interval 30 to 90 % over 6 points) by people, doodle-base");
    assertThat(alone(served(old))).isEqualTo(Files.readString(old.page()));

    assertThat(refusal(reports.publish(BEFORE, ada().revising(old.name(), "Mine."))))
        .as("nobody is known to have published it")
        .contains("is revised by whoever published a version of it (Mira) and by owners")
        .contains("says by a name alone who published it: an owner revises it.");
    var owner = Publishing.by(new Actor(people.localId())).although("Drawn.");
    var next = published(reports.publish(BEFORE, owner.revising(old.name(), "Drawn again.")));
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
    assertThat(alone(served(first))).isEqualTo(Files.readString(first.page()));
    assertThatThrownBy(() -> ReportTags.of(List.of("x".repeat(41))))
        .hasMessageContaining("at most 40 characters, got 41");
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
}
