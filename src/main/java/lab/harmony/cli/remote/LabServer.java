package lab.harmony.cli.remote;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import lab.harmony.json.Json;
import lab.harmony.json.JsonProblem;

/// A lab on another machine, asked with a token.
final class LabServer implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(20);
  private static final int LONGEST_PROBLEM = 100_000;

  private final URI address;
  private final String token;
  private final PinnedTrust trust;
  private final HttpClient client;

  LabServer(URI address, String token, Optional<String> pin) {
    this.address = address;
    this.token = token;
    trust = PinnedTrust.of(pin);
    client =
        HttpClient.newBuilder()
            .sslContext(trust.context())
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /// The address of a lab as people give it.
  ///
  /// @throws IllegalArgumentException in words, if a token cannot go there
  static URI address(String text) {
    try {
      var given = URI.create(text.strip());
      var host = given.getHost();
      var https = "https".equals(given.getScheme());
      if (host == null || !https && !"http".equals(given.getScheme())) {
        throw new IllegalArgumentException("no address");
      }
      if (!https && !InetAddress.getByName(host).isLoopbackAddress()) {
        throw new IllegalArgumentException(
            "A token goes over an encrypted line only, got %s. Give an address that begins with https."
                .formatted(text));
      }
      return URI.create("%s://%s".formatted(given.getScheme(), given.getRawAuthority()));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(
          "There is no machine of the name in %s.".formatted(text), e);
    } catch (IllegalArgumentException e) {
      var words = String.valueOf(e.getMessage());
      throw words.startsWith("A token")
          ? e
          : new IllegalArgumentException(
              "--server needs the address of a lab, got \"%s\". Give it as https://lab.example.org:8443"
                  .formatted(text),
              e);
    }
  }

  URI address() {
    return address;
  }

  /// What an address of the lab answers.
  ///
  /// @throws Refusal in words, if it does not answer as asked
  InputStream ask(String path, Optional<HttpRequest.BodyPublisher> body)
      throws Refusal, InterruptedException {
    var request =
        HttpRequest.newBuilder(address.resolve(path)).header("Authorization", "Bearer " + token);
    body.ifPresent(it -> request.header("Content-Type", "application/zip").POST(it));
    HttpResponse<InputStream> answer;
    try {
      answer = client.send(request.build(), BodyHandlers.ofInputStream());
    } catch (SSLException e) {
      throw new Refusal(
          trust
              .refused()
              .map(shown ->
                  "Nobody that this machine trusts vouches for the certificate of %s. Compare its SHA-256 fingerprint with the one that the lab printed, then take it with ./lab login --server %s%n  %s"
                      .formatted(address, address, shown))
              .orElse("There is no safe line to %s: %s".formatted(address, e.getMessage())),
          trust.refused());
    } catch (ConnectException | HttpConnectTimeoutException | UnresolvedAddressException e) {
      throw new Refusal(
          "No lab answers at %s. Is it running, and is the address right?".formatted(address),
          Optional.empty());
    } catch (IOException e) {
      throw new Refusal(
          "The line to %s broke: %s".formatted(address, e.getMessage()), Optional.empty());
    }
    if (answer.statusCode() == 200) {
      return answer.body();
    }
    throw new Refusal(words(answer), Optional.empty());
  }

  private String words(HttpResponse<InputStream> answer) {
    try (var body = answer.body()) {
      var text = new String(body.readNBytes(LONGEST_PROBLEM), StandardCharsets.UTF_8);
      var type = answer.headers().firstValue("Content-Type").orElse("");
      if (type.startsWith("application/problem+json")) {
        return Json.object(text).path("detail").asString(text);
      }
      return type.startsWith("text/plain")
          ? text.strip()
          : "%s answered %d, which is no answer of a lab.".formatted(address, answer.statusCode());
    } catch (IOException | JsonProblem e) {
      return "%s answered %d.".formatted(address, answer.statusCode());
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  /// The lab does not do what was asked. Says why.
  static final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final String words;
    private final transient Optional<String> fingerprint;

    Refusal(String words, Optional<String> fingerprint) {
      super(words);
      this.words = words;
      this.fingerprint = fingerprint;
    }

    String words() {
      return words;
    }

    /// Of a certificate that nobody vouches for.
    Optional<String> fingerprint() {
      return fingerprint;
    }
  }
}
