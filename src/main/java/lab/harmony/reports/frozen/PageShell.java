package lab.harmony.reports.frozen;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;

/// An HTML page that needs nothing but itself: its style inside, no script, no network.
///
/// It is a document tree, never joined strings, so that no text can become markup.
final class PageShell {

  private static final String STYLE = style();

  private final Document page = Document.createShell("");

  PageShell(String title) {
    page.outputSettings()
        .prettyPrint(false)
        .charset(StandardCharsets.UTF_8)
        .escapeMode(Entities.EscapeMode.base);
    page.expectFirst("html").attr("lang", "en");
    var head = page.head();
    head.appendElement("meta").attr("charset", "utf-8");
    head.appendElement("meta")
        .attr("http-equiv", "Content-Security-Policy")
        .attr("content", policy());
    meta("viewport", "width=device-width, initial-scale=1");
    meta("referrer", "no-referrer");
    meta("robots", "noindex");
    meta("color-scheme", "light dark");
    head.appendElement("title").text(title);
    head.appendElement("style").appendChild(new DataNode(STYLE));
  }

  Element body() {
    return page.body();
  }

  String html() {
    return "<!doctype html>\n" + page.expectFirst("html").outerHtml() + "\n";
  }

  private void meta(String name, String content) {
    page.head().appendElement("meta").attr("name", name).attr("content", content);
  }

  /// What the page may do: show itself. The style is allowed by its digest, pictures only from
  /// within.
  private static String policy() {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(STYLE.getBytes(StandardCharsets.UTF_8));
      return "default-src 'none'; img-src data:; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'"
          .formatted(Base64.getEncoder().encodeToString(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  private static String style() {
    try (var in = PageShell.class.getResourceAsStream("report.css")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the style of report pages cannot be read", e);
    }
  }
}
