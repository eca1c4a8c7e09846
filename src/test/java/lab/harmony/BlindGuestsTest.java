package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import lab.harmony.accounts.links.SignInLinks;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditQuery;
import lab.harmony.audit.AuditTrail;
import lab.harmony.bench.RemotePerson;
import lab.harmony.blind.BlindRating;
import lab.harmony.blind.BlindSessions;
import lab.harmony.blind.guests.BlindGuests;
import lab.harmony.blind.session.BlindAnswer;
import lab.harmony.blind.session.BlindArm;
import lab.harmony.blind.session.BlindForm;
import lab.harmony.blind.session.BlindProblem;
import lab.harmony.blind.session.BlindSession;
import lab.harmony.blind.session.BlindSetup;
import lab.harmony.blind.session.Blindness;
import lab.harmony.blind.session.Said;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.PersonId;
import lab.harmony.people.Role;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// A rater without an account, over the network: what their link opens, and what it does not.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
@Tag("process")
class BlindGuestsTest {

  private static final DrawnExperiment FIRST = DrawnExperiment.of("first", "doodle-base", 42);
  private static final DrawnExperiment SECOND = DrawnExperiment.of("second", "doodle-anime", 42);

  @TempDir static Path folder;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    var workspace = folder.resolve("workspace");
    DrawnExperiment.copyPrompts(workspace);
    FIRST.write(workspace);
    SECOND.write(workspace);
    registry.add("harmony.workspace", workspace::toString);
    registry.add("harmony.data", () -> folder.resolve("data").toString());
    registry.add("harmony.worker.enabled", () -> false);
    registry.add("harmony.person", () -> "Ada");
  }

  @Autowired People people;
  @Autowired BlindSessions sessions;
  @Autowired BlindGuests guests;
  @Autowired SignInLinks links;
  @Autowired AuditTrail audit;
  @Autowired JdbcClient database;

  @Value("${local.server.port}")
  int port;

  private Actor ada() {
    return Actor.of(people.local());
  }

  private BlindSession session(String... names) {
    return sessions.start(
        new BlindSetup(
            "With guests",
            BlindForm.PAIRS,
            List.of(new BlindArm("first", "doodle-base"), new BlindArm("second", "doodle-anime")),
            List.of(),
            List.of(names),
            1,
            10),
        ada());
  }

  private static PersonId rater(BlindSession session, String name) {
    return session.raters().stream()
        .filter(rater -> rater.person().name().equals(name))
        .findFirst()
        .orElseThrow()
        .person()
        .id();
  }

  private URI lab() {
    return URI.create("http://127.0.0.1:%d/".formatted(port));
  }

  private RemotePerson stranger() {
    return new RemotePerson(lab());
  }

  private static String picture(BlindRating.Task task) {
    return "/guest-pictures/%s.png".formatted(task.places().getFirst().pictures().getFirst());
  }

  @Test
  void aLinkOpensOneSheetOnceAndNothingElse() {
    var session = session("Zoe", "Yan", "Wen");
    var link = guests.link(session.id(), rater(session, "Zoe"), ada());
    var another = guests.begin(guests.link(session.id(), rater(session, "Yan"), ada()));
    var ofAnother = guests.task(another.orElseThrow()).orElseThrow();
    try (var zoe = stranger();
        var thief = stranger()) {
      try (var page = zoe.begin("/guest?token=" + link, _ -> {})) {
        assertThat(page.first()).contains("Zoe, you were asked", "Begin").doesNotContain("doodle");
      }
      assertThat(guests.invited(link)).as("looking at it does not use it up").isPresent();
      try (var signedIn = new RemotePerson(lab(), links.issue(lab()))) {
        assertThat(signedIn.ask("GET", "/guest-begin/" + link).headers().firstValue("Location"))
            .hasValueSatisfying(address -> assertThat(address).endsWith("/guest"));
        try (var page = signedIn.begin("/guest?token=" + link, _ -> {})) {
          assertThat(page.first()).contains("This page is for guests").doesNotContain("Begin");
        }
      }
      assertThat(guests.invited(link)).as("nor does somebody of the lab").isPresent();
      var begun = zoe.ask("GET", "/guest-begin/" + link);
      assertThat(begun.statusCode()).isEqualTo(302);
      assertThat(begun.headers().firstValue("Location").orElseThrow())
          .endsWith("/guest?session=" + session.id());
      assertThat(begun.headers().firstValue("set-cookie").orElseThrow())
          .contains("HttpOnly", "SameSite=Lax");
      assertThat(thief.ask("GET", "/guest-begin/" + link).headers().firstValue("Location"))
          .as("a second use")
          .hasValueSatisfying(address -> assertThat(address).endsWith("/guest"));
      assertThat(zoe.ask("GET", "/guest-begin/" + link).headers().firstValue("Location"))
          .as("pressed twice")
          .hasValueSatisfying(
              address -> assertThat(address).endsWith("/guest?session=" + session.id()));
      try (var page = zoe.begin("/guest?token=" + link, _ -> {});
          var other = thief.begin("/guest?token=" + link, _ -> {})) {
        assertThat(page.first()).as("comes back by the link").contains("harmony-blind");
        assertThat(other.first()).contains("no longer works").doesNotContain("harmony-blind");
      }
      var ofWen = guests.link(session.id(), rater(session, "Wen"), ada());
      try (var page = zoe.begin("/guest?token=" + ofWen, _ -> {})) {
        assertThat(page.first()).contains("Somebody else rates in this browser");
      }
      assertThat(zoe.ask("GET", "/guest-begin/" + ofWen).headers().firstValue("Location"))
          .hasValueSatisfying(address -> assertThat(address).endsWith("/guest?token=" + ofWen));
      assertThat(guests.invited(ofWen)).as("not used up").isPresent();
      try (var page = zoe.begin("/guest?session=" + session.id(), _ -> {});
          var other = thief.begin("/guest?session=" + session.id(), _ -> {})) {
        assertThat(page.first())
            .contains("harmony-blind", "/guest-pictures/")
            .doesNotContain("doodle", FIRST.run(), SECOND.run());
        assertThat(other.first()).contains("no longer works").doesNotContain("/guest-pictures/");
        var address =
            java.util.regex.Pattern.compile("/guest-pictures/[A-Za-z0-9_-]{43}\\.png")
                .matcher(page.first())
                .results()
                .map(found -> found.group())
                .findFirst()
                .orElseThrow();
        assertThat(zoe.ask("GET", address).statusCode()).isEqualTo(200);
        assertThat(thief.ask("GET", address).statusCode()).isEqualTo(404);
        assertThat(zoe.ask("GET", picture(ofAnother)).statusCode())
            .as("of another guest")
            .isEqualTo(404);
        assertThat(zoe.ask("GET", address.replace("guest-", "blind-")).statusCode())
            .isIn(302, 401, 403);
      }
      for (var path : Matrix.table("Screens").entrySet()) {
        if (!path.getValue().equals("anybody")) {
          var asked =
              path.getKey()
                  .replace(":session", session.id().value())
                  .replace(":experiment", "first")
                  .replace(":slug", "first")
                  .replace(":run", FIRST.run());
          assertThat(zoe.ask("GET", asked).statusCode()).as(asked).isIn(302, 401, 403);
        }
      }
      for (var path :
          List.of("/images/%s/0.png".formatted(FIRST.run()), "/blind-pictures/none.png")) {
        assertThat(zoe.ask("GET", path).statusCode()).as(path).isIn(302, 401, 403);
      }
    }
  }

  @Test
  void whatAGuestAnswersCountsUntilTheirLinkIsTakenBackAndTheirAnswersStay() {
    var session = session("Xia");
    var xia = rater(session, "Xia");
    var first = guests.begin(guests.link(session.id(), xia, ada())).orElseThrow();
    var said =
        new Said(
            0,
            "answer-1",
            "",
            false,
            BlindAnswer.ofPair(BlindAnswer.Choice.LEFT, false),
            Duration.ofSeconds(1));
    assertThat(guests.say(first, said, 0)).contains(BlindRating.Taken.KEPT);
    assertThat(guests.ways(session.id(), ada()).get(xia))
        .singleElement()
        .satisfies(way -> assertThat(way.used()).isPresent());
    assertThat(
            audit.list(
                new AuditQuery(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(AuditKind.BLIND_GUEST_CAME_IN.code()),
                    Optional.empty(),
                    List.of(session.id().value())),
                Long.MAX_VALUE,
                5))
        .singleElement()
        .satisfies(entry -> assertThat(entry.facts()).containsEntry("guest", "Xia"));
    var second = guests.begin(guests.link(session.id(), xia, ada())).orElseThrow();
    assertThat(guests.say(first, said, 0)).as("put out by a new link").isEmpty();
    assertThat(guests.task(second).orElseThrow().places().getFirst().answer()).isPresent();
    assertThat(guests.revoke(session.id(), xia, ada())).isTrue();
    assertThat(guests.revoke(session.id(), xia, ada())).isFalse();
    assertThat(guests.sitting(second)).isEmpty();
    assertThat(guests.task(second)).isEmpty();
    var now = sessions.find(session.id(), ada()).orElseThrow();
    assertThat(now.answered()).isEqualTo(1);
    assertThat(now.raters().getFirst().blindness()).isEqualTo(Blindness.NOT_KNOWN);
    assertThat(people.all()).noneMatch(person -> person.name().equals("Xia"));
  }

  @Test
  void aLinkEndsAndOnlyItsDigestIsKept() {
    var session = session("Wim");
    var wim = rater(session, "Wim");
    var link = guests.link(session.id(), wim, ada());
    var browser = guests.begin(link).orElseThrow();
    var kept =
        database
            .sql("select link_sha256, browser_sha256 from blind_guest_link where session = :id")
            .param("id", session.id().value())
            .query((row, _) -> row.getString(1) + row.getString(2))
            .single();
    assertThat(kept).doesNotContain(link, browser.secret()).matches("[0-9a-f]{128}");
    database
        .sql(
            "update blind_guest_link set until_at = dateadd(day, -1, current_timestamp) where session = :id")
        .param("id", session.id().value())
        .update();
    assertThat(guests.sitting(browser)).isEmpty();
    sessions.close(session.id(), ada());
    assertThatThrownBy(() -> guests.link(session.id(), wim, ada()))
        .isInstanceOf(BlindProblem.class);
    var reviewer = people.add("Vic", Role.REVIEWER);
    assertThatThrownBy(() -> guests.link(session.id(), wim, Actor.of(reviewer)))
        .isInstanceOf(lab.harmony.people.NotAllowed.class);
  }
}
