package lab.harmony.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import lab.harmony.BrowserFixture;
import lab.harmony.accounts.links.SignInLinks;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a page tells the browser to fetch before any of its scripts has run.
@Tag("browser")
class EarlyModulesTest {
  @RegisterExtension static final BrowserFixture lab = new BrowserFixture();

  private static final HttpClient client =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  @BeforeAll
  static void signIn() throws Exception {
    client.send(
        HttpRequest.newBuilder(lab.bean(SignInLinks.class).issue(lab.address())).build(),
        BodyHandlers.discarding());
  }

  @AfterAll
  static void close() {
    client.close();
  }

  @Test
  void aNotebookNamesWhatItIsMadeOfDownToTheEditorAndTheCharts() throws Exception {
    assertThat(modulesOf("/experiments/baseline"))
        .doesNotHaveDuplicates()
        .anyMatch(module -> module.matches("VAADIN/build/generated-flow-imports-[\\w-]+\\.js"))
        .anyMatch(module -> module.matches("VAADIN/build/FlowClient-[\\w-]+\\.js"))
        .anyMatch(module -> module.matches("lab/code-view-\\w+\\.cache\\.js"))
        .anyMatch(module -> module.matches("lab/embed-\\w+\\.cache\\.js"));
  }

  @Test
  void theLettersOfEveryPageAreThere() throws Exception {
    assertThat(
            client
                .send(
                    HttpRequest.newBuilder(lab.address().resolve(EarlyModules.LETTERS)).build(),
                    BodyHandlers.discarding())
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void anotherPageLeavesOutWhatOnlyNotebooksNeed() throws Exception {
    assertThat(modulesOf("/runs"))
        .contains("lab/harmony-frame.nocache.js")
        .noneMatch(module -> module.contains("code-view") || module.contains("embed"));
  }

  @Test
  void everyModuleThatIsNamedIsThereAndComesPacked() throws Exception {
    for (var module : modulesOf("/experiments/baseline")) {
      var answer = get("/" + module);
      assertThat(answer.statusCode()).as(module).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Encoding")).as(module).contains("br");
    }
  }

  @Test
  void allStylesAreOneFile() throws Exception {
    assertThat(get("/styles/styles.css").body()).contains(".page{").doesNotContain("@import");
  }

  private static List<String> modulesOf(String path) throws Exception {
    return Jsoup.parse(get(path).body()).select("link[rel=modulepreload]").eachAttr("href");
  }

  private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
    var accept = path.endsWith(".js") ? "br" : "identity";
    return client.send(
        HttpRequest.newBuilder(lab.address().resolve(path))
            .header("Accept", "text/html,*/*")
            .header("Accept-Encoding", accept)
            .build(),
        BodyHandlers.ofString());
  }
}
