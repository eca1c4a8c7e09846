package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A page of which all is kept that came to it, so that it can be looked through: what is on it,
/// what it asked for, every answer with its headers and its bytes, and what came by its line.
///
/// Each answer is read before the page has it, since a browser does not say any more what came to a
/// page that was left meanwhile.
final class WatchedPage {

  /// All of the page, also what lies inside its parts, and what they hold.
  private static final String ALL =
      """
      () => {
        const texts = [document.title, location.href, JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
        const walk = (root) => {
          texts.push(root.innerHTML ?? root.documentElement?.outerHTML ?? '');
          for (const part of root.querySelectorAll('*')) {
            if (part.shadowRoot) {
              walk(part.shadowRoot);
            }
            if (part.localName === 'harmony-blind') {
              for (const name of Object.keys(part.constructor.properties ?? {})) {
                texts.push(JSON.stringify(part[name]) ?? '');
              }
            }
          }
        };
        walk(document);
        texts.push(performance.getEntries().map((it) => it.name).join('\\n'));
        return texts.join('\\n');
      }
      """;

  private final Page page;
  private final Map<String, String> kept = new LinkedHashMap<>();
  private final Map<String, byte[]> pictures = new LinkedHashMap<>();

  WatchedPage(Page page) {
    this.page = page;
    page.onRequest(this::asked);
    page.onRequestFinished(this::opened);
    page.onWebSocket(line -> {
      line.onFrameReceived(frame -> keep("line of " + line.url(), text(frame)));
      line.onFrameSent(frame -> keep("line to " + line.url(), text(frame)));
    });
    page.route("**/*", this::answered);
  }

  private static String text(WebSocketFrame frame) {
    return frame.text() != null
        ? frame.text()
        : new String(frame.binary(), StandardCharsets.ISO_8859_1);
  }

  Page page() {
    return page;
  }

  private void asked(Request request) {
    var sent = request.postData();
    keep("request " + request.url(), request.headers() + (sent == null ? "" : sent));
  }

  /// A page of its own comes to the browser from the lab itself: one that came out of a test would
  /// be a stranger to it, and have no line.
  private void opened(Request request) {
    var answer = request.response();
    if (request.isNavigationRequest() && answer.status() == 200) {
      keep(answer.url(), answer.allHeaders(), body(answer));
    }
  }

  /// Of a page that leads on to another at once the browser may say nothing any more.
  private static byte[] body(Response answer) {
    try {
      return answer.body();
    } catch (PlaywrightException gone) {
      return new byte[0];
    }
  }

  private void answered(Route route) {
    if (route.request().isNavigationRequest()) {
      route.resume();
      return;
    }
    var answer = route.fetch(new Route.FetchOptions().setMaxRedirects(0));
    var body = answer.body();
    if (answer.url().contains("-pictures/")) {
      pictures.put(answer.url(), body);
    }
    keep(answer.url(), answer.headers(), body);
    route.fulfill(new Route.FulfillOptions().setResponse(answer));
  }

  private void keep(String url, Map<String, String> headers, byte[] body) {
    // Each byte as a letter, so that words are found in pictures, too.
    keep("answer of " + url, headers + "\n" + new String(body, StandardCharsets.ISO_8859_1));
  }

  private void keep(String what, String text) {
    kept.put(kept.size() + " " + what, (what + "\n" + text).toLowerCase(Locale.ROOT));
  }

  /// Keeps what stands on it now.
  void look(String when) {
    keep("page " + when, String.valueOf(page.evaluate(ALL)));
  }

  /// Whatever comes from now on is not kept.
  void watchNoMore() {
    page.unroute("**/*");
  }

  /// The pictures that came, by their addresses.
  Map<String, byte[]> pictures() {
    return Map.copyOf(pictures);
  }

  /// Where a word came to it, with what stands around it; empty if it never did.
  ///
  /// @param way a part of what it came by: `v-r=uidl`, `line of`, `page`; empty for any
  Optional<String> whereItCame(String way, String word) {
    return kept.entrySet().stream()
        .filter(one -> one.getKey().contains(way))
        .filter(one -> one.getValue().contains(word.toLowerCase(Locale.ROOT)))
        .map(one -> "%s: …%s…".formatted(one.getKey(), around(word, one.getValue())))
        .findFirst();
  }

  private static String around(String word, String text) {
    int at = text.indexOf(word.toLowerCase(Locale.ROOT));
    return text.substring(Math.max(0, at - 100), Math.min(text.length(), at + 100));
  }

  /// That none of some words came to it in any way.
  void knowsNothingOf(List<String> words) {
    for (var word : words) {
      assertThat(whereItCame("", word)).as("where “%s” came to it", word).isEmpty();
    }
  }
}
