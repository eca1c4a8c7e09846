package lab.harmony.prose;

import java.time.Duration;
import lab.harmony.scripts.ScriptLibrary;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.springframework.stereotype.Service;

/// Draws formulas where no script may run: as MathML, which browsers show by themselves.
@Service
public final class Formulas implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final String PROBLEM = "!";

  private final ScriptLibrary katex =
      new ScriptLibrary(Formulas.class, "/lab/harmony/prose/katex-server.js", LONGEST);

  /// Puts MathML in the place of every formula below an element; one that cannot be drawn keeps its
  /// TeX, with what is wrong with it behind.
  public void drawIn(Element root) {
    for (var code : root.select("code.math")) {
      var drawn = mathml(code.text(), code.hasClass("math--display"));
      if (drawn.startsWith(PROBLEM)) {
        code.after(
            new Element("em")
                .addClass("failed")
                .text(" This formula cannot be drawn: " + drawn.substring(PROBLEM.length())));
      } else {
        code.replaceWith(math(drawn));
      }
    }
  }

  private String mathml(String tex, boolean display) {
    try {
      return katex.call("harmonyKatex.mathml", tex, display);
    } catch (IllegalArgumentException problem) {
      return PROBLEM + problem.getMessage();
    }
  }

  /// The formula alone, without what KaTeX's own style would be needed for.
  private static Element math(String html) {
    var page = new Document("");
    Parser.htmlParser()
        .parseFragmentInput(html, page.appendElement("body"), "")
        .forEach(page.body()::appendChild);
    var math = page.expectFirst("math");
    math.select("[style]").removeAttr("style");
    return math;
  }

  @Override
  public void close() {
    katex.close();
  }
}
