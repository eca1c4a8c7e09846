package lab.harmony.accounts.openid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import lab.harmony.workspace.HarmonySettings;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// A provider that takes what it is asked and never answers.
@Tag("unit")
@ExtendWith(OutputCaptureExtension.class)
class OpenIdProviderTest {

  @Test
  void whoeverAsksOneThatHangsIsToldSoonHoweverManyTheyAre(CapturedOutput logged) throws Exception {
    try (var hangs = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var at = Executors.newVirtualThreadPerTaskExecutor()) {
      var provider =
          new OpenIdProvider(
              HarmonySettings.read(
                  "--harmony.sign-in.openid.issuer=http://127.0.0.1:" + hangs.getLocalPort(),
                  "--harmony.sign-in.openid.client-id=the-lab"),
              new ProviderCalls(Duration.ofMillis(400)),
              Clock.systemUTC());
      var asked = new ArrayList<Future<?>>();
      for (int one = 0; one < 40; one++) {
        asked.add(at.submit(() -> provider.findByRegistrationId(OpenIdProvider.ID)));
      }
      for (var one : asked) {
        assertThatThrownBy(() -> one.get(10, TimeUnit.SECONDS))
            .hasRootCauseInstanceOf(InterruptedIOException.class);
      }
      assertThat(provider.answers()).isFalse();
      assertThat(logged.getOut().lines().filter(line -> line.contains("does not answer")))
          .as("the log says it once")
          .hasSize(1);
    }
  }

  @Test
  void fewAskAtOnceAndAPlaceIsFreeAgainOnceAnAnswerWasGivenUp() throws Exception {
    var calls = new ProviderCalls(Duration.ofMillis(300));
    var never = new CountDownLatch(1);
    var all = new CountDownLatch(ProviderCalls.AT_ONCE);
    try (var at = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int one = 0; one < ProviderCalls.AT_ONCE; one++) {
        at.submit(() ->
            calls.ask(() -> {
              all.countDown();
              never.await();
              return "";
            }));
      }
      assertThat(all.await(10, TimeUnit.SECONDS)).isTrue();
      assertThatThrownBy(() -> calls.ask(() -> "one more"))
          .isInstanceOf(ProviderCalls.NoAnswer.class)
          .hasMessageContaining("8 others wait");
    }
    Awaitility.await()
        .ignoreExceptionsInstanceOf(ProviderCalls.NoAnswer.class)
        .untilAsserted(() -> assertThat(calls.ask(() -> "answered")).isEqualTo("answered"));
  }

  private static OpenIdProvider provider(int port, Duration patience) {
    return new OpenIdProvider(
        HarmonySettings.read(
            "--harmony.sign-in.openid.issuer=http://127.0.0.1:" + port,
            "--harmony.sign-in.openid.client-id=the-lab"),
        new ProviderCalls(patience),
        Clock.systemUTC());
  }

  @Test
  void thatManyWaitIsNothingThatTheProviderDid() throws Exception {
    try (var at = Executors.newVirtualThreadPerTaskExecutor();
        var hangs = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      var provider = provider(hangs.getLocalPort(), Duration.ofSeconds(20));
      var full = new CountDownLatch(1);
      for (int one = 0; one <= ProviderCalls.AT_ONCE; one++) {
        at.submit(() -> {
          try {
            provider.findByRegistrationId(OpenIdProvider.ID);
          } catch (ProviderCalls.Full e) {
            full.countDown();
          }
        });
      }
      assertThat(full.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(provider.answers()).isTrue();
      at.shutdownNow();
    }
  }

  @Test
  void oneThatDidNotAnswerOnceIsAskedAgain() throws Exception {
    var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    int port = server.getAddress().getPort();
    server.createContext(
        "/.well-known/openid-configuration",
        exchange -> {
          var says =
              """
              {"issuer": "http://127.0.0.1:%1$d", "jwks_uri": "http://127.0.0.1:%1$d/keys",
               "authorization_endpoint": "http://127.0.0.1:%1$d/in",
               "token_endpoint": "http://127.0.0.1:%1$d/token",
               "subject_types_supported": ["public"], "claims_supported": ["sub", "iss"]}
              """
                  .formatted(port)
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, says.length);
          exchange.getResponseBody().write(says);
          exchange.close();
        });
    server.start();
    try {
      var provider = provider(port, Duration.ofSeconds(5));
      assertThat(provider.saysWhen()).as("as far as anybody knows").isTrue();
      assertThat(provider.findByRegistrationId(OpenIdProvider.ID)).isNotNull();
      assertThat(provider.saysWhen()).as("as it says of itself").isFalse();
      provider.said(true);
      assertThat(provider.saysWhen()).as("as it did").isTrue();
      provider.didNotAnswer("once");
      assertThat(provider.answers()).isFalse();
      provider.lookSoon();
      Awaitility.await().until(provider::answers);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void whatTheAnswerFailsWithIsToldToWhoeverAsked() {
    assertThatThrownBy(() ->
            new ProviderCalls()
                .ask(() -> {
                  throw new IllegalArgumentException("not that");
                }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not that");
  }
}
