package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import lab.harmony.audit.AuditActor;
import lab.harmony.audit.AuditEntry;
import lab.harmony.audit.AuditEvent;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditQuery;
import lab.harmony.audit.AuditSubject;
import lab.harmony.audit.AuditTrail;
import lab.harmony.audit.NotRecorded;
import lab.harmony.notebooks.ExperimentKeeping;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.reports.Publishing;
import lab.harmony.reports.Reports;
import lab.harmony.reports.readers.ReportReaders;
import lab.harmony.reports.readers.ShareLinks;
import lab.harmony.reports.shelf.Publication;
import lab.harmony.reports.shelf.PublishedReport;
import lab.harmony.review.Scores;
import lab.harmony.review.files.ScoreLayout;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;

@Tag("unit")
@DirtiesContext // others look at what is scored and said here
class AuditViewTest extends FullLab {

  private static final ExperimentSlug DRAWN_SLUG = new ExperimentSlug(DRAWN.slug());

  @Autowired AuditTrail trail;
  @Autowired Reports reports;
  @Autowired ReportReaders readers;
  @Autowired ShareLinks shares;
  @Autowired ExperimentKeeping keeping;
  @Autowired Scores scores;
  @Autowired JdbcClient database;

  @Test
  void whatPeopleAnswerForStandsInTheTrailAndNoSecretDoes() throws IOException {
    long before = newest();
    var report = publish("Ada");
    var link = shares.create(report, Duration.ofDays(7), by("Ada"));
    var other = shares.create(report, Duration.ofDays(1), by("Ada"));
    shares.revoke(link.link().id(), by("Ben"));
    shares.revoke(link.link().id(), by("Ben"));
    var thrown = reports.delete(report.name(), researcher("Ben"));
    reports.restore(thrown, by("Ada"));
    var gone = new ExperimentSlug("gone-away");
    var deleted = (ExperimentKeeping.Deletion.Deleted) keeping.delete(gone, by("Ada"));
    keeping.restore(deleted, by("Ben"));
    var csv = scores.exportCsv(DRAWN.slug(), ScoreLayout.COMPLETE, by("Ada"));
    scores.keep(scores.preview(DRAWN.slug(), oneScore().getBytes(), by("Ada")), by("Ada"));

    assertThat(csv).isNotEmpty();
    var entries = since(before);
    assertThat(entries)
        .extracting(entry -> "%s %s".formatted(AuditActor.words(entry.who()), entry.kind()))
        .containsExactly(
            "Ada report-published",
            "Ada share-link-made",
            "Ada share-link-made",
            "Ben share-link-revoked",
            "Ben report-unpublished",
            "Ben share-link-revoked",
            "Ada report-brought-back",
            "Ada experiment-deleted",
            "Ben experiment-brought-back",
            "Ada scores-exported",
            "Ada scores-imported");
    assertThat(entries.getFirst().subject()).isEqualTo(report.name().value());
    assertThat(entries.getFirst().facts()).containsEntry("although", "It is drawn.");
    assertThat(entries.getLast().facts()).containsEntry("first", "1");
    assertThat(entries)
        .extracting(Object::toString)
        .noneMatch(entry -> entry.contains(link.token().path().substring(8)))
        .noneMatch(entry -> entry.contains(other.token().path().substring(8)));
    assertThat(trail.verify().isWhole()).isTrue();
  }

