package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import lab.harmony.accounts.OpenIdSignIn;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// A lab whose provider does not answer.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
@Tag("process")
class OpenIdDownTest {

  @TempDir static Path folder;

  @Value("${local.server.port}")
  int port;

  @Autowired OpenIdSignIn openId;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) throws IOException {
    int nobody;
    try (var socket = new ServerSocket(0)) {
      nobody = socket.getLocalPort();
    }
    var workspace = folder.resolve("workspace");
    Files.createDirectories(workspace.resolve("experiments"));
    Files.createDirectories(workspace.resolve("prompts"));
    registry.add("harmony.workspace", workspace::toString);
    registry.add("harmony.data", () -> folder.resolve("data").toString());
    registry.add("harmony.worker.enabled", () -> false);
    registry.add("harmony.sign-in.openid.issuer", () -> "http://localhost:" + nobody);
    registry.add("harmony.sign-in.openid.client-id", () -> "the-lab");
  }

  @Test
  void theLabStartsSaysThatItDoesNotAnswerAndLeadsBack() throws Exception {
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !openId.answers());
    try (var http =
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build()) {
      var answer =
          http.send(
              HttpRequest.newBuilder(
                      URI.create("http://127.0.0.1:%d/sign-in/with/openid".formatted(port)))
                  .build(),
              HttpResponse.BodyHandlers.discarding());
      assertThat(answer.statusCode()).isEqualTo(302);
      assertThat(answer.headers().firstValue("location").orElseThrow()).endsWith("/sign-in?openid");
    }
  }
}
