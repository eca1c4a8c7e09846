package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import lab.harmony.accounts.Confirmed;
import lab.harmony.accounts.tokens.AccessTokens;
import lab.harmony.blind.SessionRecords;
import lab.harmony.blind.results.BlindReading;
import lab.harmony.blind.session.BlindAnswer;
import lab.harmony.blind.session.BlindArm;
import lab.harmony.blind.session.BlindForm;
import lab.harmony.blind.session.BlindProblem;
import lab.harmony.blind.session.BlindSetup;
import lab.harmony.blind.session.Said;
import lab.harmony.cli.RemoteCall;
import lab.harmony.notices.PersonalNews;
import lab.harmony.people.Actor;
import lab.harmony.people.NotAllowed;
import lab.harmony.people.Person;
import lab.harmony.people.Right;
import lab.harmony.people.Role;
import lab.harmony.reports.readers.ReportReaders;
import lab.harmony.threads.Posting;
import lab.harmony.threads.Threads;
import lab.harmony.threads.Topic;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/// What a rater of an open session could learn from others: by access tokens, from what is said and
/// who is mentioned, from another rater's answers, and from what is taken out as files.
@Tag("process")
class BlindTalkLeaksTest extends BlindLeaksLab {

  @Autowired AccessTokens tokens;
  @Autowired Threads threads;
  @Autowired List<PersonalNews> news;
  @Autowired ReportReaders readers;
  @Autowired BlindReading reading;
  @Autowired SessionRecords records;

  @TempDir Path elsewhere;

  private String token(Person of) {
    var rights = EnumSet.allOf(Right.class);
    rights.removeIf(right -> !right.has(of.role()));
    return tokens
        .make("script", rights, Duration.ofDays(7), Actor.of(of), Confirmed.session(of.id()))
        .secret();
  }

  private RemoteCall call(String token) {
    return new RemoteCall(URI.create("http://127.0.0.1:" + port), token, elsewhere);
  }

