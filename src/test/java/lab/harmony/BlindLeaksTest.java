package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import lab.harmony.accounts.links.SignInLinks;
import lab.harmony.bench.RemotePerson;
import lab.harmony.blind.BlindAnswer;
import lab.harmony.blind.BlindArm;
import lab.harmony.blind.BlindForm;
import lab.harmony.blind.BlindProblem;
import lab.harmony.blind.BlindRating;
import lab.harmony.blind.BlindSession;
import lab.harmony.blind.BlindSessions;
import lab.harmony.blind.BlindSetup;
import lab.harmony.blind.Said;
import lab.harmony.blind.results.BlindReading;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Each way in which a rater of an open session could learn which arm made a picture, tried over
/// the network as a reviewer.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
@Tag("process")
class BlindLeaksTest {

  private static final DrawnExperiment FIRST = DrawnExperiment.of("first-one", "doodle-base", 42);
  private static final DrawnExperiment SECOND =
      DrawnExperiment.of("second-one", "doodle-anime", 42);

  /// Another experiment that draws with one of the models.
  private static final DrawnExperiment THIRD = DrawnExperiment.of("third-one", "doodle-base", 7);

  private static final DrawnExperiment SMALL_SEVEN =
      DrawnExperiment.of("small-seven", "petite", 7).sized(64, 64);
  private static final DrawnExperiment TALL_SEVEN =
      DrawnExperiment.of("tall-seven", "lengthy", 7).sized(96, 128);

