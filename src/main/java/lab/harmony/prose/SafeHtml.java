package lab.harmony.prose;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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

  /// What browsers leave out of addresses, and the cleaner too.
  private static final Pattern CONTROLS = Pattern.compile("[\\x00-\\x1f\\x7f]");

  private static final int LONGEST_HTML = 4_000_000;
  private static final int LONGEST_PLAIN = 20_000;

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
          .addAttributes("a", "rel")
          .addAttributes("code", "class");

  /// One heading of the page is its title; headings of the notebook stand below it.
  private static final Set<String> HEADINGS = Set.of("h1", "h2", "h3", "h4", "h5", "h6");

  /// What stands in a text for what the lab puts there itself, until the rest is harmless. No text
  /// can hold it, since it is another one for each.
  ///
  /// @param scheme of the addresses of pictures that were found and of cited numbers
  /// @param found the addresses of the pictures by their numbers
  private record Signs(String scheme, Map<String, String> found) {

    static Signs anew() {
      return new Signs("lab-" + UUID.randomUUID(), new HashMap<>());
    }

    String picture(String address) {
      var number = String.valueOf(found.size());
      found.put(number, address);
      return sign(number);
    }

    String sign(String what) {
      return scheme + ":" + what;
    }

    /// What such an address stands for; empty for others.
    Optional<String> read(String address) {
      return address.startsWith(scheme + ":")
          ? Optional.of(address.substring(scheme.length() + 1))
          : Optional.empty();
    }

    Optional<String> foundAt(String address) {
      return read(address).flatMap(number -> Optional.ofNullable(found.get(number)));
    }

    Safelist allowed() {
      return new Safelist(SAFELIST)
          .addProtocols("img", "src", scheme)
          .addProtocols("a", "href", scheme);
    }
  }

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
    dirty.select("a[href]").forEach(link -> straighten(link, "href"));
    dirty.select("img[src]").forEach(image -> straighten(image, "src"));
    var signs = Signs.anew();
    dirty.select("img[src]").forEach(image -> find(image, pictures, signs));
    dirty.select("a[href]").forEach(link -> cite(link, citing, signs));
    var body = new Cleaner(signs.allowed()).clean(dirty).body();
    body.select("img").forEach(image -> show(image, signs));
    body.select("code[class]").forEach(SafeHtml::onlyFormulas);
    body.select("a[href]").forEach(link -> link(link, signs));
    body.select("h1, h2, h3, h4, h5, h6").forEach(SafeHtml::lower);
    ScrolledTables.wrap(body);
    TurnedText.isolate(body);
    var holder = new Document("").createElement("div");
    body.childNodesCopy().forEach(holder::appendChild);
    return holder;
  }

  /// An address as whoever follows it reads it.
  private static void straighten(Element element, String attribute) {
    element.attr(attribute, CONTROLS.matcher(element.attr(attribute)).replaceAll("").strip());
  }

  /// Puts a sign in the place of a picture that is found.
  private static void find(Element image, PictureFinder pictures, Signs signs) {
    var source = image.attr("src");
    if (!source.startsWith("data:")) {
      pictures.find(source).ifPresent(address -> image.attr("src", signs.picture(address)));
    }
  }

  /// Marks the link of a cited number, or leaves its text alone where that is not shown.
  private static void cite(Element link, boolean citing, Signs signs) {
    var address = link.attr("href");
    if (CitedAddress.read(address).isPresent()) {
      if (citing) {
        link.attr("href", signs.sign(address));
      } else {
        link.unwrap();
      }
    }
  }

  private static void link(Element link, Signs signs) {
    var cited = signs.read(link.attr("href"));
    if (cited.filter(address -> CitedAddress.read(address).isPresent()).isPresent()) {
      link.attr("href", cited.get()).addClass("cited");
    } else if (cited.isPresent()) {
      link.removeAttr("href");
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
  private static void show(Element image, Signs signs) {
    var found = signs.foundAt(image.attr("src"));
    if (found.isPresent()) {
      image.attr("src", found.get());
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
