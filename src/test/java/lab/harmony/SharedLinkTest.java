package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import lab.harmony.accounts.links.SignInLinks;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.people.People;
import lab.harmony.people.Somebody;
import lab.harmony.reports.Publishing;
import lab.harmony.reports.Reports;
import lab.harmony.reports.readers.ReportReaders;
import lab.harmony.reports.readers.ShareLinks;
import lab.harmony.reports.shelf.Publication;
import lab.harmony.reports.shelf.PublishedReport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// What somebody reaches who has a share link and nothing else, over the network as a stranger does
/// it: the one page, and nothing more.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
@Tag("process")
class SharedLinkTest {

  /// The pages of those who are still to come in, which say nothing of the lab.
  private static final Set<String> OPEN = Set.of("sign-in", "join", "guest");

  private static final DrawnExperiment SHARED = DrawnExperiment.of("shared", "doodle-base", 42);
  private static final DrawnExperiment OTHER = DrawnExperiment.of("other", "doodle-anime", 42);

  /// A variable in the pattern of an address, with the form it may have.
  private static final String VARIABLE = "\\{[^{}]*(\\{[^{}]*}[^{}]*)*}";

  private static final HttpClient STRANGER =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

  @TempDir static Path folder;

  private static String token = "";
  private static List<PublishedReport> published = List.of();

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    var workspace = folder.resolve("workspace");
    DrawnExperiment.copyPrompts(workspace);
    SHARED.write(workspace);
    OTHER.write(workspace);
    registry.add("harmony.workspace", workspace::toString);
    registry.add("harmony.data", () -> folder.resolve("data").toString());
    registry.add("harmony.worker.enabled", () -> false);
  }

  @Autowired Reports reports;
  @Autowired ReportReaders readers;
  @Autowired People people;
  @Autowired ShareLinks shares;
  @Autowired SignInLinks signIn;

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  RequestMappingHandlerMapping addresses;

  @Value("${local.server.port}")
  int port;

  private Publishing ada() {
    return Publishing.by(Somebody.researcher(people, "Ada")).although("The renderer drew them.");
  }

  @AfterAll
  static void close() {
    STRANGER.close();
  }

  /// The second of three versions is shared.
  @BeforeEach
  void aSharedReport() {
    if (published.isEmpty()) {
      var first = publish("shared", ada());
      var second = publish("shared", ada().revising(first.name(), "More scores."));
      var third = publish("shared", ada().revising(first.name(), "A secret of the third."));
      published = List.of(first, second, third, publish("other", ada()));
      token =
          shares
              .create(second, Duration.ofDays(1), Somebody.researcher(people, "Ada"))
              .token()
              .value();
    }
  }

  private PublishedReport publish(String slug, Publishing said) {
    return ((Publication.Published) reports.publish(new ExperimentSlug(slug), said)).report();
  }

  @Test
  void theOnePageIsReadWithoutASessionAndLeadsNowhere() throws Exception {
    var answer = get("/shared/" + token);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains("Version 2. What changed, says Ada: More scores.")
        .contains("This is version 2; there is a newer one, version 3.")
        .doesNotContain("A secret of the third.", "href=\"/", "src=\"/");
    assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
    assertThat(answer.headers().firstValue("content-security-policy").orElseThrow())
        .contains("default-src 'none'", "sandbox")
        .doesNotContain("allow-same-origin", "allow-scripts");
  }

  @Test
  void noOtherReportIsReachable() throws Exception {
    hidden("/reports/%s/index.html".formatted(published.get(3).name()));
    closed("/shared/" + token + "/../../reports/%s/index.html".formatted(published.get(3).name()));
    closed("/shared/%s/%s".formatted(token, published.get(3).name()));
  }

  @Test
  void noOtherVersionOfTheReportIsReachable() throws Exception {
    for (var version : published.subList(0, 3)) {
      hidden("/reports/%s/index.html".formatted(version.name()));
      closed("/shared/%s/%s/index.html".formatted(token, version.name()));
      closed("/shared/%s?version=%d".formatted(version.name(), version.version().number()));
    }
    assertThat(get("/shared/%s?version=3".formatted(token)).body())
        .doesNotContain("A secret of the third.");
  }

  @Test
  void noFileBesideThePageIsReachable() throws Exception {
    for (var file : List.of("report.json", "scores.csv", "tags.json", "index.html", "")) {
      closed("/shared/%s/%s".formatted(token, file));
      closed("/reports/%s/%s".formatted(published.get(1).name(), file));
    }
  }

  @Test
  void noExportOfTheReportIsReachable() throws Exception {
    for (var file : List.of("all.zip", "table-1.csv", "table-1.tex")) {
      hidden("/reports/%s/export/%s".formatted(published.get(1).name(), file));
      closed("/shared/%s/export/%s".formatted(token, file));
    }
  }

  @Test
  void noPictureIsReachable() throws Exception {
    for (var form : List.of("/0.png", "/0/64.png", "/0/256.png")) {
      hidden("/images/" + SHARED.run() + form);
      closed("/shared/%s/images/%s%s".formatted(token, SHARED.run(), form));
    }
    closed("/experiments/shared/pictures/runs/%s/images/x.png".formatted(SHARED.run()));
  }

  @Test
  void noRunIsReachable() throws Exception {
    hidden("/runs");
    hidden("/runs/" + SHARED.run());
    closed("/shared/%s/runs/%s".formatted(token, SHARED.run()));
  }

  @Test
  void noPageOfTheLabIsReachable() throws Exception {
    for (var route : Routes.all()) {
      var path = "/" + route.replaceAll(":[^/]+", "shared");
      if (OPEN.contains(route)) {
        hidden(get(path), path);
      } else {
        closed(path);
      }
    }
  }

  @Test
  void noAddressOfTheServerIsReachable() throws Exception {
    var all =
        addresses.getHandlerMethods().keySet().stream()
            .flatMap(mapping -> mapping.getPatternValues().stream())
            .filter(pattern -> !pattern.equals("/shared/{token}") && !pattern.startsWith("/error"))
            .toList();
    assertThat(all).isNotEmpty();
    for (var pattern : all) {
      closed(pattern.replaceAll(VARIABLE, "shared").replace("**", "shared"));
      closed(pattern.replaceAll(VARIABLE, token).replace("**", token));
    }
  }

  @Test
  void noDynamicResourceAndNoPushOfThePagesIsReachable() throws Exception {
    for (var path :
        List.of(
            "/VAADIN/dynamic/resource/0/00000000-0000-0000-0000-000000000000/report.html",
            "/VAADIN/push?v-r=push",
            "/?v-r=uidl&v-uiId=0",
            "/?v-r=heartbeat",
            "/?v-r=init&location=reports",
            "/reports?v-r=init&location=reports")) {
      hidden(get(path), path);
      hidden(send("POST", path), path);
    }
  }

  @Test
  void theLinkDoesNothingButBeRead() throws Exception {
    for (var method : List.of("POST", "PUT", "DELETE", "PATCH")) {
      var answer = send(method, "/shared/" + token);
      assertThat(answer.statusCode()).as(method).isIn(302, 401, 403, 405);
      hidden(answer, method);
    }
    assertThat(readers.mayRead(Somebody.researcher(people, "Ada"), published.get(1).name()))
        .isTrue();
    assertThat(get("/shared/" + token).statusCode()).isEqualTo(200);
  }

  @Test
  void theTokenOpensNothingElsewhere() throws Exception {
    var page = "/reports/%s/index.html".formatted(published.get(1).name());
    closed(page + "?token=" + token);
    closed(page + ";token=" + token);
    var signIn = get("/sign-in?token=" + token);
    assertThat(signIn.statusCode()).isEqualTo(302);
    assertThat(signIn.headers().firstValue("location").orElseThrow()).endsWith("/sign-in?expired");
    assertThat(signIn.headers().allValues("set-cookie"))
        .noneMatch(cookie -> cookie.contains("browser"));
    var bearer =
        STRANGER.send(
            request(page).header("Authorization", "Bearer " + token).GET().build(),
            BodyHandlers.ofString());
    assertThat(bearer.statusCode()).isNotEqualTo(200);
    hidden(bearer, page);
  }

  /// What whoever is signed in is given under an address, and nobody else: it is there.
  private void hidden(String path) throws Exception {
    var link = signIn.issue(URI.create("http://127.0.0.1:%d/".formatted(port)));
    var answer =
        STRANGER.send(
            HttpRequest.newBuilder(URI.create(link.toString())).GET().build(),
            BodyHandlers.ofString());
    var cookies =
        answer.headers().allValues("set-cookie").stream()
            .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
            .collect(Collectors.joining("; "));
    assertThat(
            STRANGER
                .send(
                    request(path).header("Cookie", cookies).GET().build(), BodyHandlers.ofString())
                .statusCode())
        .as("%s for who is signed in", path)
        .isEqualTo(200);
    closed(path);
  }

  /// Whoever asks is sent to sign in, or told that there is nothing.
  private void closed(String path) throws IOException, InterruptedException {
    var answer = get(path);
    assertThat(answer.statusCode()).as(path).isIn(302, 400, 401, 403, 404, 405);
    if (answer.statusCode() == 302) {
      assertThat(answer.headers().firstValue("location").orElseThrow())
          .as(path)
          .contains(path.startsWith("/guest-begin/") ? "/guest" : "/sign-in");
    }
    hidden(answer, path);
  }

  private static void hidden(HttpResponse<String> answer, String what) {
    assertThat(answer.body())
        .as(what)
        .doesNotContain("Faces of doodle", "disagrees in a third", "A secret of the third.");
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send("GET", path);
  }

  private HttpResponse<String> send(String method, String path)
      throws IOException, InterruptedException {
    return STRANGER.send(
        request(path).method(method, BodyPublishers.noBody()).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)));
  }
}
