package lab.harmony.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import lab.harmony.network.NetworkProblem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("unit")
@Timeout(60)
class WebhookTest {

  private static final String SECRET = "a secret of the receiver";

  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
  private final List<String> signatures = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch end = new CountDownLatch(1);
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/good", exchange -> answer(exchange, 204));
    server.createContext("/bad", exchange -> answer(exchange, 503));
    server.createContext("/secret", exchange -> answer(exchange, 200));
    server.createContext(
        "/elsewhere",
        exchange -> {
          exchange.getResponseHeaders().add("Location", address("/secret"));
          answer(exchange, 307);
        });
    server.createContext(
        "/silent",
        exchange -> {
          note(exchange);
          waitForEnd();
        });
    server.createContext(
        "/endless",
        exchange -> {
          note(exchange);
          exchange.sendResponseHeaders(200, 0);
          try (var body = exchange.getResponseBody()) {
            while (end.getCount() > 0) {
              body.write(new byte[10_000]);
            }
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
  }

  private void note(HttpExchange exchange) throws IOException {
    asked.add(exchange.getRequestURI().getPath());
    bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    signatures.add(
        exchange.getRequestHeaders().getFirst("Harmony-Timestamp")
            + " "
            + exchange.getRequestHeaders().getFirst("Harmony-Signature"));
  }

  private void answer(HttpExchange exchange, int status) throws IOException {
    note(exchange);
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private void waitForEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String address(String path) {
    return "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path);
  }

  private java.util.Optional<String> send(String path, Duration patience)
      throws InterruptedException {
    try (var webhook =
        new Webhook(WebhookSettings.of(address(path), SECRET, ""), patience, Clock.systemUTC())) {
      return webhook.send("{\"title\":\"Gr\u00FC\u00DFe\"}");
    }
  }

  @Test
  void whatIsSentIsSignedOverItsTimeAndItsBody() throws Exception {
    assertThat(send("/good?room=1", Duration.ofSeconds(10))).isEmpty();
    assertThat(bodies).containsExactly("{\"title\":\"Gr\u00FC\u00DFe\"}");
    var parts = signatures.getFirst().split(" ");
    assertThat(Instant.ofEpochSecond(Long.parseLong(parts[0])))
        .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    var computed =
        mac.doFinal((parts[0] + "." + bodies.getFirst()).getBytes(StandardCharsets.UTF_8));
    assertThat(parts[1]).isEqualTo("v1=" + HexFormat.of().formatHex(computed));
  }

  @Test
  void redirectsAreNotFollowed() throws Exception {
    assertThat(send("/elsewhere", Duration.ofSeconds(10))).contains("127.0.0.1 answered 307");
    assertThat(asked).containsExactly("/elsewhere");
  }

  @Test
  void anAnswerThatIsNoGoodOrDoesNotComeOrDoesNotEndHoldsNothingUp() throws Exception {
    assertThat(send("/bad", Duration.ofSeconds(10))).contains("127.0.0.1 answered 503");
    assertThat(send("/silent", Duration.ofMillis(300)))
        .hasValueSatisfying(
            why -> assertThat(why).startsWith("127.0.0.1 ").doesNotContain("/silent"));
    assertThat(send("/endless", Duration.ofSeconds(10))).isEmpty();
    var port = server.getAddress().getPort();
    server.stop(0);
    try (var webhook =
        new Webhook(
            WebhookSettings.of("http://127.0.0.1:%d/x".formatted(port), SECRET, ""),
            Duration.ofSeconds(10),
            Clock.systemUTC())) {
      assertThat(webhook.send("{}")).contains("127.0.0.1 was not reached");
    }
  }

  @Test
  void whatCannotBeUsedIsSaidWithoutSayingTheAddressOrTheSecret() {
    for (var wrong :
        List.of(
            "ftp://example.org/x",
            "http://example.org/token",
            "https://user:password@example.org/",
            "https:///token",
            "example.org/token",
            "https://exa mple.org/token",
            "file:///etc/passwd")) {
      assertThatThrownBy(() -> WebhookSettings.of(wrong, SECRET, ""))
          .as(wrong)
          .isInstanceOf(NetworkProblem.class)
          .hasMessageStartingWith("harmony.notices.webhook.url needs an address")
          .hasMessageNotContaining("token")
          .hasMessageNotContaining("password");
    }
    assertThatThrownBy(() -> WebhookSettings.of("https://example.org/", "short", ""))
        .hasMessageContaining("16 characters or more, got 5");
    assertThatThrownBy(() -> WebhookSettings.of("https://example.org/", SECRET, "runs"))
        .hasMessage(
            "harmony.notices.webhook.kinds knows run-ended, training-ended, comment, report, pin-broke, got \"runs\".");
    var settings = WebhookSettings.of("https://example.org/token", SECRET, "report, comment");
    assertThat(settings.kinds())
        .isEqualTo(EnumSet.of(OccurrenceKind.REPORT, OccurrenceKind.COMMENT));
    assertThat(settings.toString()).doesNotContain("token").doesNotContain(SECRET);
  }

  @Test
  void aTitleIsOneLineThatGoesInItsOwnDirection() {
    var occurrence =
        new Occurrence(
            OccurrenceKind.COMMENT,
            "comment 1",
            Instant.EPOCH,
            java.util.Optional.empty(),
            "Comment on a\r\nSubject: b\u2028c \u202Ed" + "x".repeat(400),
            "inbox/1");
    assertThat(occurrence.title()).startsWith("Comment on a Subject: b c  dxx").hasSize(300);
  }
}
