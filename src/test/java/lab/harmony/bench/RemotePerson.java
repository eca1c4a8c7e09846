package lab.harmony.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import lab.harmony.json.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A person whose browser is on a machine of its own: what such a browser sends to the lab and gets
/// from it, without the work that it has with it. It opens a page, keeps its line to the lab open
/// and asks for pictures.
final class RemotePerson implements AutoCloseable {
  private final URI lab;
  private final HttpClient client =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();
  private @Nullable WebSocket line;

  /// @param link signs in
  RemotePerson(URI lab, URI link) {
    this.lab = lab;
    get(link);
  }

  /// Opens a page as a browser does.
  ///
  /// @param told what is done with each message that the lab sends of itself
  void open(String path, Consumer<String> told) {
    get(lab.resolve(path));
    var place = URLEncoder.encode(path.substring(1), StandardCharsets.UTF_8);
    var config =
        json(get(lab.resolve("/?v-r=init&query=&location=" + place + BROWSER))).path("appConfig");
    var page = config.path("v-uiId").asInt();
    line = line(page, config.path("uidl").path("Vaadin-Push-ID").asString(), told);
    post(
        page,
        Json.MAPPER.writeValueAsString(
            new Message(
                config.path("uidl").path("Vaadin-Security-Key").asString(),
                List.of(new Event("event", 1, "ui-navigate", new Opening(path.substring(1)))),
                0,
                0)));
  }

  /// The picture at an address of the lab.
  byte[] picture(String path) {
    return get(lab.resolve(path));
  }

  @Override
  public void close() {
    if (line != null) {
      line.abort();
    }
    client.close();
  }

  private static final String BROWSER =
      "&v-sh=900&v-sw=1280&v-wh=800&v-ww=1280&v-bh=800&v-bw=1280&v-tzo=0&v-dstd=0&v-rtzo=0"
          + "&v-dston=false&v-tzid=UTC&v-td=false&v-pr=1";

  private record Message(String csrfToken, List<Event> rpc, int syncId, int clientId) {}

  private record Event(String type, int node, String event, Opening data) {}

  private record Opening(
      String route,
      String query,
      String appShellTitle,
      @Nullable String historyState,
      String trigger) {
    Opening(String route) {
      this(route, "", "", null, "");
    }
  }

  private WebSocket line(int page, String id, Consumer<String> told) {
    var address =
        URI.create(
            "ws://%s/VAADIN/push?v-r=push&v-uiId=%d&v-pushId=%s&X-Atmosphere-tracking-id=0&X-Atmosphere-Framework=3.1.5-javascript&X-Atmosphere-Transport=websocket&X-Atmosphere-TrackMessageSize=true&Content-Type=application/json"
                .formatted(lab.getAuthority(), page, id));
    return client
        .newWebSocketBuilder()
        .header("Origin", lab.toString())
        .buildAsync(address, new Listener(told))
        .join();
  }

  private record Listener(Consumer<String> told, StringBuilder so) implements WebSocket.Listener {
    Listener(Consumer<String> told) {
      this(told, new StringBuilder());
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket line, CharSequence data, boolean last) {
      so.append(data);
      if (last) {
        told.accept(so.toString());
        so.setLength(0);
      }
      line.request(1);
      return null;
    }
  }

  private void post(int page, String message) {
    send(
        HttpRequest.newBuilder(lab.resolve("/?v-r=uidl&v-uiId=" + page))
            .header("Content-Type", "application/json; charset=UTF-8")
            .POST(HttpRequest.BodyPublishers.ofString(message))
            .build());
  }

  private byte[] get(URI address) {
    return send(HttpRequest.newBuilder(address).header("Accept", "text/html,*/*").build());
  }

  private byte[] send(HttpRequest request) {
    try {
      var answer = client.send(request, BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(
            "%s answered %d".formatted(request.uri().getPath(), answer.statusCode()));
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode json(byte[] answer) {
    return Json.MAPPER.readTree(answer);
  }
}
