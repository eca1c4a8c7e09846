package lab.harmony;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.RequestOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import lab.harmony.accounts.links.SignInLinks;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.Somebody;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/// The whole lab in a browser: the application on a free port with a data folder and a workspace of
/// its own, and Chromium signed in to it.
///
/// `@RegisterExtension static final BrowserFixture lab = new BrowserFixture();` Started once and
/// shared by all browser tests of a JVM; each test gets fresh browser contexts, and pictures of the
/// pages of one that failed lie in `target/browser/`.
public final class BrowserFixture implements BeforeAllCallback, AfterEachCallback {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(BrowserFixture.class);

  /// What people have on their desks and in their hands.
  public enum Window {
    DESK(1280, 800),
    HAND(390, 844);

    public final int width;
    public final int height;

    Window(int width, int height) {
      this.width = width;
      this.height = height;
    }
  }

  /// How long an assertion waits for its condition, in milliseconds: other tests run beside it.
  static final double PATIENCE = 30_000;

  private final List<BrowserContext> contexts = new ArrayList<>();
  private final Map<Page, List<String>> problems = new ConcurrentHashMap<>();
  private @Nullable Lab lab;

  @Override
  public void beforeAll(ExtensionContext context) {
    lab =
        context
            .getStore(ExtensionContext.StoreScope.LAUNCHER_SESSION, NAMESPACE)
            .computeIfAbsent(Lab.class, _ -> new Lab(), Lab.class);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (context.getExecutionException().isPresent()) {
      var name = context.getRequiredTestClass().getSimpleName() + "-" + context.getDisplayName();
      var pages = contexts.stream().flatMap(browser -> browser.pages().stream()).toList();
      for (int page = 0; page < pages.size(); page++) {
        var file = "%s-%d.png".formatted(name.replaceAll("[^A-Za-z0-9-]", ""), page + 1);
        pages
            .get(page)
            .screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "browser", file)));
      }
    }
    contexts.forEach(BrowserContext::close);
    contexts.clear();
    problems.clear();
  }

  /// An empty page on a desk, in light colours, of a browser in which Ada is signed in.
  public Page page() {
    return page(Window.DESK, ColorScheme.LIGHT);
  }

  /// The same with this window and these colours. The link is asked for without a page: one would
  /// take a second of processor time, and what a test opens next would load everything again.
  public Page page(Window window, ColorScheme scheme) {
    var page = anonymousPage(window, scheme);
    var link = lab().bean(SignInLinks.class).issue(address()).toString();
    var answer = page.context().request().get(link, RequestOptions.create().setMaxRedirects(0));
    var leadsTo = answer.headers().get("location");
    if (!address().resolve("/").toString().equals(leadsTo)) {
      throw new IllegalStateException(
          "a sign-in link answered %d and leads to %s".formatted(answer.status(), leadsTo));
    }
    return page;
  }

  /// A page of somebody who has not signed in.
  public Page anonymousPage(Window window, ColorScheme scheme) {
    var context =
        lab()
            .browser
            .newContext(
                new Browser.NewContextOptions()
                    .setViewportSize(window.width, window.height)
                    .setColorScheme(scheme)
                    .setBaseURL(address().toString())
                    .setLocale("en-GB"));
    contexts.add(context);
    var page = context.newPage();
    var seen = problems.computeIfAbsent(page, _ -> new ArrayList<>());
    page.onConsoleMessage(message -> {
      if (message.type().equals("error")) {
        seen.add("console: %s (%s)".formatted(message.text(), message.location()));
      }
    });
    page.onPageError(error -> seen.add("error: " + error));
    page.onRequest(request -> {
      var url = request.url();
      if (!url.startsWith(address().toString()) && !url.matches("(data|blob|about):.*")) {
        seen.add("request to another place: " + url);
      }
    });
    return page;
  }

  /// Changes the colours of what is open, as the system does at night and in the morning.
  public void change(Page page, ColorScheme scheme) {
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    Layout.rest(page);
  }

  /// Looks at what is open in light and dark: keeps a picture of each in `target/browser/screens/`,
  /// and nobody may stumble over it.
  public void look(Page page, String name) {
    for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      change(page, scheme);
      settle(page);
      var file =
          "%s-%s-%d.png"
              .formatted(name, scheme.name().toLowerCase(Locale.ROOT), page.viewportSize().width);
      page.screenshot(
          new Page.ScreenshotOptions().setPath(Path.of("target", "browser", "screens", file)));
      Assertions.assertThat(Barriers.on(page)).as(file).isEmpty();
    }
  }

  /// Opens a screen (`/models`) and waits until it is there and quiet.
  ///
  /// What the page before was still doing may take the first navigation's place; then it is asked
  /// once more.
  public void open(Page page, String path) {
    var screen = address().resolve(path).toString();
    try {
      page.navigate(screen);
    } catch (PlaywrightException aborted) {
      if (!aborted.getMessage().contains("ERR_ABORTED")) {
        throw aborted;
      }
      page.navigate(screen);
    }
    settle(page);
  }

  /// Waits until the browser and the server have nothing more to tell each other.
  public void settle(Page page) {
    page.waitForFunction(
        """
        () => {
          const clients = window.Vaadin?.Flow?.clients;
          return clients !== undefined && Object.keys(clients).length > 0
              && Object.values(clients).every((client) => !client.isActive?.())
              && [...document.images].every((image) => image.complete || image.loading === 'lazy');
        }
        """);
  }

  /// Console errors and requests to other places since the page was made.
  public List<String> problems(Page page) {
    return List.copyOf(problems.getOrDefault(page, List.of()));
  }

  public URI address() {
    return lab().address;
  }

  /// A service of the running lab. Somebody of the lab.
  public Actor by(String name) {
    return Somebody.of(bean(People.class), name);
  }

  public <T> T bean(Class<T> type) {
    return lab().bean(type);
  }

  /// The workspace that the running lab uses: a copy that tests may change.
  public Path workspace() {
    return lab().workspace;
  }

  private Lab lab() {
    if (lab == null) {
      throw new IllegalStateException(
          "register the fixture: @RegisterExtension static final BrowserFixture lab");
    }
    return lab;
  }

  /// The application and the browser, closed when all tests are done.
  private static final class Lab implements AutoCloseable {
    private final Path root;
    private final Path workspace;
    private final ConfigurableApplicationContext application;
    private final Playwright playwright;
    private final Browser browser;
    private final URI address;

    Lab() {
      PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
      try {
        root = Files.createTempDirectory("harmony-browser");
        workspace = root.resolve("workspace");
        for (var folder : List.of("experiments", "prompts", "reports")) {
          BrowserParts.copy(Path.of(folder), workspace.resolve(folder));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      application =
          SpringApplication.run(
              HarmonyLab.class,
              "--server.port=0",
              "--harmony.person=Ada",
              "--harmony.worker.enabled=true",
              "--harmony.data=" + root.resolve("data"),
              "--harmony.workspace=" + workspace);
      var server = ((WebServerApplicationContext) application).getWebServer();
      address = URI.create("http://127.0.0.1:%d".formatted(server.getPort()));
      playwright =
          Playwright.create(
              new Playwright.CreateOptions()
                  .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
      browser = playwright.chromium().launch(BrowserParts.start());
    }

    <T> T bean(Class<T> type) {
      return application.getBean(type);
    }

    @Override
    public void close() throws IOException {
      browser.close();
      playwright.close();
      application.close();
      delete(root);
    }

    private static void delete(Path folder) throws IOException {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.deleteIfExists(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException problem)
                throws IOException {
              Files.deleteIfExists(visited);
              return FileVisitResult.CONTINUE;
            }
          });
    }
  }
}
