package lab.harmony.bench;

import java.net.http.WebSocket;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lab.harmony.json.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A page of the lab that is open in a [RemotePerson]'s browser: what the lab sends to it and what
/// it sends to the lab, in the form of Vaadin's client.
///
/// https://github.com/vaadin/flow/tree/main/flow-client, classes MessageSender and MessageHandler
public final class RemotePage implements AutoCloseable {
  /// Before what the lab says stands a guard, or its length.
  private static final Pattern JSON = Pattern.compile("[\\[{]");

  private final RemotePerson person;
  private final int number;
  private final String key;
  private final Map<String, Integer> parts = new HashMap<>();
  private final String news;
  private final WebSocket line;
  private String first = "";
  private int sent;
  private int seen;

  /// @param config what the lab says of a new page
  /// @param told what is done with each message that the lab sends of itself
  RemotePage(RemotePerson person, JsonNode config, Consumer<String> told) {
    this.person = person;
    number = config.path("v-uiId").asInt();
    var begin = config.path("uidl");
    key = begin.path("Vaadin-Security-Key").asString();
    read(begin);
    news = line(begin.path("Vaadin-Push-ID").asString());
    line = person.line(news, new Listener(this, told));
  }

  /// The address at which the lab tells this page its news.
  public String news() {
    return news;
  }

  private String line(String id) {
    return "/VAADIN/push?v-r=push&v-uiId=%d&v-pushId=%s&X-Atmosphere-tracking-id=0&X-Atmosphere-Framework=3.1.5-javascript&X-Atmosphere-Transport=websocket&X-Atmosphere-TrackMessageSize=true&Content-Type=application/json"
        .formatted(number, id);
  }

  /// Asks for the first screen.
  void enter(String path) {
    first = show(path);
  }

  /// What the lab answered when the first screen was asked for.
  public String first() {
    return first;
  }

  /// Asks for the screen of an address.
  ///
  /// @return the lab's answer
  public String show(String path) {
    var parts = path.substring(1).split("\\?", 2);
    return send(
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
  }

  /// What a part of the page, by its tag, tells the lab.
  ///
  /// @return the lab's answer
  /// @throws IllegalStateException if the page has no such part
  public String tell(String tag, String event, Map<String, ?> detail) {
    var data = new LinkedHashMap<String, Object>(Map.of("event.detail", detail));
    detail.forEach((name, value) -> data.put("event.detail." + name, value));
    return send(Map.of("type", "event", "node", part(tag), "event", event, "data", data));
  }

  private synchronized int part(String tag) {
    var node = parts.get(tag);
    if (node == null) {
      throw new IllegalStateException("the page has no %s, but %s".formatted(tag, parts.keySet()));
    }
    return node;
  }

  private String send(Map<String, ?> rpc) {
    var message = new LinkedHashMap<String, Object>();
    message.put("csrfToken", key);
    message.put("rpc", List.of(rpc));
    synchronized (this) {
      message.put("syncId", seen);
      message.put("clientId", sent++);
    }
    var answer =
        person.post("/?v-r=uidl&v-uiId=" + number, Json.MAPPER.writeValueAsString(message));
    read(answer);
    return answer;
  }

  private void read(String answer) {
    var start = JSON.matcher(answer);
    if (start.find()) {
      var json = Json.MAPPER.readTree(answer.substring(start.start()));
      (json.isArray() ? json.valueStream() : Stream.of(json)).forEach(this::read);
    }
  }

  /// Remembers the parts of the page.
  private synchronized void read(JsonNode message) {
    seen = Math.max(seen, message.path("syncId").asInt(seen));
    for (var change : message.path("changes")) {
      if (change.path("key").asString("").equals("tag")) {
        parts.put(change.path("value").asString(), change.path("node").asInt());
      }
    }
  }

  /// As a browser does whose tab is closed.
  @Override
  public void close() {
    line.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    person.post(
        "/?v-r=uidl&v-uiId=" + number,
        Json.MAPPER.writeValueAsString(
            Map.of(
                "csrfToken",
                key,
                "UNLOAD",
                true,
                "rpc",
                List.of(),
                "syncId",
                seen,
                "clientId",
                sent)));
  }

  private record Listener(RemotePage page, Consumer<String> told, StringBuilder so)
      implements WebSocket.Listener {
    Listener(RemotePage page, Consumer<String> told) {
      this(page, told, new StringBuilder());
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket line, CharSequence data, boolean last) {
      so.append(data);
      if (last) {
        var message = so.toString();
        so.setLength(0);
        page.read(message);
        told.accept(message);
      }
      line.request(1);
      return null;
    }
  }
}
