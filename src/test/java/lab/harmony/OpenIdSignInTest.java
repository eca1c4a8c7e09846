package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import lab.harmony.accounts.Confirmed;
import lab.harmony.accounts.Members;
import lab.harmony.accounts.OpenIdSaid;
import lab.harmony.accounts.OpenIdSignIn;
import lab.harmony.accounts.invitations.Invitations;
import lab.harmony.accounts.invitations.KeptWays;
import lab.harmony.accounts.links.SignInLinks;
import lab.harmony.accounts.openid.Identity;
import lab.harmony.accounts.openid.OpenIdLink;
import lab.harmony.accounts.openid.OpenIdLinks;
import lab.harmony.accounts.proof.ProofNeeded;
import lab.harmony.audit.AuditEntry;
import lab.harmony.audit.AuditQuery;
import lab.harmony.audit.AuditTrail;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.Person;
import lab.harmony.people.Role;
import lab.harmony.workspace.DataFolder;
import org.apache.catalina.Context;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Coming in by an account at a provider of OpenID Connect that is started here.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
@Tag("process")
@ExtendWith(OutputCaptureExtension.class)
class OpenIdSignInTest {

  private static final Pattern STATE = Pattern.compile("name=\"state\" value=\"([^\"]+)\"");

  private static final AtomicInteger ADDRESSES = new AtomicInteger();

  private static final int PORT = freePort();

  private static @Nullable StartedProvider started;

  @TempDir static Path folder;

  @Value("${local.server.port}")
  int port;

