package lab.harmony.cli.terminal;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lab.harmony.json.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A page of the lab that is open in a browser: what such a browser sends to the lab and takes from
/// it, in the form of Vaadin's client, without the work that it has with it.
///
/// https://github.com/vaadin/flow/tree/main/flow-client, classes MessageSender and MessageHandler
final class RehearsedPage implements AutoCloseable {
  /// A screen is there when the lab has said nothing new of it for this long.
  private static final Duration SETTLED = Duration.ofMillis(150);

  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final int ROWS = 50;
  private static final int PICTURES = 8;

  /// Before what the lab says stands a guard, or its length.
  private static final Pattern JSON = Pattern.compile("[\\[{]");

  private final HttpClient browser;
  private final URI lab;
  private final int number;
  private final String key;
  private final BlockingQueue<String> news = new LinkedBlockingQueue<>();
  private final Set<Integer> grids = new LinkedHashSet<>();
  private final Set<String> pictures = new LinkedHashSet<>();
  private int sent;
  private int seen;

  private RehearsedPage(HttpClient browser, URI lab, JsonNode config) {
    this.browser = browser;
    this.lab = lab;
    number = config.path("v-uiId").asInt();
    key = config.path("uidl").path("Vaadin-Security-Key").asString();
  }

  /// Signs in and shows the screen that the link leads to.
  ///
  /// @throws IOException if the lab does not answer as it should
  static RehearsedPage open(URI link) throws IOException, InterruptedException {
    var browser =
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    var shown = send(browser, HttpRequest.newBuilder(link).header("Accept", "text/html")).uri();
    var place = URLEncoder.encode(shown.getPath().substring(1), StandardCharsets.UTF_8);
    var begin = shown.resolve("/?v-r=init&query=&location=" + place);
    var config =
        Json.MAPPER.readTree(send(browser, HttpRequest.newBuilder(begin)).body()).path("appConfig");
    var page = new RehearsedPage(browser, shown, config);
    page.read(config.path("uidl"));
    page.listen(config.path("uidl").path("Vaadin-Push-ID").asString());
    page.show(shown.getPath());
    return page;
  }

  /// Opens the line by which the lab tells what is new.
  private void listen(String id) {
    var line =
        "ws://%s/VAADIN/push?v-r=push&v-uiId=%d&v-pushId=%s&X-Atmosphere-tracking-id=0&X-Atmosphere-Framework=3.1.5-javascript&X-Atmosphere-Transport=websocket&X-Atmosphere-TrackMessageSize=true&Content-Type=application/json"
            .formatted(lab.getAuthority(), number, id);
    browser
        .newWebSocketBuilder()
        .header("Origin", "http://" + lab.getAuthority())
        .buildAsync(URI.create(line), new Listener(news, new StringBuilder()))
        .join();
  }

  /// Opens the screen of an address, with the rows of its tables and some of its pictures.
  ///
  /// @param path with its query
  /// @throws IOException if the lab does not answer as it should
  void show(String path) throws IOException, InterruptedException {
    grids.clear();
    pictures.clear();
    var parts = path.substring(1).split("\\?", 2);
    say(
        Map.of(
            "type",
            "event",
            "node",
            1,
            "event",
            "ui-navigate",
            "data",
            Map.of(
                "route",
                parts[0],
                "query",
                parts.length == 1 ? "" : parts[1],
                "appShellTitle",
                "",
                "trigger",
                "")));
    settle();
    for (var grid : List.copyOf(grids)) {
      say(
          Map.of(
              "type",
              "publishedEventHandler",
              "node",
              grid,
              "templateEventMethodName",
              "setViewportRange",
              "templateEventMethodArgs",
              List.of(0, ROWS)));
    }
    settle();
    for (var picture : pictures.stream().limit(PICTURES).toList()) {
      send(browser, HttpRequest.newBuilder(lab.resolve(picture)));
    }
  }

  private void say(Map<String, ?> what) throws IOException, InterruptedException {
    var message =
        Map.of("csrfToken", key, "rpc", List.of(what), "syncId", seen, "clientId", sent++);
    var answer =
        send(
            browser,
            HttpRequest.newBuilder(lab.resolve("/?v-r=uidl&v-uiId=" + number))
                .header("Content-Type", "application/json; charset=UTF-8")
                .POST(
                    HttpRequest.BodyPublishers.ofString(Json.MAPPER.writeValueAsString(message))));
    read(answer.body());
  }

  /// Takes in what the lab tells, until it tells nothing more.
  private void settle() throws InterruptedException {
    var end = System.nanoTime() + LONGEST.toNanos();
    while (System.nanoTime() < end) {
      var told = news.poll(SETTLED.toMillis(), TimeUnit.MILLISECONDS);
      if (told == null) {
        return;
      }
      read(told);
    }
  }

  private void read(String told) {
    var start = JSON.matcher(told);
    if (start.find()) {
      var json = Json.MAPPER.readTree(told.substring(start.start()));
      (json.isArray() ? json.valueStream() : Stream.of(json)).forEach(this::read);
    }
  }

  private void read(JsonNode message) {
    seen = Math.max(seen, message.path("syncId").asInt(seen));
    for (var change : message.path("changes")) {
      var value = change.path("value").asString("");
      var name = change.path("key").asString("");
      if (name.equals("tag") && value.equals("vaadin-grid")) {
        grids.add(change.path("node").asInt());
      } else if (name.equals("src") && value.startsWith("/")) {
        pictures.add(value);
      }
    }
  }

  private static HttpResponse<String> send(HttpClient browser, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    var answer = browser.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(
          "%s answered %d".formatted(answer.uri().getPath(), answer.statusCode()));
    }
    return answer;
  }

  @Override
  public void close() {
    browser.shutdownNow();
  }

  private record Listener(BlockingQueue<String> news, StringBuilder begun)
      implements WebSocket.Listener {
    @Override
    public @Nullable CompletionStage<?> onText(WebSocket line, CharSequence data, boolean last) {
      begun.append(data);
      if (last) {
        news.add(begun.toString());
        begun.setLength(0);
      }
      line.request(1);
      return null;
    }
  }
}
