package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import lab.harmony.accounts.Confirmed;
import lab.harmony.accounts.tokens.AccessTokens;
import lab.harmony.cli.RemoteCall;
import lab.harmony.cli.Verbs;
import lab.harmony.json.Json;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.Right;
import lab.harmony.people.Role;
import lab.harmony.runs.RunFilter;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.work.JobQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// What `./lab --server` does on a lab that runs, and what a token opens there.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
@Tag("process")
class ServedVerbsTest {
  private static final DrawnExperiment DRAWN = DrawnExperiment.of("drawn", "doodle-base", 42);
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Duration WEEK = Duration.ofDays(7);

  @TempDir static Path folder;

  @TempDir Path elsewhere;

  @Value("${local.server.port}")
  int port;

  @Autowired AccessTokens tokens;
  @Autowired People people;
  @Autowired JobQueue jobs;
  @Autowired RunQueue runs;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    var workspace = folder.resolve("workspace");
    DrawnExperiment.copyPrompts(workspace);
    DRAWN.write(workspace);
    registry.add("harmony.workspace", workspace::toString);
    registry.add("harmony.data", () -> folder.resolve("data").toString());
    registry.add("harmony.worker.enabled", () -> false);
  }

  @AfterAll
  static void close() {
    CLIENT.close();
  }

  @Test
  void everyVerbIsDoneForThoseWhoHaveItsRightAndForNobodyElse() {
    var needs = Verbs.needs();
    for (var role : Role.values()) {
      var call = call(all(role));
      for (var verb : RemoteCall.SERVED) {
        var answer = call.lab(verb, "--nonsense");
        assertThat(answer.code()).as("%s by %s: %s", verb, role, answer.err()).isEqualTo(2);
        var asked = ask(all(role), zip(Json.MAPPER.writeValueAsString(words(verb, "--help"))));
        var right = Right.valueOf(String.valueOf(needs.get(verb)));
        assertThat(asked.statusCode())
            .as("%s by %s: %s", verb, role, asked.body())
            .isEqualTo(right.has(role) ? 200 : 403);
        if (!right.has(role)) {
          assertThat(asked.headers().firstValue("Content-Type"))
              .contains("application/problem+json");
          assertThat(Json.object(asked.body()).path("detail").asString(""))
              .contains("needs that right");
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"backup", "restore", "doctor", "link", "worker", "start"})
  void verbsOfAMachineAreNotDoneForAnother(String verb) {
    var answer = call(all(Role.OWNER)).lab(verb, "--help");
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err()).contains("works on this machine and its data folder");
    var asked = ask(all(Role.OWNER), zip(Json.MAPPER.writeValueAsString(words(verb))));
    assertThat(asked.statusCode()).as(asked.body()).isEqualTo(400);
  }

  @Test
  void whatAVerbPrintsThereIsPrintedHere() {
    var lab = call(all(Role.OWNER));
    assertThat(Json.MAPPER.readTree(lab.lab("work", "--json").out()).isArray()).isTrue();
    assertThat(lab.lab("models").out()).contains("doodle-base");
    assertThat(Json.MAPPER.readTree(lab.lab("reports", "--json").out()).isArray()).isTrue();
    assertThat(lab.lab("trainings").code()).isZero();
    assertThat(lab.lab("audit", "verify").out()).contains("entries");
    assertThat(lab.lab("audit", "list", "--kind", "token-made").out()).contains("week");
    var wrong = lab.lab("export", "none", "--format", "csv");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("there is no experiment \"none\"; there are: drawn");
    assertThat(lab.lab("work", "--help").out()).contains("Usage");
  }

  @Test
  void aReportIsPublishedForThoseWhoAreNamed() {
    var eve = people.add("Eve of the readers", Role.READER);
    var published =
        call(all(Role.RESEARCHER))
            .lab(
                "publish",
                "drawn",
                "--although",
                "It is drawn.",
                "--for",
                "eve of the readers",
                "--json");
    assertThat(published.code()).as(published.err()).isZero();
    var about = Json.object(published.out());
    assertThat(about.path("audience").asString("")).isEqualTo("named");
    var report = about.path("report").asString("");
    var hers =
        tokens
            .make(
                "hers",
                Set.of(Right.READ_REPORTS),
                WEEK,
                Actor.of(eve),
                Confirmed.session(eve.id()))
            .secret();
    assertThat(call(hers).lab("reports", "--json").out()).contains(report);
    assertThat(call(all(Role.REVIEWER)).lab("reports", "--json").out()).doesNotContain(report);
  }

  @Test
  void whatAVerbWritesComesBack() throws IOException {
    var lab = call(all(Role.RESEARCHER));
    var page = elsewhere.resolve("page of it.html");
    var answer = lab.lab("export", "drawn", "--format", "html", "-o", page.toString());
    assertThat(answer.code()).as(answer.err()).isZero();
    assertThat(answer.err()).contains("Wrote " + page).doesNotContain("lab-call");
    assertThat(Files.readString(page)).contains("Faces of doodle");
    var printed = lab.lab("export", "drawn", "--format", "ipynb");
    assertThat(printed.out())
        .isEqualTo(Files.readString(folder.resolve("workspace/experiments/drawn/notebook.ipynb")));
    var records = elsewhere.resolve("records.jsonl");
    assertThat(lab.lab("records", "export", "--out=" + records).code()).isZero();
    assertThat(records).exists();
  }

  @Test
  void filesThatAVerbReadsAreSentAlong() throws IOException {
    var pictures = Files.createDirectory(elsewhere.resolve("my pictures"));
    var run = folder.resolve("workspace/experiments/drawn/runs").resolve(DRAWN.run());
    try (var all = Files.list(run.resolve("images"))) {
      for (var picture : all.sorted().limit(3).toList()) {
        Files.copy(picture, pictures.resolve(String.valueOf(picture.getFileName())));
      }
    }
    Files.writeString(pictures.resolve("notes.txt"), "no picture");
    var answer =
        call(all(Role.RESEARCHER)).lab("import-images", pictures.toString(), "--dry-run", "--json");
    assertThat(answer.err()).doesNotContain("lab-call");
    assertThat(Json.object(answer.out()).path("leftOut").toString() + answer.out())
        .as(answer.err())
        .contains("pictures");
    var gone =
        call(all(Role.RESEARCHER)).lab("import-images", elsewhere.resolve("none").toString());
    assertThat(gone.code()).isEqualTo(1);
    assertThat(gone.err()).contains("is not there");
    var spec = Files.writeString(elsewhere.resolve("broken.yaml"), "name: [");
    var broken = call(all(Role.RESEARCHER)).lab("train", spec.toString(), "--json");
    assertThat(broken.code()).as(broken.err()).isEqualTo(1);
    assertThat(broken.err()).contains(spec.toString()).doesNotContain("lab-call");
    assertThat(jobs.unfinished()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"words\":[\"records\",\"export\",\"--out\",\"/tmp/lab-out\"],\"paths\":{}}",
        "{\"words\":[\"work\"],\"paths\":{\"x\":\"../x\"}}",
        "{\"words\":[\"work\"],\"paths\":{\"x\":\"0/../../x\"}}",
        "{\"words\":[\"work\"],\"paths\":{\"x\":\"/etc/passwd\"}}",
        "{\"words\":[\"work\"],\"paths\":{\"x\":\"0/..\"}}",
        "{\"words\":[\"@/etc/passwd\"],\"paths\":{}}",
        "{\"words\":[\"work\",\"@/etc/passwd\"],\"paths\":{}}",
        "{\"words\":[\"work\"]}",
        "{\"words\":[]",
        "[]",
        "null",
        "{\"words\":[],\"paths\":{}}"
      })
  void noWordReachesAnotherFile(String call) {
    var answer = ask(all(Role.OWNER), zip(call));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).doesNotContain("root:");
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
  }

  @Test
  void noFileThatIsSentLandsElsewhere() {
    var answer =
        ask(
            all(Role.OWNER),
            zip(Json.MAPPER.writeValueAsString(words("work")), "files/../../../landed.txt"));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(Path.of(System.getProperty("java.io.tmpdir")).resolve("landed.txt")).doesNotExist();
    assertThat(ask(all(Role.OWNER), new byte[] {1, 2, 3}).statusCode()).isEqualTo(400);
  }

  @Test
  void filesOfWhoeverMayNotAreNotRead() {
    var call = zip(Json.MAPPER.writeValueAsString(words("run", "drawn")), "of nothing");
    assertThat(ask(all(Role.READER), call).statusCode()).isEqualTo(403);
    var read = ask(all(Role.OWNER), call);
    assertThat(read.statusCode()).isEqualTo(400);
  }

  @Test
  void aSpecNamesNoOtherFolderOfTheLabsMachine() throws IOException {
    var spec =
        Files.writeString(
            elsewhere.resolve("far.yaml"), "name: far\nmodel: doodle-base\ndataset: /etc\n");
    var answer = call(all(Role.RESEARCHER)).lab("train", spec.toString());
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.err())
        .contains(spec.toString(), "has to lie in the workspace of the lab")
        .doesNotContain("lab-call");
    assertThat(jobs.unfinished()).isEmpty();
  }

  @Test
  void picturesThatATokenMayNotMakeAnExperimentOfLeaveNothing() throws IOException {
    var pictures = Files.createDirectory(elsewhere.resolve("sent"));
    for (var name : new String[] {"soft_happy_a.png", "soft_happy_b.png"}) {
      Files.copy(Path.of("src/test/resources/fixtures/imports", name), pictures.resolve(name));
    }
    var before = runs.list(RunFilter.ALL, 0, 100).size();
    var narrow = call(token(Role.RESEARCHER, Set.of(Right.IMPORT)));
    var answer = narrow.lab("import-images", pictures.toString(), "--title", "sent");
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.err()).contains("yours was made without it");
    assertThat(runs.list(RunFilter.ALL, 0, 100)).hasSize(before);
    assertThat(folder.resolve("workspace/experiments/sent")).doesNotExist();
  }

  @Test
  void aTokenDoesNoMoreThanItWasMadeFor() {
    var lab = call(token(Role.OWNER, Set.of(Right.LOOK)));
    assertThat(lab.lab("work").code()).isZero();
    var refused = lab.lab("records", "export");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("yours was made without it");
    assertThat(lab.lab("work", "cancel", "none").err()).contains("yours was made without it");
  }

  @Test
  void aTokenSaysWhoseItIsAndWhatItIsGoodFor() throws Exception {
    var me = get("/api/v1/me", all(Role.REVIEWER));
    var facts = Json.object(me.body());
    assertThat(facts.path("role").asString("")).isEqualTo("reviewer");
    assertThat(facts.path("rights").toString()).contains("REVIEW").doesNotContain("LOOK");
    assertThat(me.headers().map()).doesNotContainKey("set-cookie");
  }

  @Test
  void withoutAGoodTokenNothingIsAnsweredAndWhoeverGuessesWaits() throws Exception {
    for (var path : new String[] {"/api/v1/me", "/api/v1/verbs", "/api/v1/none"}) {
      var answer = get(path, "");
      assertThat(answer.statusCode()).as(path).isEqualTo(401);
      assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).contains("Bearer");
    }
    assertThat(get("/api/v1/none", all(Role.OWNER)).statusCode()).isEqualTo(404);
    for (int guess = 0; guess < 20; guess++) {
      assertThat(get("/api/v1/me", "hlab_guess" + guess).statusCode()).isEqualTo(401);
    }
    var late = get("/api/v1/me", "hlab_guess");
    assertThat(late.statusCode()).isEqualTo(429);
    assertThat(late.headers().firstValue("Retry-After")).isPresent();
    assertThat(get("/api/v1/me", all(Role.OWNER)).statusCode())
        .as("an honest one waits for nobody")
        .isEqualTo(200);
  }

  @Test
  void aTokenOpensNoScreenAndNoPicture() throws Exception {
    for (var path : new String[] {"/runs", "/images/" + DRAWN.run() + "/0.png"}) {
      assertThat(get(path, all(Role.OWNER)).statusCode()).as(path).isIn(302, 401, 403);
    }
  }

  private static Map<String, Object> words(String... words) {
    return Map.of("words", words, "paths", Map.of());
  }

  private RemoteCall call(String token) {
    return new RemoteCall(URI.create("http://127.0.0.1:" + port), token, elsewhere);
  }

  private String all(Role role) {
    var rights = EnumSet.allOf(Right.class);
    rights.removeIf(right -> !right.has(role));
    return token(role, rights);
  }

  private String token(Role role, Set<Right> rights) {
    var who = Actor.of(people.add("A " + role.word(), role));
    return tokens.make("week", rights, WEEK, who, Confirmed.session(who.person())).secret();
  }

  private HttpResponse<String> get(String path, String token)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> ask(String token, byte[] body) {
    try {
      return CLIENT.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/api/v1/verbs".formatted(port)))
              .header("Authorization", "Bearer " + token)
              .header("Content-Type", "application/zip")
              .POST(BodyPublishers.ofByteArray(body))
              .build(),
          BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] zip(String call, String... files) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("call.json"));
      zip.write(call.getBytes(StandardCharsets.UTF_8));
      for (var file : files) {
        zip.putNextEntry(new ZipEntry(file));
        zip.write(1);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }
}
