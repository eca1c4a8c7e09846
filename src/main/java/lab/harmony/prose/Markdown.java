package lab.harmony.prose;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.LinkResult;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.renderer.html.HtmlRenderer;

/// Turns Markdown (CommonMark with GitHub's tables and strikethrough, and formulas in dollar signs)
/// into HTML, whatever is written there: texts that are very long, very deep, or take very long are
/// refused with the reason.
final class Markdown {
  private static final int LONGEST = 200_000;
  private static final int LONGEST_HTML = 2_000_000;
  private static final int DEEPEST_BLOCKS = 60;
  private static final int DEEPEST = 100;

  private static final List<Extension> EXTENSIONS =
      List.of(TablesExtension.create(), StrikethroughExtension.create());
  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder()
          .extensions(EXTENSIONS)
          .nodeRendererFactory(Formula.Renderer::new)
          .build();

  private Markdown() {}

  /// What a text turned out to be.
  sealed interface Rendering {
    record Html(String html) implements Rendering {}

    /// The text has to be shown as it is written; the reason says why.
    record Refused(String reason) implements Rendering {}
  }

  static Rendering render(String markdown) {
    if (markdown.length() > LONGEST) {
      return new Rendering.Refused(
          "it has %,d characters, and at most %,d are formatted"
              .formatted(markdown.length(), LONGEST));
    }
    try {
      var document = parser(new WorkClock()).parse(markdown);
      if (deeper(document)) {
        return new Rendering.Refused("it is nested more than %d deep".formatted(DEEPEST));
      }
      var html = new Bounded();
      RENDERER.render(document, html);
      return new Rendering.Html(html.text.toString());
    } catch (TooMuch e) {
      return new Rendering.Refused(e.reason);
    } catch (StackOverflowError e) {
      return new Rendering.Refused("it is nested too deep");
    }
  }

  private static Parser parser(WorkClock clock) {
    return Parser.builder()
        .extensions(EXTENSIONS)
        .maxOpenBlockParsers(DEEPEST_BLOCKS)
        .customInlineContentParserFactory(new Watch(clock))
        .customInlineContentParserFactory(new Formula.Factory())
        .linkProcessor((_, _, _) -> {
          clock.look();
          return LinkResult.none();
        })
        .customBlockParserFactory((_, _) -> {
          clock.look();
          return BlockStart.none();
        })
        .build();
  }

  private static boolean deeper(Node document) {
    record Place(Node node, int depth) {}
    var open = new ArrayDeque<Place>();
    open.push(new Place(document, 0));
    while (!open.isEmpty()) {
      var place = open.pop();
      if (place.depth() > DEEPEST) {
        return true;
      }
      for (var child = place.node().getFirstChild(); child != null; child = child.getNext()) {
        open.push(new Place(child, place.depth() + 1));
      }
    }
    return false;
  }

  /// Looks at the clock wherever the parser meets a character whose meaning it has to search for,
  /// and leaves the character to others. Brackets do not come here; links are looked at as they are
  /// made.
  private record Watch(WorkClock clock) implements InlineContentParserFactory, InlineContentParser {
    @Override
    public Set<Character> getTriggerCharacters() {
      return Set.of('<', '[', ']', '!', '`', '&', '$');
    }

    @Override
    public InlineContentParser create() {
      return this;
    }

    @Override
    public ParsedInline tryParse(InlineParserState state) {
      clock.look();
      return ParsedInline.none();
    }
  }

  /// HTML that does not grow beyond all measure.
  private static final class Bounded implements Appendable {
    private final StringBuilder text = new StringBuilder();

    @Override
    public Appendable append(CharSequence more) {
      return append(more, 0, more.length());
    }

    @Override
    public Appendable append(CharSequence more, int start, int end) {
      if (text.length() + end - start > LONGEST_HTML) {
        throw new TooMuch("its HTML would have more than %,d characters".formatted(LONGEST_HTML));
      }
      text.append(more, start, end);
      return this;
    }

    @Override
    public Appendable append(char one) {
      text.append(one);
      return this;
    }
  }

  /// How long the processor has worked on a text.
  private static final class WorkClock {
    private static final long LONGEST_WORK = 500_000_000;
    private static final int LOOKS = 16;

    private final java.lang.management.ThreadMXBean threads =
        java.lang.management.ManagementFactory.getThreadMXBean();
    private final long start = threads.getCurrentThreadCpuTime();
    private int looks;

    void look() {
      if (++looks % LOOKS == 0 && threads.getCurrentThreadCpuTime() - start > LONGEST_WORK) {
        throw new TooMuch("it takes too long to find out what it means");
      }
    }
  }

  private static final class TooMuch extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String reason;

    private TooMuch(String reason) {
      super(reason);
      this.reason = reason;
    }
  }
}
