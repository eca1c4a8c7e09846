package lab.harmony.reports.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import lab.harmony.audit.AuditTrail;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.Person;
import lab.harmony.people.Somebody;
import lab.harmony.reports.MovableClock;
import lab.harmony.reports.SharedReportController;
import lab.harmony.reports.ShelvedReports;
import lab.harmony.reports.frozen.Edition;
import lab.harmony.reports.frozen.SampleReports;
import lab.harmony.reports.shelf.PublishedReport;
import lab.harmony.workspace.MigratedDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

@Tag("unit")
class ShareLinksTest {

  private static final byte[] PAGE =
      "<!doctype html><title>Baseline</title><main><h1>First</h1></main>".getBytes();
  private static final byte[] SECOND =
      "<!doctype html><title>Baseline</title><main><h1>Second</h1></main>".getBytes();

  @TempDir Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(SampleReports.NOON);
  private JdbcClient database;
  private People people;
  private ShareLinks links;
  private ShelvedReports shelf;
  private SharedReportController controller;
  private PublishedReport report;

  @BeforeEach
  void aPublishedReport() {
    var source = MigratedDatabase.inMemory();
    database = JdbcClient.create(source);
    people = Somebody.in(source);
    var clock = new MovableClock(now);
    var trail = AuditTrail.over(source, clock);
    shelf = new ShelvedReports(folder, source, people, trail, clock);
    links = shelf.links;
    controller = new SharedReportController(links, shelf.index, shelf.audiences, shelf.readers);
    report = publish("baseline", SampleReports.NOON, Edition.FIRST, PAGE);
  }

  private PublishedReport publish(String experiment, Instant at, Edition edition, byte[] page) {
    return shelf.place(
        experiment, at, Optional.empty(), edition, new String(page, StandardCharsets.UTF_8));
  }

  @Test
  void aLinkSaysThatThereIsANewerVersionAndOpensTheSharedOne() throws Exception {
    var first = links.create(report, Duration.ofDays(7), Actor.of(by("Mira")));
    var later = SampleReports.NOON.plus(Duration.ofDays(2));
    var next =
        publish(
            "baseline",
            later,
            shelf.index.line(report.name()).orElseThrow().next(2, "More scores.", ""),
            SECOND);
    var second = links.create(next, Duration.ofDays(7), Actor.of(by("Mira")));

    var older = content(open(first.token().value()));
    assertThat(older)
        .contains("This is version 1; there is a newer one, version 2.")
        .contains("The newest was published on 22 November 2026, 12:00 UTC.")
        .contains("<h1>First</h1>")
        .doesNotContain("href", next.name().value(), "Second");
    assertThat(open(second.token().value()).getContentAsByteArray()).isEqualTo(SECOND);
    assertThat(Files.readAllBytes(report.page())).isEqualTo(PAGE);
  }