  /// What tells an arm, or an answer of somebody else.
  private static final List<String> TELLING =
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
    registry.add("harmony.worker.enabled", () -> false);
    registry.add("harmony.person", () -> "Ada");
  }

  @Autowired People people;
  @Autowired BlindSessions sessions;
  @Autowired BlindRating rating;
  @Autowired BlindReading reading;
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
  private static String report = "";
  private static String shared = "";

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

  private RemotePerson signedIn(Person person) {
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

  private static RemotePerson rater() {
    return Objects.requireNonNull(rater);
  }

  private static BlindSession session() {
    return Objects.requireNonNull(session);
  }

  private List<String> addresses() {
    return task().places().stream()
        .flatMap(place ->
            java.util.stream.Stream.of(place.pictures().getFirst(), place.pictures().getLast()))
        .map("/blind-pictures/%s.png"::formatted)
        .toList();
  }

  private BlindRating.Task task() {
    return rating.task(session().id(), new Actor(Objects.requireNonNull(grace).id())).orElseThrow();
  }

  private static String shown(String path) {
    try (var page = rater().begin(path, _ -> {})) {
      return page.first();
    }
  }

  private static void tellsNothing(String what, String answer) {
    for (var word : TELLING) {
      assertThat(answer).as(what).doesNotContain(word);
    }
  }

  /// The page, its DOM, alternative texts and titles, and the addresses in it.
  @Test
  void theRatingPageTellsNothing() {
    var page = shown("/blind/rate/" + session().id());
    assertThat(page).contains("harmony-blind", "/blind-pictures/");
    tellsNothing("the page", page);
    assertThat(
            Pattern.compile("\"/blind-pictures/([^\"]+)\\.png\"")
                .matcher(page.replace("\\\"", "\""))
                .results()
                .map(found -> found.group(1)))
        .hasSizeGreaterThanOrEqualTo(96)
        .allMatch(name -> name.matches("[A-Za-z0-9_-]{43}"))
        .doesNotHaveDuplicates();
    tellsNothing("its screen in the list", shown("/blind"));
  }

  @Test
  void otherPagesTellNothing() {
    for (var path :
        List.of(
            "/",
            "/review",
            "/experiments/first-one/review",
            "/experiments/second-one/review?again=yes",
            "/experiments/third-one/review",
            "/review",
            "/experiments/first-one/scores",
            "/experiments/first-one/grid",
            "/experiments/first-one",
            "/reports",
            "/inbox",
            "/inbox?show=everything",
            "/activity",
            "/account",
            "/runs",
            "/runs/" + FIRST.run(),
            "/work",
            "/grids",
            "/models",
            "/trainings",
            "/blind/session/" + session().id())) {
      // What was asked for stands in the answer: only what is told besides counts.
      var answer = shown(path);
      for (var word : TELLING) {
        if (!path.contains(word)) {
          assertThat(answer).as("%s of %s", word, path).doesNotContain(word);
        }
      }
      assertThat(answer).as(path).doesNotContain("/images/");
    }
  }

  @Test
  void thePicturesUnderTheirOwnAddressesAreClosedToRatersAndToNobodyElse() {
    for (var run : List.of(FIRST.run(), SECOND.run(), THIRD.run())) {
      for (var form : List.of("/images/%s/3.png", "/images/%s/3/64.png")) {
        assertThat(rater().ask("GET", form.formatted(run)).statusCode()).isEqualTo(404);
        assertThat(Objects.requireNonNull(other).ask("GET", form.formatted(run)).statusCode())
            .isEqualTo(200);
      }
    }
  }

  /// What a browser kept of pictures that somebody scored before is not shown without asking.
  @Test
  void aBrowserAsksBeforeItShowsWhatItKept() {
    var address = "/images/%s/3.png".formatted(FIRST.run());
    var kept = Objects.requireNonNull(other).ask("GET", address).headers();
    assertThat(kept.firstValue("cache-control").orElseThrow()).contains("no-cache");
    assertThat(kept.firstValue("etag")).isPresent();
    try (var ada = signedIn(people.local())) {
      assertThat(ada.ask("GET", address).headers().firstValue("cache-control").orElseThrow())
          .contains("immutable");
    }
  }

  @Test
  void reportsAndTheirExportsAndLinksAreClosedToRatersAndToNobodyElse() {
    var page = "/reports/%s/index.html".formatted(report);
    assertThat(rater().ask("GET", page).statusCode()).isEqualTo(404);
    assertThat(Objects.requireNonNull(other).ask("GET", page).statusCode()).isEqualTo(200);
    assertThat(rater().ask("GET", "/shared/" + shared).statusCode()).isEqualTo(404);
    assertThat(Objects.requireNonNull(other).ask("GET", "/shared/" + shared).statusCode())
        .isEqualTo(200);
    assertThat(rater().ask("GET", "/reports/%s/export/all.zip".formatted(report)).statusCode())
        .isIn(403, 404);
  }

  @Test
  void theApiTellsNothing() {
    assertThat(rater().ask("GET", "/api/v1/me").statusCode()).isEqualTo(401);
    assertThat(rater().ask("GET", "/api/v1/verbs").statusCode()).isEqualTo(401);
  }

  @Test
  void thePaletteLeadsToNothingThatTells() {
    try (var page = rater().begin("/blind", _ -> {})) {
      for (var query : List.of("first", "third", "review")) {
        var found = page.tell("harmony-frame", "palette-query", Map.of("query", query));
        assertThat(found).as(query).doesNotContain(FIRST.run(), "doodle", "third-one", "first-one");
      }
    }
  }

  /// Size, headers, length and what lies beside the pixels; nothing is kept by the browser.
  @Test
  void allPicturesHaveTheSameHeadersLengthAndSizeAndNothingBesideTheirPixels() throws IOException {
    var headers = new HashSet<Map<String, List<String>>>();
    var lengths = new HashSet<Integer>();
    var chunks = new HashSet<List<String>>();
    for (var address : addresses()) {
      var answer = bytes(address);
      assertThat(answer.statusCode()).isEqualTo(200);
      headers.add(withoutTime(answer));
      lengths.add(answer.body().length);
      chunks.add(chunks(answer.body()));
      var picture = ImageIO.read(new ByteArrayInputStream(answer.body()));
      assertThat(List.of(picture.getWidth(), picture.getHeight())).containsExactly(128, 128);
    }
    assertThat(headers).hasSize(1);
    assertThat(headers.iterator().next().get("cache-control")).containsExactly("no-store");
    assertThat(headers.iterator().next()).doesNotContainKeys("etag", "last-modified");
    assertThat(lengths).hasSize(1);
    assertThat(chunks).containsExactly(List.of("IHDR", "IDAT", "IEND"));
  }

  /// Arms of other sizes and shapes, and gold, which belongs to none: the same size, length and
  /// headers; and none is made when it is asked for, so none takes longer than another.
  @Test
  void armsOfOtherSizesAndGoldAreServedAlikeAndReadyBeforeTheyAreAskedFor() throws IOException {
    var ruth = people.add("Ruth", Role.REVIEWER);
    var mixed =
        sessions.start(
            new BlindSetup(
                    "Faces of all sizes",
                    BlindForm.POINTS,
                    List.of(
                        new BlindArm("third-one", "doodle-base"),
                        new BlindArm("small-seven", "petite"),
                        new BlindArm("tall-seven", "lengthy")),
                    List.of(ruth.id()),
                    1,
                    10)
                .withGold(12),
            Actor.of(people.local()));
    try (var browser = signedIn(ruth)) {
      var page = browser.begin("/blind/rate/" + mixed.id(), _ -> {});
      tellsNothing("the page", page.first());
      assertThat(page.first().toLowerCase(java.util.Locale.ROOT))
          .doesNotContain(
              "gold",
              "truth",
              "agrees",
              "contradict",
              "small-seven",
              "tall-seven",
              "petite",
              "lengthy");
      page.close();
      // Whatever they were made of is not read any more.
      try (var files = Files.list(images(SMALL_SEVEN))) {
        for (var file : files.toList()) {
          Files.delete(file);
        }
      }
      var headers = new HashSet<Map<String, List<String>>>();
      var lengths = new HashSet<Integer>();
      var sizes = new HashSet<List<Integer>>();
      var places = rating.task(mixed.id(), Actor.of(ruth)).orElseThrow().places();
      assertThat(places).hasSize(3 * 48 + 15 + 12);
      for (var place : places) {
        var answer = browser.bytes("/blind-pictures/%s.png".formatted(place.pictures().getFirst()));
        assertThat(answer.statusCode()).isEqualTo(200);
        headers.add(withoutTime(answer));
        lengths.add(answer.body().length);
        var picture = ImageIO.read(new ByteArrayInputStream(answer.body()));
        sizes.add(List.of(picture.getWidth(), picture.getHeight()));
        assertThat(chunks(answer.body())).containsExactly("IHDR", "IDAT", "IEND");
      }
      assertThat(sizes).containsExactly(List.of(64, 64));
      assertThat(lengths).hasSize(1);
      assertThat(headers).hasSize(1);
    }
    sessions.close(mixed.id(), Actor.of(people.local()));
    assertThat(data.thumbnails().resolve("blind").resolve(mixed.id().value())).doesNotExist();
  }

  private static Path images(DrawnExperiment experiment) {
    return folder.resolve(
        "workspace/experiments/%s/runs/%s/images".formatted(experiment.slug(), experiment.run()));
  }

  @Test
  void thePixelsAreThoseOfThePictureThatWasFrozen() throws IOException {
    var all = new HashSet<Integer>();
    for (var experiment : List.of(FIRST, SECOND)) {
      try (var files =
          Files.list(
              folder.resolve(
                  "workspace/experiments/%s/runs/%s/images"
                      .formatted(experiment.slug(), experiment.run())))) {
        for (var file : files.toList()) {
          all.add(hash(ImageIO.read(file.toFile())));
        }
      }
    }
    for (var address : addresses()) {
      assertThat(all).contains(hash(ImageIO.read(new ByteArrayInputStream(bytes(address).body()))));
    }
  }

  @Test
  void aPictureIsForItsRaterAlone() {
    var address = addresses().getFirst();
    assertThat(Objects.requireNonNull(other).ask("GET", address).statusCode()).isEqualTo(404);
    try (var ada = signedIn(people.local());
        var stranger = new RemotePerson(URI.create("http://127.0.0.1:%d/".formatted(port)))) {
      assertThat(ada.ask("GET", address).statusCode()).isEqualTo(404);
      assertThat(stranger.ask("GET", address).statusCode()).isIn(302, 401, 403);
    }
  }

  /// Neither the order nor the side goes with an arm.
  @Test
  void armsAreMixed() throws IOException {
    var first = new HashSet<Integer>();
    try (var files =
        Files.list(
            folder.resolve(
                "workspace/experiments/%s/runs/%s/images".formatted(FIRST.slug(), FIRST.run())))) {
      for (var file : files.toList()) {
        first.add(hash(ImageIO.read(file.toFile())));
      }
    }
    int left = 0;
    for (var place : task().places()) {
      var picture = bytes("/blind-pictures/%s.png".formatted(place.pictures().getFirst())).body();
      left += first.contains(hash(ImageIO.read(new ByteArrayInputStream(picture)))) ? 1 : 0;
    }
    assertThat(left).as("first arm on the left, of 53").isBetween(10, 43);
  }

  @Test
  void afterTheCloseTheAddressesLeadNowhereAndTheRestIsOpenAgain() {
    var ada = Actor.of(people.local());
    var second = people.add("Emmy", Role.REVIEWER);
    var own =
        sessions.start(
            new BlindSetup(
                "Faces",
                BlindForm.CHECKLIST,
                List.of(new BlindArm("first-one", "doodle-base")),
                List.of(second.id()),
                1,
                10),
            ada);
    var place = rating.task(own.id(), Actor.of(second)).orElseThrow().places().getFirst();
    var address = "/blind-pictures/%s.png".formatted(place.pictures().getFirst());
    try (var emmy = signedIn(second)) {
      assertThat(emmy.ask("GET", address).statusCode()).isEqualTo(200);
      assertThat(emmy.ask("GET", "/images/%s/0.png".formatted(FIRST.run())).statusCode())
          .isEqualTo(404);
      rating.say(
          own.id(),
          new Said(0, "answer-1", "", false, BlindAnswer.ofNothing(), Duration.ZERO),
          Actor.of(second));
      sessions.close(own.id(), ada);
      assertThat(emmy.ask("GET", address).statusCode()).isEqualTo(404);
      assertThat(emmy.ask("GET", "/images/%s/0.png".formatted(FIRST.run())).statusCode())
          .isEqualTo(200);
    }
  }

  /// What one session sealed is told while another is open that shows the same, or the same models.
  @Test
  void aClosedSessionTellsNothingOfAnotherThatIsStillOpen() {
    var ada = Actor.of(people.local());
    var rita = people.add("Rita", Role.REVIEWER);
    var closed = checklist("Faces alone", "first-one", rita, ada);
    sessions.close(closed.id(), ada);
    for (var experiment : List.of("first-one", "third-one")) {
      var open =
          checklist(
              "Still open " + (experiment.startsWith("first") ? "one" : "two"),
              experiment,
              rita,
              ada);
      try (var browser = signedIn(rita)) {
        for (var path : List.of("/blind/rate/", "/blind/passport/")) {
          try (var page = browser.begin(path + closed.id(), _ -> {})) {
            assertThat(page.first())
                .as(path)
                .contains("until", open.title())
                .doesNotContain("Published file", "How you rated");
            tellsNothing(path, page.first());
          }
        }
      }
      assertThatThrownBy(() -> rating.published(closed.id(), Actor.of(rita)))
          .isInstanceOf(BlindProblem.class)
          .hasMessageContaining(open.title());
      assertThatThrownBy(() -> reading.passport(closed.id(), Actor.of(rita)))
          .isInstanceOf(BlindProblem.class)
          .hasMessageContaining(open.title());
      sessions.close(open.id(), ada);
      assertThat(rating.published(closed.id(), Actor.of(rita))).isNotEmpty();
      assertThat(reading.passport(closed.id(), Actor.of(rita))).isPresent();
    }
  }

  private BlindSession checklist(String title, String experiment, Person rater, Actor by) {
    return sessions.start(
        new BlindSetup(
            title,
            BlindForm.CHECKLIST,
            List.of(new BlindArm(experiment, "doodle-base")),
            List.of(rater.id()),
            1,
            10),
        by);
  }

  private HttpResponse<byte[]> bytes(String address) {
    return rater().bytes(address);
  }

  private static Map<String, List<String>> withoutTime(HttpResponse<?> answer) {
    var headers = new TreeMap<>(answer.headers().map());
    headers.remove("date");
    // Of the line, which is used for so many requests.
    headers.remove("connection");
    headers.remove("keep-alive");
    headers.remove("set-cookie");
    return headers;
  }

  private static List<String> chunks(byte[] png) {
    var names = new ArrayList<String>();
    for (int at = 8; at + 8 <= png.length; ) {
      int length = java.nio.ByteBuffer.wrap(png, at, 4).getInt();
      names.add(new String(png, at + 4, 4, StandardCharsets.US_ASCII));
      at += 12 + length;
    }
    return names;
  }

  private static int hash(BufferedImage picture) {
    return java.util.Arrays.hashCode(
        picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth()));
  }
}
