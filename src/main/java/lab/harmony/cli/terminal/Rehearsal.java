package lab.harmony.cli.terminal;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import lab.harmony.accounts.SignInAnnouncement;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/// Opens the first page of a lab that has just started, as a browser does: sign-in, the page, and
/// what it asks for first. A virtual machine that remembers what this loaded starts faster.
public final class Rehearsal {
  private Rehearsal() {}

  /// @throws IOException if the lab does not answer as it should
  public static void of(ConfigurableApplicationContext lab)
      throws IOException, InterruptedException {
    if (!(lab instanceof WebServerApplicationContext web) || web.getWebServer() == null) {
      throw new IOException("the lab serves no pages");
    }
    var address = URI.create("http://127.0.0.1:%d/".formatted(web.getWebServer().getPort()));
    try (var browser =
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build()) {
      var page = ask(browser, lab.getBean(SignInAnnouncement.class).link(address));
      ask(
          browser,
          page.resolve(
              "/?v-r=init&query=&location="
                  + URLEncoder.encode(page.getPath().substring(1), StandardCharsets.UTF_8)));
    }
  }

  /// Where the answer came from in the end.
  private static URI ask(HttpClient browser, URI address) throws IOException, InterruptedException {
    var answer = browser.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("%s answered %d".formatted(address.getPath(), answer.statusCode()));
    }
    return answer.uri();
  }
}