  /// Whatever verb a reviewer may ask for, and whatever address.
  @Test
  void anAccessTokenTellsItsRaterNothing() throws IOException, InterruptedException {
    var token = token(grace());
    var mine = call(token);
    for (var verb : RemoteCall.SERVED) {
      for (var words :
          List.of(
              new String[] {verb},
              new String[] {verb, "--json"},
              new String[] {verb, "list"},
              new String[] {verb, "verify", session().id().value()})) {
        var answer = mine.lab(words);
        tellsNothing(String.join(" ", words), answer.out() + answer.err());
      }
    }
    var reports = mine.lab("reports", "--json");
    assertThat(reports.code()).as(reports.err()).isZero();
    assertThat(reports.out().strip()).as("what may be read").isEqualTo("[]");
    var linus = people.add("Linus with a token", Role.REVIEWER);
    assertThat(call(token(linus)).lab("reports", "--json").out()).contains("first-one");
    var picture = "/images/%s/3.png".formatted(FIRST.run());
    try (var client = HttpClient.newHttpClient()) {
      for (var path :
          List.of(
              "/api/v1/me",
              "/reports/%s/index.html".formatted(report),
              "/shared/" + shared,
              picture,
              "/blind/session/" + session().id())) {
        var answer =
            client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
                    .header("Authorization", "Bearer " + token)
                    .build(),
                BodyHandlers.ofString());
        if (path.equals("/api/v1/me")) {
          assertThat(answer.statusCode()).isEqualTo(200);
        }
        if (!path.startsWith("/shared/")) { // which needs no token, and shows its report to anybody
          tellsNothing(path, answer.body());
        }
      }
    }
  }

  /// Comments about a report that shows sealed faces, with mentions, from before and meanwhile.
  @Test
  void whatIsSaidAboutSealedThingsIsHeldBackUntilTheClose() {
    var ada = Actor.of(people.local());
    var vera = people.add("Vera", Role.REVIEWER);
    var about = new Topic.Report(line());
    var begun = post(about, "These are remarkable, @Vera", ada);
    var since = Instant.EPOCH;
    assertThat(waiting(vera, since)).as("told of it before").isPositive();
    var own =
        sessions.start(
            new BlindSetup(
                "Held back",
                BlindForm.CHECKLIST,
                List.of(new BlindArm("first-one", "doodle-base")),
                List.of(vera.id()),
                1,
                10),
            ada);
    var heard = Collections.synchronizedList(new ArrayList<String>());
    try (var browser = signedIn(vera);
        var page = browser.begin("/blind/rate/" + own.id(), heard::add)) {
      tellsNothing("the page", page.first());
      assertThat(threads.reply(begun.thread(), "Still remarkable, @Vera", uuid(), ada))
          .isInstanceOf(Posting.Posted.class);
      for (var topic :
          List.of(
              new Topic.Picture(FIRST.run(), 3),
              new Topic.PlaceInGrid("first-one", "archetype=soft&emotion=happy"),
              new Topic.WholeExperiment("first-one"))) {
        post(topic, "A remarkable doodle, @Vera", ada);
        assertThat(threads.on(topic, Actor.of(vera))).as("%s", topic).isEmpty();
      }
      for (var path :
          List.of("/inbox", "/inbox?show=everything", "/inbox/" + begun.thread(), "/reports")) {
        try (var inbox = browser.begin(path, heard::add)) {
          tellsNothing(path, inbox.first());
          assertThat(inbox.first()).as(path).doesNotContain("Faces of");
        }
      }
      assertThat(threads.find(begun.thread(), Actor.of(vera))).isEmpty();
      assertThat(waiting(vera, since)).as("mails that would be sent now").isZero();
    }
    heard.forEach(message -> tellsNothing("what the lab said of itself", message));
    sessions.close(own.id(), ada);
    assertThat(threads.find(begun.thread(), Actor.of(vera))).isPresent();
    assertThat(waiting(vera, since)).isPositive();
  }

  /// What the report is a version of.
  private String line() {
    return readers.lines(Actor.of(people.local())).stream()
        .filter(line -> line.newest().name().value().equals(report))
        .findFirst()
        .orElseThrow()
        .id();
  }

  private Posting.Posted post(Topic topic, String words, Actor by) {
    var posted = threads.open(topic, words, uuid(), by);
    assertThat(posted).as("%s", topic).isInstanceOf(Posting.Posted.class);
    return (Posting.Posted) posted;
  }

  private static String uuid() {
    return UUID.randomUUID().toString();
  }

  /// Of what happened since a time: what would be mailed to somebody.
  private long waiting(Person of, Instant since) {
    return news.stream()
        .flatMap(source ->
            source.since(since).stream()
                .filter(notice -> notice.to().equals(of.id()))
                .filter(notice -> source.mayOpen(Actor.of(of), notice.key())))
        .count();
  }

  /// Who rates beside somebody, and what they say, is nowhere on that one's pages.
  @Test
  void anotherRatersAnswersAreNoOnesElse() {
    var ada = Actor.of(people.local());
    var mina = people.add("Mina Beside", Role.REVIEWER);
    var otto = people.add("Otto Beside", Role.REVIEWER);
    var both =
        sessions.start(
            new BlindSetup(
                "Two beside each other",
                BlindForm.CHECKLIST,
                List.of(new BlindArm("third-one", "doodle-base")),
                List.of(mina.id(), otto.id()),
                2,
                10),
            ada);
    var heard = Collections.synchronizedList(new ArrayList<String>());
    try (var browser = signedIn(mina);
        var page = browser.begin("/blind/rate/" + both.id(), heard::add)) {
      var before = page.first();
      for (int position = 0; position < 5; position++) {
        rating.say(
            both.id(),
            new Said(
                position, uuid(), "", false, BlindAnswer.ofNothing(true), Duration.ofSeconds(1)),
            Actor.of(otto));
      }
      var task = rating.task(both.id(), Actor.of(mina)).orElseThrow();
      assertThat(task.places()).noneMatch(place -> place.answer().isPresent());
      for (var path : List.of("/blind", "/blind/rate/" + both.id(), "/", "/activity", "/inbox")) {
        try (var again = browser.begin(path, heard::add)) {
          assertThat(again.first()).as(path).doesNotContain("Otto Beside", otto.id().value());
        }
      }
      assertThat(before).doesNotContain("Otto Beside", otto.id().value());
    }
    assertThat(heard)
        .noneMatch(
            message -> message.contains("Otto Beside") || message.contains(otto.id().value()));
    sessions.close(both.id(), ada);
  }

  /// Of an open session nobody takes anything out, and raters nothing at all.
  @Test
  void nothingIsTakenOutAsAFile() {
    var ada = Actor.of(people.local());
    var id = session().id();
    for (var file :
        List.of("all.zip", "table-1.csv", "figure-1.png", "figure-1.svg", "report.pdf")) {
      var answer = rater().ask("GET", "/reports/%s/export/%s".formatted(report, file));
      assertThat(answer.statusCode()).as(file).isIn(403, 404);
      tellsNothing(file, answer.body().replace(report, ""));
    }
    for (var way :
        List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
            () -> reading.rows(id, ada),
            () -> reading.parquet(id, ada),
            () -> records.published(id, ada),
            () -> reading.passport(id, Actor.of(grace())),
            () -> reading.told(session(), ada))) {
      assertThatThrownBy(way).isInstanceOf(BlindProblem.class).hasMessageContaining("is open");
    }
    assertThatThrownBy(() -> reading.rows(id, Actor.of(grace()))).isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> records.published(id, Actor.of(grace())))
        .isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> rating.published(id, Actor.of(grace())))
        .isInstanceOf(BlindProblem.class);
  }
}