  @Autowired People people;
  @Autowired Invitations invitations;
  @Autowired Members members;
  @Autowired OpenIdSignIn openId;
  @Autowired OpenIdLinks links;
  @Autowired AuditTrail trail;
  @Autowired DataFolder data;
  @Autowired ServletWebServerApplicationContext server;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) throws IOException {
    var secret = Files.writeString(folder.resolve("secret"), "secret of the lab\n");
    var workspace = folder.resolve("workspace");
    Files.createDirectories(workspace.resolve("experiments"));
    Files.createDirectories(workspace.resolve("prompts"));
    registry.add("harmony.workspace", workspace::toString);
    registry.add("harmony.data", () -> folder.resolve("data").toString());
    registry.add("harmony.worker.enabled", () -> false);
    registry.add("harmony.sign-in.openid.issuer", () -> StartedProvider.issuer(PORT).toString());
    registry.add("harmony.sign-in.openid.client-id", () -> "the-lab");
    registry.add("harmony.sign-in.openid.client-secret-file", secret::toString);
    registry.add("harmony.sign-in.openid.name", () -> "Example ID");
    registry.add("harmony.sign-in.openid.joins", () -> "reviewer");
    registry.add("harmony.sign-in.openid.claim", () -> "groups=harmony-lab");
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static StartedProvider provider() {
    var known = started;
    if (known == null) {
      known = new StartedProvider(PORT);
      started = known;
    }
    return known;
  }

  @BeforeEach
  void aProviderThatKnowsTheLab() {
    provider().knows("the-lab", port, false);
    provider().tellsTheTruth();
  }

  @AfterAll
  static void end() {
    provider().close();
  }

  /// A browser of somebody who has an account at the provider.
  private final class Browser implements AutoCloseable {
    private final CookieManager cookies = new CookieManager();
    private final InetAddress address;
    private final HttpClient http;
    private final List<String> way = new ArrayList<>();

    /// Each from an address of its own, since wrong attempts count for an address.
    Browser(String account) {
      this(account, InetAddress.ofLiteral("127.0.1." + ADDRESSES.incrementAndGet()));
    }

    Browser(String account, InetAddress address) {
      this.address = address;
      provider().person(account);
      http = HttpClient.newBuilder().cookieHandler(cookies).localAddress(address).build();
      var in =
          ask(
              provider().issuer().resolve("/login"),
              Optional.of("username=%s&password=secret".formatted(encoded(account))));
      assertThat(sentTo(in)).as(account + " is in at the provider").contains("/");
    }

    /// Where it ends up, following wherever it is sent.
    HttpResponse<String> opens(String page) {
      return follow(ask(URI.create("http://127.0.0.1:" + port).resolve(page), Optional.empty()));
    }

    /// The same up to where it would come back to the lab.
    URI upToTheWayBack(String page) {
      var next = URI.create("http://127.0.0.1:" + port).resolve(page);
      while (!next.getPath().startsWith("/sign-in/back/")) {
        next = next.resolve(sentTo(ask(next, Optional.empty())).orElseThrow());
      }
      return next;
    }

    /// Answers what the provider asks about the lab.
    HttpResponse<String> refuses(HttpResponse<String> asked) {
      var state = STATE.matcher(asked.body());
      assertThat(state.find()).as(asked.body()).isTrue();
      return follow(
          ask(
              asked.uri().resolve("/oauth2/authorize"),
              Optional.of("client_id=the-lab&state=" + encoded(state.group(1)))));
    }

    private HttpResponse<String> follow(HttpResponse<String> answer) {
      var now = answer;
      for (int step = 0; step < 12; step++) {
        way.add(now.uri().getPath());
        var to = sentTo(now);
        if (to.isEmpty()) {
          assertThat(now.statusCode()).as(way + now.body()).isEqualTo(200);
          return now;
        }
        now = ask(now.uri().resolve(to.get()), Optional.empty());
      }
      throw new AssertionError("it is sent round and round: " + way);
    }

    private HttpResponse<String> ask(URI address, Optional<String> form) {
      var request = HttpRequest.newBuilder(address).header("User-Agent", "Firefox/145.0 Linux");
      form.ifPresent(text ->
          request
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(HttpRequest.BodyPublishers.ofString(text)));
      try {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      } catch (IOException | InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    /// What the lab knows of it.
    HttpSession session() {
      var id =
          cookies.getCookieStore().getCookies().stream()
              .filter(cookie -> cookie.getName().startsWith("harmony-session"))
              .map(HttpCookie::getValue)
              .findFirst()
              .orElseThrow();
      var host = ((TomcatWebServer) server.getWebServer()).getTomcat().getHost();
      try {
        return ((Context) host.findChildren()[0]).getManager().findSession(id).getSession();
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    /// As whom it is in the lab; nobody where it is sent away.
    Optional<String> in() {
      return Confirmed.person(session()).map(people::get).map(Person::name);
    }

    /// What the lab says on the page that it was sent to.
    String told() {
      return openId.said(session()).map(OpenIdSaid::words).orElse("");
    }

    @Override
    public void close() {
      http.close();
    }
  }

  private static Optional<String> sentTo(HttpResponse<String> answer) {
    return answer.statusCode() / 100 == 3
        ? answer.headers().firstValue("location")
        : Optional.empty();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private Actor owner() {
    return new Actor(people.localId());
  }

  private List<String> kinds() {
    return trail.list(AuditQuery.EVERYTHING, Long.MAX_VALUE, 200).reversed().stream()
        .map(AuditEntry::kind)
        .toList();
  }

  private static long silences(CapturedOutput logged) {
    return logged.getOut().lines().filter(it -> it.contains("Example ID does not answer")).count();
  }

  private long refused() {
    return kinds().stream().filter("sign-in-refused"::equals).count();
  }

  /// Sends a browser to use an invitation, as the page of the invitation does.
  private HttpResponse<String> joins(Browser browser, String token, String name) {
    var invitation = invitations.find(token).orElseThrow();
    browser.opens("/sign-in");
    return browser.opens(openId.join(invitation, token, name, KeptWays.NONE, browser.session()));
  }

  private Person joined(String account, String name) {
    var token =
        invitations.invite(
            "", Role.RESEARCHER, Duration.ofDays(1), owner(), Confirmed.session(owner().person()));
    try (var browser = new Browser(account)) {
      joins(browser, token, name);
      assertThat(browser.in()).as(browser.told()).contains(name);
    }
    return people.meant(name).getFirst();
  }

  /// Signs a browser in as somebody by a link of this machine.
  private Browser byLink(Person person, String account) {
    var browser = new Browser(account);
    var link =
        new SignInLinks(data, Clock.systemUTC(), person.id().value())
            .issue(URI.create("http://127.0.0.1:" + port));
    browser.opens(link.getPath() + "?" + link.getQuery());
    assertThat(browser.in()).contains(person.name());
    return browser;
  }

  @Test
  void whoIsInvitedJoinsByTheirAccountAndComesInByItAgain() {
    var token =
        invitations.invite(
            "", Role.RESEARCHER, Duration.ofDays(1), owner(), Confirmed.session(owner().person()));
    try (var browser = new Browser("grace")) {
      joins(browser, token, "Grace Hopper");
      assertThat(browser.in()).as(browser.told()).contains("Grace Hopper");
      assertThat(Confirmed.isRecent(browser.session())).isTrue();
    }
    var grace = people.meant("Grace Hopper").getFirst();
    assertThat(grace.role()).isEqualTo(Role.RESEARCHER);
    assertThat(invitations.find(token)).as("it works once").isEmpty();
    assertThat(links.of(grace.id()))
        .extracting(OpenIdLink::label)
        .containsExactly("grace@example.org");
    try (var browser = new Browser("grace")) {
      browser.opens("/sign-in/with/openid");
      assertThat(browser.in()).as(browser.told()).contains("Grace Hopper");
      assertThat(links.of(grace.id()).getFirst().used()).isPresent();
      assertThat(browser.way).contains("/oauth2/authorize", "/sign-in/back/openid");
    }
    assertThat(
            trail.list(AuditQuery.EVERYTHING, Long.MAX_VALUE, 5).stream()
                .filter(entry -> entry.kind().equals("signed-in"))
                .map(entry -> entry.facts().get("way")))
        .contains("account at a provider");
  }

  @Test
  void whatGoesToTheProviderProvesThatItComesBackToWhoeverSentIt() {
    try (var browser = new Browser("grace")) {
      var start =
          browser.ask(
              URI.create("http://127.0.0.1:" + port + "/sign-in/with/openid"), Optional.empty());
      assertThat(sentTo(start).orElseThrow())
          .startsWith(provider().issuer() + "/oauth2/authorize?response_type=code")
          .contains("code_challenge_method=S256")
          .contains("state=")
          .contains("nonce=")
          .contains("scope=openid%20profile%20email");
    }
  }

  @Test
  void somebodyWhomTheLabDoesNotKnowIsRefusedAndNobodyIsMade() {
    int before = people.all().size();
    try (var browser = new Browser("mallory")) {
      var page = browser.opens("/sign-in/with/openid");
      assertThat(page.uri().toString()).endsWith("/sign-in?openid");
      assertThat(browser.in()).isEmpty();
      assertThat(browser.told()).contains("Nobody of this lab", "Example ID", "invitation");
    }
    assertThat(people.all()).hasSize(before);
    assertThat(kinds()).contains("sign-in-refused");
  }

  @Test
  void whoeverTheProviderSaysBelongsToTheTeamJoinsAsTheSettingsSay() {
    provider()
        .says(claims -> {
          claims.put("groups", List.of("staff", "harmony-lab"));
          claims.put("name", "Lise Meitner");
        });
    try (var browser = new Browser("lise")) {
      browser.opens("/sign-in/with/openid");
      assertThat(browser.in()).as(browser.told()).contains("Lise Meitner");
    }
    assertThat(people.meant("Lise Meitner").getFirst().role()).isEqualTo(Role.REVIEWER);
    assertThat(kinds()).contains("person-joined");
    provider().says(claims -> claims.put("groups", List.of("harmony-lab-not")));
    try (var browser = new Browser("otto")) {
      browser.opens("/sign-in/with/openid");
      assertThat(browser.in()).isEmpty();
    }
  }

  @Test
  void oneIsLinkedByTheProvidersWordForThemAndNeverByAnAddressOrAName() {
    var emmy = joined("emmy", "Emmy Noether");
    provider()
        .says(claims -> {
          claims.put("email", "emmy@example.org");
          claims.put("name", "Emmy Noether");
          claims.put("preferred_username", "emmy");
        });
    try (var browser = new Browser("an impostor")) {
      browser.opens("/sign-in/with/openid");
      assertThat(browser.in()).isEmpty();
    }
    assertThat(links.of(emmy.id())).hasSize(1);
  }

  @Test
  void anAccountIsLinkedAfterProofAloneAndToOnePerson() {
    var hedy = people.add("Hedy Lamarr", Role.RESEARCHER);
    joined("taken", "Somebody who was first");
    try (var browser = byLink(hedy, "hedy")) {
      var to = openId.link(Actor.of(hedy), browser.session());
      var asked = browser.ask(URI.create("http://127.0.0.1:" + port).resolve(to), Optional.empty());
      assertThat(sentTo(asked).orElseThrow())
          .as("not whoever is in there by chance")
          .contains("prompt=select_account");
      assertThat(browser.opens(to).uri().toString()).endsWith("/account?openid");
      assertThat(openId.said(browser.session()).orElseThrow())
          .isEqualTo(
              new OpenIdSaid(
                  "hedy@example.org at Example ID signs you in from now on. Remove it if it is not yours.",
                  true,
                  Optional.of(links.of(hedy.id()).getFirst().id())));
      assertThat(links.of(hedy.id())).hasSize(1);
      assertThat(kinds()).contains("openid-linked");
      Confirmed.longAgo(browser.session());
      assertThatThrownBy(() -> openId.link(Actor.of(hedy), browser.session()))
          .isInstanceOf(ProofNeeded.class);
      var id = links.of(hedy.id()).getFirst().id();
      assertThatThrownBy(() -> openId.unlink(id, Actor.of(hedy), Optional.of(browser.session())))
          .isInstanceOf(ProofNeeded.class);
      browser.opens(openId.prove(Actor.of(hedy), "/account", browser.session()));
      assertThat(Confirmed.isRecent(browser.session())).as("shown by the account").isTrue();
    }
    try (var browser = byLink(hedy, "taken")) {
      browser.opens(openId.link(Actor.of(hedy), browser.session()));
      assertThat(browser.told()).contains("signs somebody in already");
      assertThat(links.of(hedy.id())).hasSize(1);
      Confirmed.longAgo(browser.session());
      browser.opens(openId.prove(Actor.of(hedy), "/account", browser.session()));
      assertThat(browser.told()).contains("is not yours here");
      assertThat(Confirmed.isRecent(browser.session())).isFalse();
    }
    try (var browser = byLink(hedy, "hedy")) {
      var id = links.of(hedy.id()).getFirst().id();
      openId.unlink(id, Actor.of(hedy), Optional.of(browser.session()));
      assertThat(kinds()).contains("openid-unlinked");
    }
    try (var browser = new Browser("hedy")) {
      browser.opens("/sign-in/with/openid");
      assertThat(browser.in()).isEmpty();
    }
  }

  @Test
  void whoHasOnlyBeenPassedOnByTheProviderHasShownNothingNow() {
    var ada = joined("yonath", "Ada Yonath");
    provider().says(claims -> claims.put("auth_time", Date.from(Instant.now().minusSeconds(3600))));
    try (var browser = new Browser("yonath")) {
      browser.opens("/sign-in/with/openid");
      assertThat(browser.in()).contains("Ada Yonath");
      assertThat(Confirmed.isRecent(browser.session())).isFalse();
      browser.opens(openId.prove(Actor.of(ada), "/account", browser.session()));
      assertThat(browser.told()).contains("did not ask you who you are");
      assertThat(Confirmed.isRecent(browser.session())).isFalse();
    }
  }

  @Test
  void aProviderThatDoesNotSayWhenItAskedProvesNothing() {
    var chandra = joined("chandra", "Subrahmanyan Chandrasekhar");
    provider().says(claims -> claims.remove("auth_time"));
    try (var browser = new Browser("chandra")) {
      browser.opens("/sign-in/with/openid");
      assertThat(browser.in()).contains("Subrahmanyan Chandrasekhar");
      assertThat(Confirmed.isRecent(browser.session())).isFalse();
      var page = browser.opens(openId.prove(Actor.of(chandra), "/account", browser.session()));
      assertThat(page.uri().toString()).endsWith("/account?openid");
      assertThat(browser.told())
          .contains("Example ID does not say when", "your password or a passkey", "a fresh link");
      assertThat(Confirmed.isRecent(browser.session())).isFalse();
      assertThat(openId.proves(Actor.of(chandra))).as("it is not offered again").isFalse();
      provider()
          .says(claims -> claims.put("auth_time", Date.from(Instant.now().plusSeconds(3600))));
      browser.opens(openId.prove(Actor.of(chandra), "/account", browser.session()));
      assertThat(Confirmed.isRecent(browser.session())).as("in an hour").isFalse();
    }
  }

  @Test
  void whoProvesByTheProviderComesBackToThePageOfTheLabThatAsked() {
    var kono = joined("kono", "Kono Yasui");
    try (var browser = byLink(kono, "kono")) {
      Confirmed.longAgo(browser.session());
      assertThat(openId.proves(Actor.of(kono))).isTrue();
      var page = browser.opens(openId.prove(Actor.of(kono), "/people", browser.session()));
      assertThat(page.uri().toString()).endsWith("/people?openid");
      assertThat(browser.told()).isEqualTo("You have shown that it is you; go on.");
      assertThat(Confirmed.isRecent(browser.session())).isTrue();
      for (var elsewhere : List.of("https://evil.example.org/", "//evil.example.org", "/a?b=c")) {
        assertThat(
                browser
                    .opens(openId.prove(Actor.of(kono), elsewhere, browser.session()))
                    .uri()
                    .toString())
            .endsWith(port + "/account?openid");
      }
    }
  }

  @Test
  void anAccountOfFormerSettingsIsNoWayToShowWhoOneIs() {
    var former = people.add("Who came by another provider", Role.REVIEWER);
    links.add(
        former.id(),
        new Identity("https://former.example.org", "them", Map.of(), Optional.empty()));
    assertThat(openId.proves(Actor.of(former))).isFalse();
  }

  @Test
  void anAccountThatSignedSomebodyInMakesNobodyNew() {
    provider()
        .says(claims -> {
          claims.put("groups", List.of("harmony-lab"));
          claims.put("name", "Irene Curie");
        });
    try (var browser = new Browser("irene")) {
      browser.opens("/sign-in/with/openid");
      assertThat(browser.in()).as(browser.told()).contains("Irene Curie");
    }
    var irene = people.meant("Irene Curie").getFirst();
    int before = people.all().size();
    var id = links.of(irene.id()).getFirst().id();
    openId.unlink(id, Actor.of(irene), Confirmed.session(irene.id()));
    try (var browser = new Browser("irene")) {
      browser.opens("/sign-in/with/openid");
      assertThat(browser.in()).isEmpty();
      assertThat(browser.told()).contains("signed somebody in here once", "Account");
    }
    assertThat(people.all()).hasSize(before);
    try (var browser = byLink(irene, "irene")) {
      browser.opens(openId.link(Actor.of(irene), browser.session()));
      assertThat(links.of(irene.id())).as("linked again").hasSize(1);
    }
    openId.unlink(
        links.of(irene.id()).getFirst().id(), Actor.of(irene), Confirmed.session(irene.id()));
    members.shutOut(irene.id(), owner());
    try (var browser = new Browser("irene")) {
      browser.opens("/sign-in/with/openid");
      assertThat(browser.in()).isEmpty();
      assertThat(browser.told()).contains("may not sign in any more");
    }
    assertThat(people.all()).hasSize(before);
  }

  @Test
  void whatWasSaidToWhoeverWasNotLetInIsNotSaidToWhoeverIsInAfterwards() {
    var tu = people.add("Tu Youyou", Role.REVIEWER);
    try (var browser = new Browser("a stranger")) {
      browser.opens("/sign-in/with/openid");
      var link =
          new SignInLinks(data, Clock.systemUTC(), tu.id().value())
              .issue(URI.create("http://127.0.0.1:" + port));
      browser.opens(link.getPath() + "?" + link.getQuery());
      assertThat(browser.in()).contains("Tu Youyou");
      assertThat(browser.told()).isEmpty();
    }
  }

  @Test
  void aLabThatTheProviderDoesNotTakeIsNobodysWrongAttempt(CapturedOutput logged) {
    joined("katherine", "Katherine Johnson");
    long refused = refused();
    provider().knowsByAnotherSecret("the-lab", port);
    try (var browser = new Browser("katherine")) {
      for (int time = 0; time < 6; time++) {
        browser.opens("/sign-in/with/openid");
        assertThat(browser.told()).contains("does not take this lab", "Ask an owner");
        assertThat(browser.in()).isEmpty();
      }
      assertThat(refused()).isEqualTo(refused);
      assertThat(logged.getOut().lines().filter(it -> it.contains("does not take the lab")))
          .as("the log says it once")
          .hasSize(1);
      provider().knows("the-lab", port, false);
      browser.opens("/sign-in/with/openid");
      assertThat(browser.in()).as(browser.told()).contains("Katherine Johnson");
    }
  }

  @Test
  void aProofIsAsOldAsTheProviderSays() {
    var cecilia = joined("cecilia", "Cecilia Payne");
    var shown = Instant.now().minusSeconds(240).truncatedTo(ChronoUnit.SECONDS);
    provider().says(claims -> claims.put("auth_time", Date.from(shown)));
    try (var browser = byLink(cecilia, "cecilia")) {
      Confirmed.longAgo(browser.session());
      browser.opens(openId.prove(Actor.of(cecilia), "/account", browser.session()));
      assertThat(Confirmed.shown(browser.session())).isEqualTo(shown);
    }
  }

  @Test
  void whoIsInBecomesNobodyElseByALinkOfAnotherPage() {
    provider().says(claims -> claims.put("groups", List.of("harmony-lab")));
    var hertha = people.add("Hertha Ayrton", Role.RESEARCHER);
    int before = people.all().size();
    try (var browser = byLink(hertha, "hertha")) {
      var page = browser.opens("/sign-in/with/openid");
      assertThat(page.uri().getPath()).isEqualTo("/");
      assertThat(browser.in()).contains("Hertha Ayrton");
      assertThat(people.all()).hasSize(before);
    }
  }

  @Test
  void whatTheProviderSaysNothingAboutKeepsNobodyOut() {
    provider()
        .says(claims -> {
          claims.put("middle_name", null);
          claims.put("email", "ro\u202esalyn@example.org\u2028");
        });
    var rosalyn = joined("rosalyn", "Rosalyn Yalow");
    assertThat(links.of(rosalyn.id()))
        .extracting(OpenIdLink::label)
        .as("without what turns the letters beside it round")
        .containsExactly("rosalyn@example.org");
  }

  @Test
  void whoIsShutOutComesInByNoAccountAndJoinsNotAnew() {
    var mary = joined("mary", "Mary Jackson");
    members.shutOut(mary.id(), owner());
    provider().says(claims -> claims.put("groups", List.of("harmony-lab")));
    int before = people.all().size();
    try (var browser = new Browser("mary")) {
      browser.opens("/sign-in/with/openid");
      assertThat(browser.in()).isEmpty();
      assertThat(browser.told()).contains("may not sign in any more");
    }
    assertThat(people.all()).hasSize(before);
  }

  @Test
  void aTokenForAnotherOrOfAnotherLetsNobodyIn(CapturedOutput logged) {
    joined("vera", "Vera Rubin");
    var hourAgo = Instant.now().minusSeconds(3600);
    Map<String, Consumer<Map<String, Object>>> lies =
        Map.of(
            "{aud=[another-application]}",
            claims -> claims.put("aud", List.of("another-application")),
            "{iss=https://another.example.org}",
            claims -> claims.put("iss", "https://another.example.org"),
            "invalid_nonce",
            claims -> claims.put("nonce", "of another browser"),
            "expired",
            claims -> claims.putAll(Map.of("iat", hourAgo.minusSeconds(60), "exp", hourAgo)));
    lies.forEach((reason, lie) -> {
      provider().says(lie);
      try (var browser = new Browser("vera")) {
        var page = browser.opens("/sign-in/with/openid");
        assertThat(page.uri().toString()).endsWith("/sign-in?openid");
        assertThat(browser.in()).isEmpty();
        assertThat(browser.told()).contains("cannot trust");
        assertThat(logged.getOut()).contains(reason);
      }
    });
  }

  @Test
  void whoComesBackWithWhatIsNotSoAgainAndAgainWaits() {
    provider().says(claims -> claims.put("nonce", "of another browser"));
    try (var browser = new Browser("again")) {
      var told = "";
      for (int attempt = 0; attempt < 10 && !told.contains("Too many attempts"); attempt++) {
        browser.opens("/sign-in/with/openid");
        told = browser.told();
      }
      assertThat(told).contains("Too many attempts");
      try (var besides = new Browser("besides", browser.address)) {
        besides.opens("/sign-in/with/openid");
        assertThat(besides.told()).as("at the same address").contains("cannot trust");
      }
    }
  }

  @Test
  void whoDoesNotWantTheLabToKnowThemIsNotInAndTold() {
    provider().knows("the-lab", port, true);
    try (var browser = new Browser("shy")) {
      browser.refuses(browser.opens("/sign-in/with/openid"));
      assertThat(browser.in()).isEmpty();
      assertThat(browser.told()).contains("was not allowed to tell the lab who you are");
    }
  }

  @Test
  void theWayBackOfAnotherBrowserOpensNothing() {
    joined("lost", "Rosalind Franklin");
    try (var browser = new Browser("lost");
        var other = new Browser("lost")) {
      var back = browser.upToTheWayBack("/sign-in/with/openid");
      other.opens("/sign-in");
      other.opens(back.getPath() + "?" + back.getRawQuery());
      assertThat(other.in()).isEmpty();
      assertThat(other.told()).contains("began in another browser");
    }
  }

  @Test
  void whoChangesTheirMindAtTheProviderFindsTheirInvitationAgainAndWaitsForNothing() {
    provider().knows("the-lab", port, true);
    var token =
        invitations.invite(
            "", Role.RESEARCHER, Duration.ofDays(1), owner(), Confirmed.session(owner().person()));
    try (var browser = new Browser("chien")) {
      for (int time = 0; time < 5; time++) {
        var page = browser.refuses(joins(browser, token, "Chien-Shiung Wu"));
        assertThat(page.uri().getPath()).isEqualTo("/join");
        assertThat(page.uri().getQuery()).contains("token=" + token);
        assertThat(browser.told()).contains("was not allowed");
      }
      provider().knows("the-lab", port, false);
      joins(browser, token, "Chien-Shiung Wu");
      assertThat(browser.in()).as(browser.told()).contains("Chien-Shiung Wu");
    }
  }

  @Test
  void aProviderThatFailsIsNamedAndHoldsNobodyUpOnceItAnswers(CapturedOutput logged) {
    joined("barbara", "Barbara McClintock");
    long refused = refused();
    long told = silences(logged);
    provider()
        .says(_ -> {
          throw new IllegalStateException("the provider is to fail");
        });
    try (var browser = new Browser("barbara")) {
      for (int time = 0; time < 5; time++) {
        browser.opens("/sign-in/with/openid");
        assertThat(browser.told()).contains("Example ID does not answer now");
        assertThat(browser.in()).isEmpty();
      }
      assertThat(openId.answers()).as("the sign-in page says it").isFalse();
      assertThat(refused()).as("the lab refused nobody").isEqualTo(refused);
      assertThat(silences(logged)).as("once for all of it").isEqualTo(told + 1);
      provider().tellsTheTruth();
      browser.opens("/sign-in/with/openid");
      assertThat(browser.in()).as(browser.told()).contains("Barbara McClintock");
      assertThat(openId.answers()).isTrue();
    }
  }

  @Test
  void aProviderThatHangsHoldsUpNobodyForLongAndNothingElse() throws Exception {
    joined("lynn", "Lynn Margulis");
    var goesOn = new CountDownLatch(1);
    provider()
        .says(_ -> {
          try {
            goesOn.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    var waiting = new ArrayList<Browser>();
    try (var at = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int one = 0; one < 12; one++) {
        waiting.add(new Browser("lynn"));
      }
      var ways = waiting.stream().map(one -> one.upToTheWayBack("/sign-in/with/openid")).toList();
      var begun = Instant.now();
      var asked = new ArrayList<Future<?>>();
      for (int one = 0; one < waiting.size(); one++) {
        var back = ways.get(one);
        var browser = waiting.get(one);
        asked.add(at.submit(() -> browser.opens(back.getPath() + "?" + back.getRawQuery())));
      }
      try (var other = new Browser("lynn")) {
        assertThat(other.opens("/sign-in").uri().getPath()).isEqualTo("/sign-in");
      }
      for (var one : asked) {
        one.get(30, TimeUnit.SECONDS);
      }
      assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(20));
      waiting.forEach(one -> assertThat(one.told()).contains("Example ID does not answer now"));
    } finally {
      goesOn.countDown();
      waiting.forEach(Browser::close);
    }
    provider().tellsTheTruth();
    try (var browser = new Browser("lynn")) {
      browser.opens("/sign-in/with/openid");
      assertThat(browser.in()).as(browser.told()).contains("Lynn Margulis");
    }
  }

  @Test
  void whatSomebodyWentForHoldsWhenTheyGoBackAndNeverBecomesSomethingElse() {
    provider().says(claims -> claims.put("groups", List.of("harmony-lab")));
    int before = people.all().size();
    var token =
        invitations.invite(
            "", Role.RESEARCHER, Duration.ofDays(1), owner(), Confirmed.session(owner().person()));
    try (var browser = new Browser("maria")) {
      browser.opens("/sign-in");
      var invitation = invitations.find(token).orElseThrow();
      var to = openId.join(invitation, token, "Maria Mayer", KeptWays.NONE, browser.session());
      browser.upToTheWayBack(to);
      browser.opens("/sign-in/with/openid?for=another");
      assertThat(browser.told()).contains("Begin once more");
      assertThat(browser.in()).isEmpty();
      assertThat(people.all()).hasSize(before);
      browser.opens(to);
      assertThat(browser.in()).as(browser.told()).contains("Maria Mayer");
    }
    assertThat(people.meant("Maria Mayer").getFirst().role()).isEqualTo(Role.RESEARCHER);
  }

  @Test
  void theSessionOfBeforeIsNotTheOneThatIsIn() {
    joined("rita", "Rita Levi-Montalcini");
    try (var browser = new Browser("rita")) {
      var page = browser.opens("/sign-in");
      assertThat(page.headers().allValues("set-cookie"))
          .anySatisfy(cookie ->
              assertThat(cookie)
                  .startsWith("harmony-session")
                  .contains("HttpOnly")
                  .contains("SameSite=Lax"));
      var before = browser.session().getId();
      browser.opens("/sign-in/with/openid");
      assertThat(browser.in()).as(browser.told()).contains("Rita Levi-Montalcini");
      assertThat(browser.session().getId()).isNotEqualTo(before);
    }
  }

  @Test
  void whatSomebodyWritesIntoTheWayBackStandsInOneShortLineOfTheLog(CapturedOutput logged) {
    try (var browser = new Browser("eve")) {
      var back = browser.upToTheWayBack("/sign-in/with/openid");
      var state = Pattern.compile("state=([^&]+)").matcher(back.getRawQuery());
      assertThat(state.find()).isTrue();
      var said = encoded("first\nsecond " + "x".repeat(1000));
      browser.opens(
          back.getPath() + "?error=odd&error_description=" + said + "&state=" + state.group(1));
      assertThat(browser.in()).isEmpty();
    }
    assertThat(logged.getOut().lines())
        .anyMatch(line -> line.contains("first second") && line.length() < 500)
        .noneMatch(line -> line.startsWith("second"));
  }
}
