package lab.harmony.notices;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Sends notices to the one address of the settings. It follows no redirects and waits for nothing
/// long.
final class Webhook implements AutoCloseable {

  /// The time in seconds at which it was signed.
  static final String TIMESTAMP = "Harmony-Timestamp";

  /// `v1=` and the HMAC-SHA256 of the time, a dot and the body, in hexadecimal digits.
  static final String SIGNATURE = "Harmony-Signature";

  private static final int FIRST_GOOD = 200;
  private static final int FIRST_NOT_GOOD = 300;

  private final WebhookSettings settings;
  private final Duration patience;
  private final Clock clock;
  private final HttpClient client;

  Webhook(WebhookSettings settings, Duration patience, Clock clock) {
    this.settings = settings;
    this.patience = patience;
    this.clock = clock;
    this.client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(patience)
            .build();
  }

  WebhookSettings settings() {
    return settings;
  }

  /// Sends this JSON.
  ///
  /// @return why it did not arrive; empty if it did
  Optional<String> send(String json) throws InterruptedException {
    var time = clock.instant().getEpochSecond();
    var request =
        HttpRequest.newBuilder(settings.address())
            .timeout(patience)
            .header("Content-Type", "application/json; charset=utf-8")
            .header("User-Agent", "Harmony-Lab")
            .header(TIMESTAMP, Long.toString(time))
            .header(SIGNATURE, signature(settings.secret(), time, json))
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    // What is answered is of no interest, and need not end.
    var answer = client.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
    try {
      var response = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      response.body().close();
      int status = response.statusCode();
      return status >= FIRST_GOOD && status < FIRST_NOT_GOOD
          ? Optional.empty()
          : Optional.of("%s answered %d".formatted(settings.address().getHost(), status));
    } catch (TimeoutException e) {
      answer.cancel(true);
      return Optional.of("%s did not answer in time".formatted(settings.address().getHost()));
    } catch (ExecutionException | CancellationException | IOException e) {
      return Optional.of("%s was not reached".formatted(settings.address().getHost()));
    }
  }

  static String signature(String secret, long time, String json) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      var signed = "%d.%s".formatted(time, json).getBytes(StandardCharsets.UTF_8);
      return "v1=" + HexFormat.of().formatHex(mac.doFinal(signed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA256", e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
