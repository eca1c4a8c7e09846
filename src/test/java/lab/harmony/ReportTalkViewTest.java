package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.people.NotAllowed;
import lab.harmony.people.Role;
import lab.harmony.reports.Publishing;
import lab.harmony.reports.Reports;
import lab.harmony.reports.readers.Audience;
import lab.harmony.reports.readers.Readership;
import lab.harmony.reports.readers.ReportReaders;
import lab.harmony.reports.readers.ReportTopics;
import lab.harmony.reports.shelf.Publication;
import lab.harmony.reports.shelf.PublishedReport;
import lab.harmony.reports.shelf.ReportLine;
import lab.harmony.threads.Inbox;
import lab.harmony.threads.Posting;
import lab.harmony.threads.Topic;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What is said beside reports.
@Tag("unit")
class ReportTalkViewTest extends TalkLab {

  @Autowired JdbcClient database;
  @Autowired Reports reports;
  @Autowired ReportReaders readers;
  @Autowired Readership readership;

  private PublishedReport published(Publishing said) {
    return ((Publication.Published)
            reports.publish(new ExperimentSlug("drawn"), said.although("It is drawn.")))
        .report();
  }

  private ReportLine line(PublishedReport report) {
    return readers.line(report.name(), by("Ada")).orElseThrow();
  }

  private Topic topic(PublishedReport report) {
    return ReportTopics.report(line(report));
  }

  private String mark(PublishedReport report) {
    return mark("“%s”".formatted(report.title())).getElement().getAttribute("aria-label");
  }

  @Test
  void whatIsSaidBesideAReportStandsThereLiveAndNotInItsPage() throws IOException {
    var report = published(Publishing.by(by("Ada")).tagged(List.of("talk")));
    var page = Files.readString(report.page());
    open("reports?tag=talk&talk=" + report.name());
    awaitShown("Nobody has said anything about this yet.");
    send(form("Start a thread"), "Which **judge**? <script>alert(1)</script>");
    awaitShown("Which judge?", "on version 1");
    assertThat(shown()).doesNotContain("alert(1)");
    awaitThat(() -> mark(report).startsWith("1 thread about"), () -> mark(report));
    assertThat(Files.readString(report.page())).isEqualTo(page);

    var ben = add("Ben of reports", Role.REVIEWER);
    threads.reply(
        on(topic(report)).getFirst().id(),
        "The \u202Emachine, ".repeat(500) + "<b>\n".repeat(500),
        UUID.randomUUID().toString(),
        ben);
    awaitShown("Ben of reports");
  }

  @Test
  void aCommentSaysAtWhichVersionItWasMadeAndTheThreadIsThatOfTheReport() {
    var first = published(Publishing.by(by("Ada")));
    var said = say(topic(first), "Too few faces.", by("Ada"));
    var second = published(Publishing.by(by("Ada")).revising(first.name(), "More faces."));
    threads.reply(said.thread(), "Better.", UUID.randomUUID().toString(), by("Ada"));
    for (var name : List.of(first.name(), second.name())) {
      open("reports?talk=" + name);
      awaitShown("Too few faces.", "on version 1", "Better.", "on version 2");
    }
  }

  @Test
  void eachRoleLooksAndWritesAsItMay() {
    var report = published(Publishing.by(by("Ada")));
    var topic = topic(report);
    say(topic, "For everybody who reads it", by("Ada"));
    for (var role : Role.values()) {
      var one = add("One who is %s".formatted(role.word()), role);
      assertThat(threads.on(topic, one)).as("%s looks", role).isPresent();
      if (role == Role.READER) {
        assertThatThrownBy(() -> say(topic, "No", one)).isInstanceOf(NotAllowed.class);
        as(
            one,
            () -> {
              open("reports?talk=" + report.name());
              awaitShown("For everybody who reads it");
              assertThat(elements("harmony-comment")).noneMatch(form -> form.isVisible());
            });
      } else {
        say(topic, "As %s".formatted(role.word()), one);
      }
    }
  }

