package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import lab.harmony.accounts.links.SignInLinks;
import lab.harmony.bench.RemotePerson;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.Person;
import lab.harmony.people.Right;
import lab.harmony.people.Role;
import lab.harmony.people.Roles;
import lab.harmony.reports.Publishing;
import lab.harmony.reports.Reports;
import lab.harmony.reports.readers.ShareLinks;
import lab.harmony.reports.shelf.Publication;
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
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/// Every screen and every address of the lab, asked for over the network by each role and by
/// somebody who has not signed in, against the tables of `docs/security.md`. One that is new and
/// has no row there fails the build.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
@Tag("process")
class RightsMatrixTest {

  private static final DrawnExperiment DRAWN = DrawnExperiment.of("drawn", "doodle-base", 42);

  /// Its notebook names no run, so nobody reviews its faces.
  private static final DrawnExperiment ASIDE = DrawnExperiment.of("aside", "doodle-anime", 42);

  private static final String CLOSED = "not open to you";

  private static final String ANYBODY = "anybody";

  /// What no session opens; `ServedVerbsTest` walks it with tokens.
  private static final String TOKEN = "a token";

  @TempDir static Path folder;

  private static final Map<Role, RemotePerson> somebody = new EnumMap<>(Role.class);
  private static String report = "";
  private static String token = "";
  private static String sample = "";

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) throws IOException {
    var workspace = folder.resolve("workspace");
    DrawnExperiment.copyPrompts(workspace);
    DRAWN.write(workspace);
    ASIDE.write(workspace);
    Files.writeString(
        workspace.resolve("experiments/aside/notebook.ipynb"),
        "{\"cells\": [], \"metadata\": {}, \"nbformat\": 4, \"nbformat_minor\": 5}");
    ImageIO.write(
        new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB),
        "png",
        workspace.resolve("experiments/drawn/picture.png").toFile());
    registry.add("harmony.workspace", workspace::toString);
    registry.add("harmony.data", () -> folder.resolve("data").toString());
    registry.add("harmony.worker.enabled", () -> false);
    registry.add("harmony.person", () -> "Ada");
  }

  @Autowired People people;
  @Autowired Roles roles;
  @Autowired Reports reports;
  @Autowired ShareLinks shares;
  @Autowired DataFolder data;
  @Autowired ServletWebServerApplicationContext server;

  @Value("${local.server.port}")
  int port;

  @BeforeEach
  void aLabWithSomethingOfEverything() {
    if (!somebody.isEmpty()) {
      return;
    }
    DrawnTraining.write(data);
    sample = aSample();
    var ada = Actor.of(people.local());
    var published =
        ((Publication.Published)
                reports.publish(
                    new ExperimentSlug("drawn"),
                    Publishing.by(ada).although("The renderer drew them.")))
            .report();
    report = published.name().value();
    token = shares.create(published, Duration.ofDays(1), ada).token().value();
    for (var role : Role.values()) {
      somebody.put(
          role,
          signedIn(role == Role.OWNER ? people.local() : people.add("A " + role.word(), role)));
    }
  }

  private String aSample() {
    var samples = data.trainings().resolve(DrawnTraining.NAME).resolve("samples");
    try (var files = Files.walk(samples)) {
      return files
          .filter(Files::isRegularFile)
          .sorted()
          .map(file -> DrawnTraining.NAME + "/" + samples.relativize(file))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private RemotePerson signedIn(Person person) {
    var links = new SignInLinks(data, Clock.systemUTC(), person.id().value());
    return new RemotePerson(lab(), links.issue(lab()));
  }

  private URI lab() {
    return URI.create("http://127.0.0.1:%d/".formatted(port));
  }

  @AfterAll
  static void end() {
    somebody.values().forEach(RemotePerson::close);
    somebody.clear();
  }

  @Test
  void everyScreenIsOpenToThoseOfTheTableAndToNobodyElse() {
    var table = Matrix.table("Screens");
    assertThat(Routes.all().stream().map("/"::concat))
        .as("the screens of docs/security.md")
        .containsExactlyInAnyOrderElementsOf(table.keySet());
    table.forEach((route, needs) -> {
      for (var role : Role.values()) {
        var answer = shown(as(role), sample(route));
        assertThat(answer.contains(CLOSED))
            .as("%s by %s is closed: %s", route, role.word(), answer)
            .isEqualTo(!open(needs, role) && !route.equals("/"));
        assertThat(answer)
            .as("%s by %s", route, role.word())
            .doesNotContain("Nothing is at this address", "could not be opened");
      }
    });
  }

  @Test
  void theAddressWithoutAPathLeadsEverybodyToWhatIsOpenToThem() {
    assertThat(shown(as(Role.RESEARCHER), "/")).contains("Experiments · Harmony Lab");
    assertThat(shown(as(Role.REVIEWER), "/")).contains("Review · Harmony Lab");
    assertThat(shown(as(Role.READER), "/")).contains("Reports · Harmony Lab");
  }

  @Test
  void theNavigationAndThePaletteNameWhatIsOpenAlone() {
    var titles = Map.of("Backups", Right.BACK_UP, "Runs", Right.LOOK, "Review", Right.REVIEW);
    for (var role : Role.values()) {
      try (var page = as(role).begin("/reports", _ -> {})) {
        var navigation = page.first();
        var palette = page.tell("harmony-frame", "palette-query", Map.of("query", ""));
        var drawn = page.tell("harmony-frame", "palette-query", Map.of("query", "drawn"));
        titles.forEach((title, right) -> {
          assertThat(navigation.contains("\"" + title + "\""))
              .as("%s in the navigation of %s", title, role.word())
              .isEqualTo(right.has(role));
          assertThat(palette.contains("\"" + title + "\""))
              .as("%s in the palette of %s", title, role.word())
              .isEqualTo(right.has(role));
        });
        Map.of(
                DRAWN.run(),
                Right.LOOK,
                "Run all of drawn",
                Right.COMPUTE,
                "\"Review\"",
                Right.REVIEW)
            .forEach((words, right) ->
                assertThat(drawn.contains(words))
                    .as("%s in the palette of %s: %s", words, role.word(), drawn)
                    .isEqualTo(right.has(role)));
      }
    }
  }

  @Test
  void whoeverHasNotSignedInSeesNoScreenButTheOneThatSaysHow() {
    try (var stranger = new RemotePerson(lab());
        var page = stranger.begin("/sign-in", _ -> {})) {
      Matrix.table("Screens")
          .forEach((route, needs) -> {
            var path = sample(route);
            if (!needs.equals(ANYBODY)) {
              turnedAway(stranger.ask("GET", path), path);
            }
            assertThat(page.show(path))
                .as(path)
                .doesNotContain("Faces of doodle", "Ada", "drawn-lora", CLOSED);
          });
      assertThat(page.show("/no/such/screen")).doesNotContain("Ada", "Experiments");
    }
  }

  @Test
  void everyAddressAnswersThoseOfTheTableAndNobodyElse() {
    var table = Matrix.table("Addresses");
    assertThat(walked()).as("the addresses of docs/security.md").isEqualTo(table.keySet());
    try (var stranger = new RemotePerson(lab())) {
      table.forEach((pattern, needs) ->
          samples(pattern)
              .forEach((path, found) -> {
                for (var role : Role.values()) {
                  var answer = as(role).ask("GET", path);
                  assertThat(answer.statusCode())
                      .as("%s by %s: %s", path, role.word(), answer.body())
                      .isEqualTo(needs.equals(TOKEN) ? 401 : open(needs, role) ? found : 403);
                }
                var answer = stranger.ask("GET", path);
                if (needs.equals(ANYBODY)) {
                  assertThat(answer.statusCode()).as(path).isEqualTo(found);
                } else {
                  turnedAway(answer, path);
                }
              }));
    }
  }

  @Test
  void anAddressThatNobodyCanMeanIsAnsweredInWords() {
    assertThat(as(Role.READER).ask("GET", "/runs//all"))
        .satisfies(answer -> {
          assertThat(answer.statusCode()).isEqualTo(400);
          assertThat(answer.body())
              .contains("The lab could not take this address", "doubled slash")
              .doesNotContain("Whitelabel");
        });
  }

  @Test
  void aPageThatIsLeftBeginsNoSessionInPlaceOfTheOneThatItWasLeftFor() {
    try (var stranger = new RemotePerson(lab())) {
      var answer =
          stranger.ask(
              "POST",
              "/VAADIN/push?v-r=push&v-uiId=0&v-pushId=7744dd82-0af5-4816-92a2-55113c9dd627"
                  + "&X-Atmosphere-Transport=close&X-Atmosphere-tracking-id=08ba0e2f");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().allValues("set-cookie")).isEmpty();
    }
  }

  @Test
  void noAddressIsWrittenTo() {
    try (var stranger = new RemotePerson(lab())) {
      for (var person : List.of(stranger, as(Role.READER), as(Role.OWNER))) {
        for (var pattern : Matrix.table("Addresses").keySet()) {
          for (var path : samples(pattern).keySet()) {
            for (var method : List.of("POST", "PUT", "DELETE", "PATCH")) {
              assertThat(person.ask(method, path).statusCode())
                  .as("%s %s", method, path)
                  .isIn(302, 401, 403, 405);
            }
          }
        }
      }
    }
  }

  @Test
  void aReviewerSeesTheFacesOfReviewsAlone() {
    for (var form : List.of("/images/%s/0.png", "/images/%s/0/64.png")) {
      var aside = form.formatted(ASIDE.run());
      assertThat(as(Role.RESEARCHER).ask("GET", aside).statusCode()).isEqualTo(200);
      assertThat(as(Role.REVIEWER).ask("GET", aside).statusCode()).isEqualTo(404);
      assertThat(as(Role.REVIEWER).ask("GET", form.formatted(DRAWN.run())).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void whatAPageOffersAsAFileIsNoOtherSessions() {
    try (var page = as(Role.OWNER).begin("/experiments/drawn/scores", _ -> {});
        var stranger = new RemotePerson(lab())) {
      var file =
          Pattern.compile("VAADIN/dynamic/resource/[^\"]+")
              .matcher(page.show("/experiments/drawn/scores"))
              .results()
              .map(found -> "/" + found.group())
              .findFirst()
              .orElseThrow();
      assertThat(as(Role.OWNER).ask("GET", file).statusCode()).isEqualTo(200);
      assertThat(as(Role.RESEARCHER).ask("GET", file).statusCode()).isIn(403, 404);
      assertThat(stranger.ask("GET", file).statusCode()).isIn(302, 401, 403, 404);
    }
  }

  @Test
  void theNewsOfAPageGoToItsOwnSessionAlone() throws Exception {
    try (var stranger = new RemotePerson(lab());
        var page = as(Role.OWNER).begin("/experiments/drawn", _ -> {})) {
      page.show("/experiments/drawn");
      for (var other : List.of(stranger, as(Role.RESEARCHER))) {
        var heard = new Heard();
        other.line(page.news(), heard);
        assertThat(heard.end()).as("what is heard on another's line").doesNotContain("changes");
      }
    }
  }

  /// What a line says until the lab ends it, or says that there is no such session.
  private static final class Heard implements WebSocket.Listener {
    private final StringBuilder words = new StringBuilder();
    private final CompletableFuture<String> ended = new CompletableFuture<>();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket line, CharSequence data, boolean last) {
      words.append(data);
      if (words.toString().contains("sessionExpired")) {
        ended.complete(words.toString());
      }
      line.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket line, int status, String reason) {
      ended.complete(words.toString());
      return null;
    }

    @Override
    public void onError(WebSocket line, Throwable error) {
      ended.complete(words.toString());
    }

    String end() throws Exception {
      return ended.get(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void aRoleThatIsLoweredHoldsAtOnceOnPagesThatAreOpen() throws Exception {
    var grace = people.add("Grace", Role.RESEARCHER);
    var news = new LinkedBlockingQueue<String>();
    try (var person = signedIn(grace);
        var page = person.begin("/runs", news::add)) {
      assertThat(page.show("/runs")).contains(DRAWN.run());
      roles.give(grace.id(), Role.READER, Actor.of(people.local()));
      heard(news, "Your role is reader now.");
      assertThat(page.show("/runs")).contains(CLOSED).doesNotContain(DRAWN.run());
      assertThat(person.ask("GET", "/images/%s/0.png".formatted(DRAWN.run())).statusCode())
          .isEqualTo(403);
      roles.give(grace.id(), Role.REVIEWER, Actor.of(people.local()));
      heard(news, "Your role is reviewer now.");
      assertThat(page.show("/review")).contains("Review · Harmony Lab");
    }
  }

  @Test
  void whoeverMayNotSignInAnyMoreIsOutAtOnce() throws Exception {
    var linus = people.add("Linus", Role.RESEARCHER);
    var news = new LinkedBlockingQueue<String>();
    try (var person = signedIn(linus)) {
      var page = person.begin("/runs", news::add);
      page.show("/runs");
      roles.give(linus.id(), Role.REVIEWER, Actor.of(people.local()));
      heard(news, "Your role is reviewer now.");
      roles.leaveOut(linus.id(), Actor.of(people.local()));
      heard(news, "/sign-in");
      turnedAway(person.ask("GET", "/runs"), "/runs");
      turnedAway(person.ask("GET", "/images/%s/0.png".formatted(DRAWN.run())), "a picture");
      assertThat(page.show("/runs")).doesNotContain(DRAWN.run());
      assertThat(person.ask("GET", "/?v-r=init&location=runs").body()).doesNotContain("Linus");
    }
  }

  private static void heard(BlockingQueue<String> news, String words) throws InterruptedException {
    var before = new StringBuilder();
    while (before.indexOf(words) < 0) {
      var next = news.poll(30, TimeUnit.SECONDS);
      assertThat(next).as("%s after %s", words, before).isNotNull();
      before.append(next);
    }
  }

  /// Of Spring's handlers and the server's servlets; and what lies with the screens, folder by
  /// folder.
  private Set<String> walked() {
    var all = new TreeSet<>(openFolders());
    server
        .getBeansOfType(RequestMappingInfoHandlerMapping.class)
        .values()
        .forEach(mapping ->
            mapping
                .getHandlerMethods()
                .keySet()
                .forEach(info -> all.addAll(info.getPatternValues())));
    server
        .getBeansOfType(AbstractUrlHandlerMapping.class)
        .values()
        .forEach(mapping -> all.addAll(mapping.getHandlerMap().keySet()));
    Objects.requireNonNull(server.getServletContext())
        .getServletRegistrations()
        .values()
        .forEach(servlet -> all.addAll(servlet.getMappings()));
    return all;
  }

  /// The folders with files for browsers of which a stranger gets one.
  private Set<String> openFolders() {
    var folders = new TreeSet<String>();
    try (var stranger = new RemotePerson(lab())) {
      for (var file : Resources.files()) {
        if (stranger.ask("GET", file).statusCode() == 200) {
          folders.add(file.replaceFirst("^(/[^/]+/).*", "$1**"));
        }
      }
    }
    return folders;
  }

  /// What is asked for at the addresses of a pattern, and what whoever may have it is answered.
  private Map<String, Integer> samples(String pattern) {
    var path =
        pattern
            .replaceFirst("\\{run}/\\{index:[^/]*}(?=/|\\.png)", DRAWN.run() + "/0")
            .replaceFirst("\\{size:[^}]*}", "64")
            .replace("{experiment}/{*path}", "drawn/picture.png")
            .replace("reports/{name}", "reports/" + report)
            .replace("export/{file}", "export/all.zip")
            .replace("{training}/{epoch}/{name}", sample)
            .replace("{token}", token);
    return switch (pattern) {
      case "/", "/vaadinServlet/*" -> Map.of();
      case "/error" -> Map.of("/error", 500);
      case "/**" -> Map.of("/no/such/file.txt", 200);
      case "/blind-pictures/{name}.png" -> Map.of("/blind-pictures/none.png", 404);
      case "/guest-pictures/{name}.png" -> Map.of("/guest-pictures/none.png", 404);
      case "/images/mosaic/{size:64|128|256}.png" ->
          Map.of("/images/mosaic/64.png?of=%s:0.1".formatted(DRAWN.run()), 200);
      case "/guest-begin/{token}" -> Map.of("/guest-begin/none", 302);
      case "/webjars/**" -> Map.of("/webjars/none.js", 404);
      default -> path.endsWith("/**") ? Resources.oneOf(path) : Map.of(path, 200);
    };
  }

  private static String sample(String route) {
    return route
        .replaceFirst("(?<=experiments/):\\w+", "drawn")
        .replace(":run", DRAWN.run())
        .replace(":session", "bk3f9q2ab");
  }

  /// Whether a role has what a row says.
  private static boolean open(String needs, Role role) {
    return needs.equals(ANYBODY) || needs.equals("signed in") || Right.valueOf(needs).has(role);
  }

  /// What the lab puts into a page.
  private static String shown(RemotePerson person, String path) {
    try (var page = person.begin(path, _ -> {})) {
      return page.first();
    }
  }

  private static void turnedAway(HttpResponse<String> answer, String path) {
    assertThat(answer.statusCode()).as(path).isIn(302, 401, 403);
    if (answer.statusCode() == 302) {
      assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/sign-in");
    }
  }

  private static RemotePerson as(Role role) {
    return Objects.requireNonNull(somebody.get(role));
  }
}
