package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import lab.harmony.accounts.links.SignInLinks;
import lab.harmony.bench.RemotePerson;
import lab.harmony.blind.BlindRating;
import lab.harmony.blind.BlindSessions;
import lab.harmony.blind.session.BlindArm;
import lab.harmony.blind.session.BlindForm;
import lab.harmony.blind.session.BlindSession;
import lab.harmony.blind.session.BlindSetup;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.Person;
import lab.harmony.people.Role;
import lab.harmony.reports.Publishing;
import lab.harmony.reports.Reports;
import lab.harmony.reports.readers.ShareLinks;
import lab.harmony.reports.shelf.Publication;
import lab.harmony.review.Scores;
import lab.harmony.review.marks.Checklist;
import lab.harmony.review.marks.Mark;
import lab.harmony.workspace.DataFolder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// A lab in which a reviewer rates in an open session, and ways to look at it as they do, over the
/// network.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
abstract class BlindLeaksLab {

  static final DrawnExperiment FIRST =
      DrawnExperiment.of("first-one", "doodle-base", 42)
          .saying("drawn by doodle-base for first-one");
  static final DrawnExperiment SECOND =
      DrawnExperiment.of("second-one", "doodle-anime", 42)
          .saying("drawn by doodle-anime for second-one");

  /// Another experiment that draws with one of the models.
  static final DrawnExperiment THIRD = DrawnExperiment.of("third-one", "doodle-base", 7);

  static final DrawnExperiment SMALL_SEVEN =
      DrawnExperiment.of("small-seven", "petite", 7).sized(64, 64);
  static final DrawnExperiment TALL_SEVEN =
      DrawnExperiment.of("tall-seven", "lengthy", 7).sized(96, 128);

  /// What tells an arm, or an answer of somebody else.
  static final List<String> TELLING =
      List.of(
          "doodle",
          "first-one",
          "second-one",
          "third-one",
          FIRST.run(),
          SECOND.run(),
          "remarkable",
          "doodle-parts");

  @TempDir static Path folder;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    var workspace = folder.resolve("workspace");
    DrawnExperiment.copyPrompts(workspace);
    FIRST.write(workspace);
    SECOND.write(workspace);
    THIRD.write(workspace);
    SMALL_SEVEN.write(workspace);
    TALL_SEVEN.write(workspace);
    registry.add("harmony.workspace", workspace::toString);
    registry.add("harmony.data", () -> folder.resolve("data").toString());
    registry.add("harmony.worker.enabled", () -> true);
    registry.add("harmony.engine.threads", () -> 1);
    registry.add("harmony.person", () -> "Ada");
  }

  @Autowired People people;
  @Autowired BlindSessions sessions;
  @Autowired BlindRating rating;
  @Autowired Scores scores;
  @Autowired Reports reports;
  @Autowired ShareLinks shares;
  @Autowired DataFolder data;

  @Value("${local.server.port}")
  int port;

  private static @Nullable BlindSession session;
  private static @Nullable RemotePerson rater;
  private static @Nullable RemotePerson other;
  private static @Nullable Person grace;
  static String report = "";
  static String shared = "";

  @BeforeEach
  void aSessionThatIsOpen() {
    if (session != null) {
      return;
    }
    var ada = Actor.of(people.local());
    scores.record(
        scores.images("first-one").getFirst(),
        Mark.of(new Checklist(true, false, true), false, "remarkable"),
        ada);
    var published =
        ((Publication.Published)
                reports.publish(
                    new ExperimentSlug("first-one"),
                    Publishing.by(ada).although("The renderer drew them.")))
            .report();
    report = published.name().value();
    shared = shares.create(published, Duration.ofDays(1), ada).token().value();
    grace = people.add("Grace", Role.REVIEWER);
    rater = signedIn(grace);
    other = signedIn(people.add("Linus", Role.REVIEWER));
    session =
        sessions.start(
            new BlindSetup(
                "Which face?",
                BlindForm.PAIRS,
                List.of(
                    new BlindArm("first-one", "doodle-base"),
                    new BlindArm("second-one", "doodle-anime")),
                List.of(grace.id()),
                1,
                10),
            ada);
  }

  RemotePerson signedIn(Person person) {
    var links = new SignInLinks(data, Clock.systemUTC(), person.id().value());
    var lab = URI.create("http://127.0.0.1:%d/".formatted(port));
    return new RemotePerson(lab, links.issue(lab));
  }

  @AfterAll
  static void end() {
    Objects.requireNonNull(rater).close();
    Objects.requireNonNull(other).close();
    session = null;
  }

  static RemotePerson rater() {
    return Objects.requireNonNull(rater);
  }

  /// Somebody else who scores, and rates in no session.
  static RemotePerson other() {
    return Objects.requireNonNull(other);
  }

  static Person grace() {
    return Objects.requireNonNull(grace);
  }

  static BlindSession session() {
    return Objects.requireNonNull(session);
  }

  BlindRating.Task task() {
    return rating.task(session().id(), new Actor(Objects.requireNonNull(grace).id())).orElseThrow();
  }

  static String shown(String path) {
    try (var page = rater().begin(path, _ -> {})) {
      return page.first();
    }
  }

  static void tellsNothing(String what, String answer) {
    for (var word : TELLING) {
      assertThat(answer).as(what).doesNotContain(word);
    }
  }
}
