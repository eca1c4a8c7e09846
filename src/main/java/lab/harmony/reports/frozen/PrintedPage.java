package lab.harmony.reports.frozen;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Entities;

/// A page as it goes on paper: numbered sheets with its title below, and at the end the words about
/// who printed it. All else that reports are made of is as in the page; what else stands in it
/// goes.
public final class PrintedPage {

  private static final String STYLE =
      """
      @page {
        size: A4 %s;
        margin: 16mm 16mm 20mm;
        @bottom-left { content: "%s"; font: 8pt system-ui, 'Liberation Sans', sans-serif; color: #5c6370; }
        @bottom-right { content: counter(page) " / " counter(pages); font: 8pt system-ui, 'Liberation Sans', sans-serif; color: #5c6370; }
      }
      """;

  private PrintedPage() {}

  /// How the sheets lie.
  public enum Sheets {
    PORTRAIT,
    LANDSCAPE
  }

  /// @param footer below every sheet, beside its number
  /// @param words stand at the end
  public static String html(String page, String footer, String words, Sheets sheets) {
    var document = Jsoup.parse(page);
    document
        .outputSettings()
        .prettyPrint(false)
        .charset(StandardCharsets.UTF_8)
        .escapeMode(Entities.EscapeMode.base);
    var style =
        STYLE.formatted(
            sheets == Sheets.LANDSCAPE ? "landscape" : "portrait", cssText(shortened(footer)));
    document.head().appendElement("style").appendChild(new DataNode(style));
    for (var policy : document.select("meta[http-equiv=Content-Security-Policy]")) {
      policy.attr(
          "content",
          policy
              .attr("content")
              .replace(
                  "style-src ", "style-src 'sha256-%s' ".formatted(HarmlessPage.digest(style))));
    }
    HarmlessPage.make(document);
    PairTable.print(document);
    var end = document.selectFirst("main");
    (end == null ? document.body() : end).appendElement("p").addClass("meta").text(words);
    return "<!doctype html>\n" + document.expectFirst("html").outerHtml() + "\n";
  }

  private static String shortened(String text) {
    return text.length() <= 80 ? text : text.substring(0, 79).stripTrailing() + "…";
  }

  /// Text within quotation marks of a style; no letter of it means anything there.
  private static String cssText(String text) {
    return text.codePoints()
        .mapToObj(letter ->
            Character.isLetterOrDigit(letter) && letter < 128
                ? Character.toString(letter)
                : "\\%06x".formatted(letter))
        .collect(Collectors.joining());
  }
}
