package lab.harmony.prose;

import java.util.ArrayList;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/// Text that turns the direction in which it is read, by characters that nobody sees: it does so
/// within itself alone, and turns neither a link, a name nor a number that stands beside it.
final class TurnedText {

  /// Embeddings, overrides and isolates (Unicode, UAX 9).
  private static final Pattern TURNS = Pattern.compile("[\\u202A-\\u202E\\u2066-\\u2069]");

  private TurnedText() {}

  static void isolate(Element html) {
    var turned = new ArrayList<TextNode>();
    html.traverse((Node node, int _) -> {
      if (node instanceof TextNode text && TURNS.matcher(text.getWholeText()).find()) {
        turned.add(text);
      }
    });
    turned.stream().filter(text -> !isFormula(text)).forEach(text -> text.wrap("<bdi></bdi>"));
  }

  private static boolean isFormula(TextNode text) {
    return text.parent() instanceof Element parent && parent.hasClass(Formula.INLINE);
  }
}
