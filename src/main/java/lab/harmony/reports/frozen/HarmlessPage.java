package lab.harmony.reports.frozen;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// A page that is about to be opened from this machine's disk, where it could read other files:
/// what reports are made of stays in it, all else goes. A report may have come with the repository,
/// from anybody.
final class HarmlessPage {

  private static final Set<String> ELEMENTS =
      Set.of(
          ("html head title style meta body main article section header footer nav aside div p span"
                  + " h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption thead tbody tfoot tr th td"
                  + " colgroup col figure figcaption picture source img a b strong i em u s del ins"
                  + " mark small sub sup code pre kbd samp var q blockquote br hr wbr abbr cite dfn"
                  + " time details summary math semantics annotation mrow mi mo mn ms mtext mspace"
                  + " msup msub msubsup mfrac msqrt mroot munder mover munderover mtable mtr mtd"
                  + " mstyle mpadded mphantom menclose merror mmultiscripts mprescripts none")
              .split(" "));

  private static final Set<String> META =
      Set.of("viewport", "referrer", "robots", "color-scheme", "author", "description");

  private static final Set<String> PICTURES = Set.of("src", "srcset");

  /// Attributes that hold an address in some element, or a style.
  private static final Set<String> ADDRESSES =
      Set.of(
          "action",
          "formaction",
          "background",
          "cite",
          "codebase",
          "data",
          "dynsrc",
          "longdesc",
          "lowsrc",
          "manifest",
          "ping",
          "poster",
          "profile",
          "srcdoc",
          "style",
          "usemap",
          "xlink:href");

  private static final Pattern PICTURE =
      Pattern.compile("data:image/(svg\\+xml|png|jpeg|gif|webp)[;,].*", Pattern.DOTALL);

  private static final Pattern LINK =
      Pattern.compile("(?i)(#|https?://|mailto:).*", Pattern.DOTALL);

  private HarmlessPage() {}

  /// Takes out of a page what reports do not have, and puts the rule about what it may do first in
  /// its head, beside those that it brings.
  static void make(Document page) {
    for (var element : page.select("*")) {
      if (element != page && !isAllowed(element)) {
        element.remove();
      }
    }
    for (var element : page.select("*")) {
      for (var attribute : new ArrayList<>(element.attributes().asList())) {
        if (!isAllowed(element, attribute)) {
          element.removeAttr(attribute.getKey());
        }
      }
    }
    var styles =
        page.select("style").stream()
            .map(style -> " 'sha256-%s'".formatted(digest(style.data())))
            .collect(Collectors.joining());
    page.head()
        .prependElement("meta")
        .attr("http-equiv", "Content-Security-Policy")
        .attr(
            "content",
            "default-src 'none'; img-src data:; style-src%s; base-uri 'none'; form-action 'none'"
                .formatted(styles.isEmpty() ? " 'none'" : styles));
  }

  private static boolean isAllowed(Element element) {
    if (!ELEMENTS.contains(element.normalName())) {
      return false;
    }
    return !element.normalName().equals("meta")
        || element.hasAttr("charset")
        || (element.hasAttr("http-equiv")
            ? element.attr("http-equiv").equalsIgnoreCase("Content-Security-Policy")
            : META.contains(element.attr("name").toLowerCase(Locale.ROOT)));
  }

  private static boolean isAllowed(Element element, Attribute attribute) {
    var name = attribute.getKey().toLowerCase(Locale.ROOT);
    var value = attribute.getValue().strip();
    if (name.startsWith("on") || ADDRESSES.contains(name)) {
      return false;
    }
    if (name.equals("http-equiv")) {
      return value.equalsIgnoreCase("Content-Security-Policy");
    }
    if (PICTURES.contains(name)) {
      return PICTURE.matcher(value).matches();
    }
    return !name.equals("href")
        || (element.normalName().equals("a") && LINK.matcher(value).matches());
  }

  /// As a rule about styles names one.
  static String digest(String style) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
