package lab.harmony.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;

/// HTML from notebooks, made harmless: no script, no style, no form, and nothing that is fetched
/// from elsewhere.
public final class SafeHtml {

  private static final Pattern PICTURE =
      Pattern.compile("data:image/(?:png|jpeg|webp|gif);base64,[A-Za-z0-9+/=\\s]+");

  /// Stands for a picture that a finder found, until the rest is harmless.
  private static final String FOUND = "lab-picture:";

  /// Stands before the address of a cited number, until the rest is harmless.
  private static final String CITED = "lab-cited:";

  private static final int LONGEST_HTML = 4_000_000;
  private static final int LONGEST_PLAIN = 20_000;

  private static final Safelist SAFELIST =
      Safelist.relaxed()
          .removeProtocols("img", "src", "http", "https")
          .addProtocols("img", "src", "data", FOUND.substring(0, FOUND.length() - 1))
          .removeProtocols("a", "href", "ftp")
          .addProtocols("a", "href", CITED.substring(0, CITED.length() - 1))
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
          .addAttributes("a", "rel")
          .addAttributes("code", "class");

  /// One heading of the page is its title; headings of the notebook stand below it.
  private static final Set<String> HEADINGS = Set.of("h1", "h2", "h3", "h4", "h5", "h6");

  private SafeHtml() {}

  public static Element ofMarkdown(String markdown) {
    return ofMarkdown(markdown, PictureFinder.NONE);
  }

  /// Markdown as HTML in a `div`; one that cannot be formatted stands there as it is written, below
  /// the reason. Formulas are `code` elements of the class `math` with their TeX.
  public static Element ofMarkdown(String markdown, PictureFinder pictures) {
    return ofMarkdown(markdown, pictures, false);
  }

  /// The same for the page of a notebook: numbers that are bound to results are links of the class
  /// `cited`, whose address is a [CitedAddress]. Elsewhere they are plain text.
  public static Element ofNotebook(String markdown, PictureFinder pictures) {
    return ofMarkdown(markdown, pictures, true);
  }

  private static Element ofMarkdown(String markdown, PictureFinder pictures, boolean citing) {
    return switch (Markdown.render(markdown)) {
      case Markdown.Rendering.Html(var html) -> of(html, pictures, citing);
      case Markdown.Rendering.Refused(var reason) ->
          plain("This text is shown as it is written: " + reason + ".", markdown);
    };
  }

  /// A text as it is written, its beginning when it is long, below a sentence.
  private static Element plain(String sentence, String text) {
    var holder = new Document("").createElement("div");
    holder.appendElement("p").appendElement("em").text(sentence);
    holder
        .appendElement("pre")
        .text(text.length() <= LONGEST_PLAIN ? text : text.substring(0, LONGEST_PLAIN) + " …");
    return holder;
  }

  /// The harmless part of some HTML, in a `div`.
  public static Element of(String html) {
    return of(html, PictureFinder.NONE, false);
  }

  private static Element of(String html, PictureFinder pictures, boolean citing) {
    if (html.length() > LONGEST_HTML) {
      return plain(
          "This HTML is shown as it is written: it has %,d characters, and at most %,d are formatted."
              .formatted(html.length(), LONGEST_HTML),
          html);
    }
    var dirty = Jsoup.parseBodyFragment(html);
    var found = found(dirty, pictures);
    dirty.select("a[href]").forEach(link -> cite(link, citing));
    var body = new Cleaner(SAFELIST).clean(dirty).body();
    body.select("img").forEach(image -> show(image, found));
    body.select("code[class]").forEach(SafeHtml::onlyFormulas);
    body.select("a[href]").forEach(SafeHtml::link);
    body.select("h1, h2, h3, h4, h5, h6").forEach(SafeHtml::lower);
    ScrolledTables.wrap(body);
    var holder = new Document("").createElement("div");
    body.childNodesCopy().forEach(holder::appendChild);
    return holder;
  }

  /// Puts a sign in the place of every picture that is found.
  private static List<String> found(Document dirty, PictureFinder pictures) {
    var found = new ArrayList<String>();
    for (var image : dirty.select("img")) {
      var source = image.attr("src");
      if (source.startsWith(FOUND)) {
        image.removeAttr("src");
      } else if (!source.startsWith("data:")) {
        pictures
            .find(source)
            .ifPresent(address -> {
              image.attr("src", FOUND + found.size());
              found.add(address);
            });
      }
    }
    return found;
  }

  /// Marks the link of a cited number, or leaves its text alone where that is not shown.
  private static void cite(Element link, boolean citing) {
    var address = link.attr("href");
    if (address.startsWith(CITED)) {
      link.removeAttr("href");
    } else if (CitedAddress.read(address).isPresent()) {
      if (citing) {
        link.attr("href", CITED + address);
      } else {
        link.unwrap();
      }
    }
  }

  private static void link(Element link) {
    var address = link.attr("href");
    if (address.startsWith(CITED)) {
      link.attr("href", address.substring(CITED.length())).addClass("cited");
    } else {
      link.attr("rel", "noopener noreferrer");
    }
  }

  private static void onlyFormulas(Element code) {
    if (!Set.of(Formula.INLINE, Formula.DISPLAY).contains(code.className())) {
      code.removeAttr("class");
    }
  }

  /// A picture that is not part of the page would have to be fetched: its description stands in its
  /// place.
  private static void show(Element image, List<String> found) {
    if (image.attr("src").startsWith(FOUND)) {
      image.attr("src", found.get(Integer.parseInt(image.attr("src").substring(FOUND.length()))));
      image.attr("alt", image.attr("alt")).attr("loading", "lazy");
    } else if (PICTURE.matcher(image.attr("src")).matches()) {
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
