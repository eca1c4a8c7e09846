package lab.harmony.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import lab.harmony.json.Json;

/// A person whose browser is on a machine of its own: what such a browser sends to the lab and gets
/// from it, without the work that it has with it.
public final class RemotePerson implements AutoCloseable {
  private static final String BROWSER =
      "&v-sh=900&v-sw=1280&v-wh=800&v-ww=1280&v-bh=800&v-bw=1280&v-tzo=0&v-dstd=0&v-rtzo=0"
          + "&v-dston=false&v-tzid=UTC&v-td=false&v-pr=1";

  private final URI lab;
  private final CookieManager cookies = new CookieManager();
  private final HttpClient client = client(HttpClient.Redirect.NORMAL);
  private final HttpClient asking = client(HttpClient.Redirect.NEVER);

  /// @param link signs in
  public RemotePerson(URI lab, URI link) {
    this(lab);
    get(link);
  }

  /// Somebody who has not signed in.
  public RemotePerson(URI lab) {
    this.lab = lab;
  }

  private HttpClient client(HttpClient.Redirect redirects) {
    return HttpClient.newBuilder().cookieHandler(cookies).followRedirects(redirects).build();
  }

  /// Opens a page as a browser does and keeps its line to the lab open.
  ///
  /// @param told what is done with each message that the lab sends of itself
  public RemotePage open(String path, Consumer<String> told) {
    get(lab.resolve(path));
    return begin(path, told);
  }

  /// The same without asking for the page itself, where nobody has signed in.
  public RemotePage begin(String path, Consumer<String> told) {
    var place = URLEncoder.encode(path.substring(1), StandardCharsets.UTF_8);
    var first = get(lab.resolve("/?v-r=init&query=&location=" + place + BROWSER));
    var page = new RemotePage(this, Json.MAPPER.readTree(first).path("appConfig"), told);
    page.enter(path);
    return page;
  }

  /// The picture at an address of the lab.
  byte[] picture(String path) {
    return get(lab.resolve(path));
  }

  /// What the lab answers at an address, whatever it is, also that something is elsewhere.
  public HttpResponse<String> ask(String method, String path) {
    return answer(
        asking,
        HttpRequest.newBuilder(lab.resolve(path))
            .header("Accept", "text/html,*/*")
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build(),
        BodyHandlers.ofString());
  }

  /// The same with its bytes.
  public HttpResponse<byte[]> bytes(String path) {
    return answer(
        asking, HttpRequest.newBuilder(lab.resolve(path)).build(), BodyHandlers.ofByteArray());
  }

  String post(String path, String message) {
    return new String(
        send(
            HttpRequest.newBuilder(lab.resolve(path))
                .header("Content-Type", "application/json; charset=UTF-8")
                .POST(HttpRequest.BodyPublishers.ofString(message))
                .build()),
        StandardCharsets.UTF_8);
  }

  /// A line by which the lab tells news.
  public WebSocket line(String path, WebSocket.Listener listener) {
    return client
        .newWebSocketBuilder()
        .header("Origin", "%s://%s".formatted(lab.getScheme(), lab.getAuthority()))
        .buildAsync(URI.create("ws://" + lab.getAuthority() + path), listener)
        .join();
  }

  @Override
  public void close() {
    client.shutdownNow();
    asking.shutdownNow();
  }

  private byte[] get(URI address) {
    return send(HttpRequest.newBuilder(address).header("Accept", "text/html,*/*").build());
  }

  private byte[] send(HttpRequest request) {
    var answer = answer(client, request, BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(
          "%s answered %d".formatted(request.uri().getPath(), answer.statusCode()));
    }
    return answer.body();
  }

  private static <T> HttpResponse<T> answer(
      HttpClient client, HttpRequest request, HttpResponse.BodyHandler<T> body) {
    try {
      return client.send(request, body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
