package lab.harmony.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import lab.harmony.BrowserFixture;
import lab.harmony.accounts.links.SignInLinks;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the server tells a browser, and whom it answers at all.
@Tag("browser")
class HttpSafetyTest {
  @RegisterExtension static final BrowserFixture lab = new BrowserFixture();

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "127.0.0.1.evil.example", "localhost.evil.example"})
  void aForeignHostNameIsNotAnswered(String name) throws IOException {
    assertThat(answerTo(name)).startsWith("HTTP/1.1 421").doesNotContain("Harmony Lab<");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]"})
  void theNamesOfThisMachineAreAnswered(String name) throws IOException {
    assertThat(answerTo(name)).startsWith("HTTP/1.1 200");
  }

  @Test
  void everyPageKeepsTheBrowserToThisServer() throws Exception {
    var headers = get("/sign-in").headers();
    assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'self'")
        .contains("connect-src 'self'")
        .contains("object-src 'none'")
        .contains("frame-ancestors 'none'");
    assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
  }

  @Test
  void aScriptInAPageRunsOnlyIfTheLabPutItThere() throws Exception {
    var first = scripts(get("/sign-in"));
    var second = scripts(get("/sign-in"));
    assertThat(first).contains("'nonce-").doesNotContain("unsafe-inline");
    assertThat(second).isNotEqualTo(first);
    assertThat(scripts(get("/styles/styles.css"))).doesNotContain("unsafe-inline");
  }

  @Test
  void cookiesCarryThePortAndNoAddressCarriesASession() throws Exception {
    var link = lab.bean(SignInLinks.class).issue(lab.address());
    var answer = get(link.getPath() + "?" + link.getQuery());
    assertThat(answer.headers().allValues("Set-Cookie"))
        .anyMatch(cookie -> cookie.startsWith("harmony-browser-" + lab.address().getPort() + "="))
        .anyMatch(cookie -> cookie.startsWith("harmony-session-"))
        .allMatch(cookie -> cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"));
    assertThat(answer.headers().firstValue("Location").orElse("")).doesNotContain("session");
    assertThat(get("/sign-in").body()).doesNotContainIgnoringCase(";jsessionid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/runs", "/experiments/baseline", "/images/x/0.png", "/reports"})
  void nobodyReadsWithoutSigningIn(String path) throws Exception {
    var response = get(path);
    assertThat(response.statusCode()).isIn(302, 401, 403, 404);
    if (response.statusCode() == 302) {
      assertThat(response.headers().firstValue("Location").orElse("")).endsWith("/sign-in");
    }
  }

  private static String scripts(HttpResponse<String> answer) {
    return Arrays.stream(
            answer.headers().firstValue("Content-Security-Policy").orElseThrow().split("; "))
        .filter(directive -> directive.startsWith("script-src"))
        .findFirst()
        .orElseThrow();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(address(path)).header("Accept", "text/html").build(),
          BodyHandlers.ofString());
    }
  }

  private static URI address(String path) {
    return lab.address().resolve(path);
  }

  /// The answer to a request that names this host.
  private static String answerTo(String host) throws IOException {
    try (var socket = new Socket("127.0.0.1", lab.address().getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET /sign-in HTTP/1.1\r\nHost: %s:%d\r\nConnection: close\r\n\r\n"
                  .formatted(host, lab.address().getPort())
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