  @Test
  void whatCannotBeWrittenDownIsNotDone() throws IOException {
    var report = publish("Ada");
    var link = shares.create(report, Duration.ofDays(7), by("Ada")).link();
    int many = versions();
    long entries = newest();
    database.sql("update audit_head set id = id, number = number - 1 where id = 1").update();
    try {
      assertThat(reports.publish(DRAWN_SLUG, Publishing.by(by("Ada")).although("It is drawn.")))
          .isInstanceOf(Publication.Refused.class);
      assertThatThrownBy(() -> reports.delete(report.name(), by("Ada")))
          .isInstanceOf(NotRecorded.class);
      assertThatThrownBy(() -> shares.revoke(link.id(), by("Ada"))).isInstanceOf(NotRecorded.class);
      assertThatThrownBy(() -> shares.create(report, Duration.ofDays(1), by("Ada")))
          .isInstanceOf(NotRecorded.class);
      assertThat(keeping.delete(DRAWN_SLUG, by("Ada")))
          .isInstanceOf(ExperimentKeeping.Deletion.Refused.class);
      assertThatThrownBy(() -> scores.exportCsv(DRAWN.slug(), ScoreLayout.COMPLETE, by("Ada")))
          .isInstanceOf(NotRecorded.class);
      var preview = scores.preview(DRAWN.slug(), oneScore().getBytes(), by("Eve"));
      assertThatThrownBy(() -> scores.keep(preview, by("Eve"))).isInstanceOf(NotRecorded.class);
    } finally {
      database.sql("update audit_head set number = number + 1 where id = 1").update();
    }
    assertThat(versions()).isEqualTo(many);
    assertThat(readers.find(report.name(), by("Ada"))).isPresent();
    assertThat(shares.of(report.name()))
        .singleElement()
        .satisfies(one -> assertThat(one.revocation()).isEmpty());
    assertThat(scores.current(DRAWN.slug(), by("Eve").person())).isEmpty();
    assertThat(newest()).isEqualTo(entries);
    assertThat(trail.verify().isWhole()).isTrue();
  }

  @Test
  void theScreenNarrowsByPersonKindSubjectAndWordsAndShowsOlderEntriesOnDemand() {
    for (int number = 0; number < 60; number++) {
      trail.record(
          AuditEvent.of(
              AuditKind.BACKUP_MADE,
              AuditActor.named("Cleo"),
              AuditSubject.report("many-" + number)));
    }
    trail.record(
        AuditEvent.of(AuditKind.SIGNED_OUT, AuditActor.named("Dora"), AuditSubject.lab())
            .with("way", "out"));
    open("audit");
    awaitShown("The trail is whole:", "Signed out", "Dora", "way out", "report many-59");
    assertThat(shown()).doesNotContain("many-5 ");
    press("Show older entries");
    awaitShown("report many-5 ");
    open("audit?who=person+Dora");
    awaitShown("1 of", "Dora");
    assertThat(shown()).doesNotContain("many-");
    open("audit?what=backup-made&about=report&q=MANY-7");
    awaitShown("1 of", "many-7");
    open("audit?when=day&q=no-such-thing");
    awaitShown("No entry fits", "Show all entries");
  }

  @Test
  void aTrailThatWasChangedIsNamedOnTheScreen() {
    trail.record(AuditEvent.of(AuditKind.SIGNED_OUT, AuditActor.named("Eve"), AuditSubject.lab()));
    long number = newest();
    database
        .sql("update audit_entry set who = 'person Ada' where number = ?")
        .param(number)
        .update();
    open("audit");
    awaitShown(
        "The trail is not as it was written",
        "Entry %d is not as it was written".formatted(number),
        "./lab audit accept");
    database
        .sql("update audit_entry set who = 'person Eve' where number = ?")
        .param(number)
        .update();
    press("Check again");
    awaitShown("The trail is whole");
  }

  private PublishedReport publish(String person) {
    return ((Publication.Published)
            reports.publish(DRAWN_SLUG, Publishing.by(by(person)).although("It is drawn.")))
        .report();
  }

  private long newest() {
    return trail.list(AuditQuery.EVERYTHING, Long.MAX_VALUE, 1).stream()
        .mapToLong(AuditEntry::number)
        .findFirst()
        .orElse(0);
  }

  private List<AuditEntry> since(long number) {
    return trail.list(AuditQuery.EVERYTHING, Long.MAX_VALUE, 1_000).reversed().stream()
        .filter(entry -> entry.number() > number)
        .toList();
  }

  private static String oneScore() {
    return """
    filename,archetype,emotion,harmony_score
    elsewhere.png,stoic,happy,2
    """;
  }

  private int versions() {
    return readers.lines(by("Ada")).stream().mapToInt(line -> line.versions().size()).sum();
  }
}
