package lab.harmony.prose;

import java.util.Map;
import java.util.Set;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Node;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Scanner;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;

/// A formula in TeX: `$x$` within a line, `$$x$$` on a line of its own. As in Pandoc no space
/// stands inside the dollar signs of `$x$` and no digit follows, so that "$5 and $6" stays money.
final class Formula extends CustomNode {
  /// The class of the element that holds the TeX of a formula; [#DISPLAY] has a line of its own.
  static final String INLINE = "math";

  static final String DISPLAY = "math math--display";

  private final String tex;
  private final boolean display;

  private Formula(String tex, boolean display) {
    this.tex = tex;
    this.display = display;
  }

  static final class Factory implements InlineContentParserFactory, InlineContentParser {
    @Override
    public Set<Character> getTriggerCharacters() {
      return Set.of('$');
    }

    @Override
    public InlineContentParser create() {
      return this;
    }

    @Override
    public ParsedInline tryParse(InlineParserState state) {
      var scanner = state.scanner();
      scanner.next();
      var display = scanner.next('$');
      var first = scanner.peek();
      if (first == Scanner.END || !display && Character.isWhitespace(first)) {
        return ParsedInline.none();
      }
      var start = scanner.position();
      while (scanner.find('$') >= 0) {
        var end = scanner.position();
        var before = scanner.peekPreviousCodePoint();
        scanner.next();
        if (before == '\\' || display && !scanner.next('$')) {
          continue;
        }
        var tex = scanner.getSource(start, end).getContent();
        var after = scanner.peek();
        if (tex.isBlank()
            || !display
                && (Character.isWhitespace(before) || Character.isDigit(after) || after == '$')) {
          return ParsedInline.none();
        }
        return ParsedInline.of(new Formula(tex.strip(), display), scanner.position());
      }
      return ParsedInline.none();
    }
  }

  /// Writes the TeX; whoever shows the page draws the formula.
  static final class Renderer implements NodeRenderer {
    private final HtmlNodeRendererContext context;

    Renderer(HtmlNodeRendererContext context) {
      this.context = context;
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
      return Set.of(Formula.class);
    }

    @Override
    public void render(Node node) {
      var formula = (Formula) node;
      var html = context.getWriter();
      html.tag("code", Map.of("class", formula.display ? DISPLAY : INLINE));
      html.text(formula.tex);
      html.tag("/code");
    }
  }
}