  @Test
  void aLinkOpensExactlyThePageThatWasShared() throws Exception {
    var created = links.create(report, Duration.ofDays(7), Actor.of(by("Mira")));

    var response = open(created.token().value());

    assertThat(response.getStatus()).isEqualTo(200);
    assertThat(response.getContentAsByteArray()).isEqualTo(PAGE);
    assertThat(response.getHeader("Content-Security-Policy"))
        .startsWith("default-src 'none'; img-src data:;")
        .contains("sandbox")
        .doesNotContain("script");
    assertThat(response.getHeader("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(response.getHeader("X-Robots-Tag")).contains("noindex");
    assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void unknownRevokedAndExpiredLinksAllAnswerTheSame() throws Exception {
    var revoked = links.create(report, Duration.ofDays(7), Actor.of(by("Mira")));
    var expired = links.create(report, Duration.ofDays(1), Actor.of(by("Mira")));
    links.revoke(revoked.link().id(), Actor.of(by("Jun")));
    now.set(SampleReports.NOON.plus(Duration.ofDays(1)));

    var answers =
        List.of(
            open("nonsense"),
            open(ShareToken.random().value()),
            open(revoked.token().value()),
            open(expired.token().value()));

    assertThat(answers).extracting(MockHttpServletResponse::getStatus).containsOnly(404);
    assertThat(answers.stream().map(ShareLinksTest::content).distinct()).hasSize(1);
    assertThat(content(answers.getFirst())).contains("This link does not open a report");
  }

  @Test
  void aPageThatWasChangedSinceIsNotServed() throws Exception {
    var created = links.create(report, Duration.ofDays(7), Actor.of(by("Mira")));
    Files.writeString(report.page(), "another page");

    assertThat(open(created.token().value()).getStatus()).isEqualTo(404);
  }

  @Test
  void noLinkIsMadeToAPageThatWasChangedSinceItWasPublished() throws Exception {
    Files.writeString(report.page(), Files.readString(report.page()).replace("First", "1st"));

    assertThatThrownBy(() -> links.create(report, Duration.ofDays(7), Actor.of(by("Mira"))))
        .isInstanceOf(ReportRefusal.class)
        .hasMessageContaining("There is no link: index.html of the report")
        .hasMessageContaining("git checkout -- reports/" + report.name());
    assertThat(links.of(report.name())).isEmpty();
  }

  @Test
  void aReportForNamedPeopleHasNoLinksAndThoseItHadEnd() throws Exception {
    var link = links.create(report, Duration.ofDays(7), Actor.of(by("Mira")));
    var owner = new Actor(people.localId());
    var line = shelf.index.line(report.name()).orElseThrow();

    assertThat(shelf.readership.decide(line, new Audience.Named(Set.of(by("Mira").id())), owner))
        .isEqualTo(1);

    assertThat(open(link.token().value()).getStatus()).isEqualTo(404);
    assertThat(links.of(report.name()))
        .singleElement()
        .satisfies(one -> assertThat(one.revocation()).isPresent());
    assertThatThrownBy(() -> links.create(report, Duration.ofDays(7), Actor.of(by("Mira"))))
        .isInstanceOf(ReportRefusal.class)
        .hasMessageContaining("for named people, who sign in");
    database.sql("update share_link set revoked_at = null, revoked_by = null").update();
    assertThat(open(link.token().value()).getStatus())
        .as("a link that is still open")
        .isEqualTo(404);
    shelf.readership.decide(line, new Audience.ByLink(), owner);
    assertThat(open(link.token().value()).getStatus()).isEqualTo(200);
  }

  @Test
  void aLinkLivesAsLongAsChosen() {
    var created = links.create(report, Duration.ofDays(30), Actor.of(by("Mira")));
    now.set(SampleReports.NOON.plus(Duration.ofDays(30)).minusSeconds(1));

    assertThat(links.find(created.token())).isPresent();
    now.set(SampleReports.NOON.plus(Duration.ofDays(30)));
    assertThat(links.find(created.token())).isEmpty();
    assertThat(links.open()).isEmpty();
  }

  @Test
  void aLinkForAnyOtherTimeIsNotMade() {
    assertThatThrownBy(() -> links.create(report, Duration.ofDays(365), Actor.of(by("Mira"))))
        .hasMessageContaining("1, 7 or 30 days");
  }

  @Test
  void theTokenItselfIsStoredNowhere() {
    var created = links.create(report, Duration.ofDays(7), Actor.of(by("Mira")));

    var stored = database.sql("select * from share_link").query().singleRow().toString();
    assertThat(stored).doesNotContain(created.token().value()).contains(created.token().digest());
    assertThat(created.toString()).doesNotContain(created.token().value());
    assertThat(created.token().value()).hasSize(43);
  }

  @Test
  void whoSharedAndWhoEndedItStaysOnRecord() {
    var first = links.create(report, Duration.ofDays(7), Actor.of(by("Mira")));
    now.set(SampleReports.NOON.plusSeconds(60));
    links.revoke(first.link().id(), Actor.of(by("Jun")));
    now.set(SampleReports.NOON.plusSeconds(120));
    links.revoke(first.link().id(), Actor.of(by("Somebody else")));

    assertThat(links.of(report.name()))
        .containsExactly(
            new ShareLink(
                first.link().id(),
                report.name(),
                by("Mira").named(),
                SampleReports.NOON,
                SampleReports.NOON.plus(Duration.ofDays(7)),
                Optional.of(
                    new ShareLink.Revocation(
                        by("Jun").named(), SampleReports.NOON.plusSeconds(60)))));
  }

  private Person by(String name) {
    return people.get(Somebody.researcher(people, name).person());
  }

  private MockHttpServletResponse open(String token) throws Exception {
    var response = new MockHttpServletResponse();
    controller.open(token, new MockHttpServletRequest(), response);
    return response;
  }

  private static String content(MockHttpServletResponse response) {
    return new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
  }
}