  @Test
  void whoMayNotReadAReportHearsNothingOfWhatIsSaidAboutIt() {
    var rita = add("Rita of few reports", Role.REVIEWER);
    var owen = add("Owen of all reports", Role.OWNER);
    var linus = researcher("Linus");
    var report = published(Publishing.by(linus).readBy(new Audience.Named(Set.of())));
    var topic = topic(report);
    var said = say(topic, "A secret for @Rita of few reports", linus);
    assertThat(threads.on(topic, rita)).isEmpty();
    assertThat(threads.find(said.thread(), rita)).isEmpty();
    assertThat(inbox.unread(rita)).isZero();
    assertThat(threads.mentionable(topic, "Rita", 8, linus)).isEmpty();
    assertThat(threads.on(topic, owen)).isPresent();
    assertThat(
            threads.open(topic, "Me too", UUID.randomUUID().toString(), rita)
                instanceof Posting.Refused)
        .isTrue();
    as(
        rita,
        () -> {
          open("reports?talk=" + report.name());
          awaitShown("Reports");
          assertThat(shown()).doesNotContain("A secret").doesNotContain("Comments");
          readership.decide(line(report), new Audience.Named(Set.of(rita.person())), linus);
          open("reports?talk=" + report.name());
          awaitShown("A secret for");
          assertThat(inbox.unread(rita)).isEqualTo(1);
          readership.decide(line(report), new Audience.ByLink(), linus);
          awaitShown("This is not for you.");
          assertThat(shown()).doesNotContain("A secret");
        });
  }

  @Test
  void whoReadsAThreadSeesAtOnceThatItsReportWasTakenBack() throws IOException {
    var report = published(Publishing.by(by("Ada")).tagged(List.of("soon gone")));
    say(topic(report), "Is it right?", by("Ada"));
    open("reports?tag=soon+gone&talk=" + report.name());
    awaitShown("Is it right?");
    assertThat(form("Start a thread").isVisible()).isTrue();
    var thrown = reports.delete(report.name(), by("Ada"));
    awaitThat(
        () ->
            elements("harmony-comment").stream()
                .noneMatch(
                    it -> it.isVisible() && it.getProperty("label", "").equals("Start a thread")),
        this::shown);
    reports.restore(thrown, by("Ada"));
    awaitThat(
        () ->
            elements("harmony-comment").stream()
                .anyMatch(
                    it -> it.isVisible() && it.getProperty("label", "").equals("Start a thread")),
        this::shown);
  }

  @Test
  void whoPublishedBeforeAuthorsWereWrittenDownIsNotedWhileTheReportIsThere() throws IOException {
    var linus = researcher("Linus");
    var report = published(Publishing.by(linus).readBy(new Audience.Named(Set.of())));
    var said = say(topic(report), "Mine still", linus);
    database.sql("delete from report_author where line = ?").param(line(report).id()).update();
    published(Publishing.by(by("Ada"))); // the shelf is another one now
    awaitThat(
        () ->
            database
                .sql("select 1 from report_author where line = ?")
                .param(line(report).id())
                .query(Integer.class)
                .optional()
                .isPresent(),
        () -> "not noted");
    FileUtils.deleteDirectory(report.page().getParent().toFile());
    awaitThat(() -> threads.find(said.thread(), linus).isPresent(), () -> "lost");
  }

  @Test
  void theThreadOfAReportThatWasTakenBackIsFoundByWhoMightReadIt() throws IOException {
    var linus = researcher("Linus");
    var named = add("Nora who reads it", Role.REVIEWER);
    var rita = add("Rita who does not", Role.REVIEWER);
    var report = published(Publishing.by(linus).readBy(new Audience.Named(Set.of(named.person()))));
    var topic = topic(report);
    var said = say(topic, "Take this back, @Nora who reads it", linus);
    reports.delete(report.name(), linus);
    assertThat(inbox.list(named, Inbox.Which.UNREAD, 10).entries())
        .filteredOn(entry -> entry.thread() == said.thread())
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.gone()).isTrue();
          assertThat(entry.place().title()).isEqualTo(report.title());
        });
    assertThat(threads.find(said.thread(), rita)).isEmpty();
    assertThat(threads.find(said.thread(), linus)).as("its author").isPresent();
    assertThat(inbox.list(linus, Inbox.Which.OWN, 1000).entries())
        .anyMatch(entry -> entry.thread() == said.thread());
    var all = inbox.list(by("Ada"), Inbox.Which.ALL, 10).entries();
    assertThat(all).anyMatch(entry -> entry.thread() == said.thread() && entry.gone());
    as(
        named,
        () -> {
          open("inbox/" + said.thread());
          awaitShown("Gone: " + report.title(), "Take this back");
        });
  }
}
