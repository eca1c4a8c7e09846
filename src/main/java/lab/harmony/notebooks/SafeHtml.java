package lab.harmony.notebooks;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;

/// HTML from notebooks, made harmless: no script, no style, no form, and nothing that is fetched
/// from elsewhere.
public final class SafeHtml {

  private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
  private static final Parser MARKDOWN = Parser.builder().extensions(EXTENSIONS).build();
  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder().extensions(EXTENSIONS).build();

  private static final Pattern PICTURE =
      Pattern.compile("data:image/(?:png|jpeg|webp|gif);base64,[A-Za-z0-9+/=\\s]+");

  private static final Safelist SAFELIST =
      Safelist.relaxed()
          .removeProtocols("img", "src", "http", "https")
          .addProtocols("img", "src", "data")
          .removeProtocols("a", "href", "ftp")
          .removeProtocols("blockquote", "cite", "http", "https")
          .removeProtocols("q", "cite", "http", "https")
          .removeAttributes("blockquote", "cite")
          .removeAttributes("q", "cite")
          .removeAttributes("img", "align", "height", "width")
          .removeAttributes("table", "summary", "width")
          .removeAttributes("td", "abbr", "axis", "width")
          .removeAttributes("th", "abbr", "axis", "width")
          .removeAttributes("col", "width")
          .removeAttributes("colgroup", "width")
          .addTags(
              "hr", "s", "del", "ins", "figure", "figcaption", "kbd", "samp", "details", "summary")
          .addAttributes("th", "scope")
          .addAttributes("a", "rel");

  /// One heading of the page is its title; headings of the notebook stand below it.
  private static final Set<String> HEADINGS = Set.of("h1", "h2", "h3", "h4", "h5", "h6");

  private SafeHtml() {}

  public static Element ofMarkdown(String markdown) {
    return of(RENDERER.render(MARKDOWN.parse(markdown)));
  }

  /// The harmless part of some HTML, in a `div`.
  public static Element of(String html) {
    var dirty = Jsoup.parseBodyFragment(html);
    var body = new Cleaner(SAFELIST).clean(dirty).body();
    body.select("img").forEach(SafeHtml::keepOrName);
    body.select("a[href]").forEach(link -> link.attr("rel", "noopener noreferrer"));
    body.select("h1, h2, h3, h4, h5, h6").forEach(SafeHtml::lower);
    body.select("table")
        .forEach(table ->
            table.wrap(
                "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table\"></div>"));
    var holder = new Document("").createElement("div");
    body.childNodesCopy().forEach(holder::appendChild);
    return holder;
  }

  /// A picture that is not part of the page would have to be fetched: its description stands in its
  /// place.
  private static void keepOrName(Element image) {
    if (PICTURE.matcher(image.attr("src")).matches()) {
      image.attr("alt", image.attr("alt"));
    } else {
      var name = image.attr("alt").isBlank() ? "picture left out" : image.attr("alt");
      image.replaceWith(new Element("em").text("[" + name + "]"));
    }
  }

  private static void lower(Element heading) {
    if (HEADINGS.contains(heading.tagName())) {
      var level = heading.tagName().charAt(1) - '0';
      heading.tagName("h" + Math.min(6, level + 1));
    }
  }
}
