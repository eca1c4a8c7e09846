package lab.harmony.notebooks.ui;

import java.util.List;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.safety.Safelist;

/// HTML from notebooks without anything that acts or reaches out: no scripts, styles or frames, and
/// no pictures from elsewhere.
final class SafeMarkup {
  private static final List<TablesExtension> EXTENSIONS =
      List.of((TablesExtension) TablesExtension.create());
  private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder().extensions(EXTENSIONS).escapeHtml(false).build();
  private static final Safelist ALLOWED =
      Safelist.relaxed()
          .removeProtocols("a", "href", "ftp", "mailto")
          .removeProtocols("img", "src", "http", "https")
          .addProtocols("img", "src", "data")
          .addTags("del", "hr", "details", "summary")
          .addEnforcedAttribute("a", "rel", "noopener noreferrer");

  static String ofMarkdown(String text) {
    return clean(RENDERER.render(PARSER.parse(text)));
  }

  static String clean(String html) {
    return Jsoup.clean(html, "", ALLOWED, new Document.OutputSettings().prettyPrint(false));
  }

  private SafeMarkup() {}
}
