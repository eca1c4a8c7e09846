package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// What people with disabilities would stumble over on a page, as axe-core finds it.
public final class Barriers {

  private static final String AXE = script();

  private static final String LOOK =
      """
      async () => {
        const found = await axe.run(
            { exclude: [['vaadin-connection-indicator']] },
            { %s resultTypes: ['violations'] });
        return found.violations.map((rule) => `${rule.id}: ${rule.help} `
            + rule.nodes.slice(0, 3).map((node) => `${node.html} ${node.failureSummary}`).join(', '));
      }
      """;

  private Barriers() {}

  /// Each rule that is violated, with the first places and what to do; empty if there is none.
  ///
  /// The page is looked through in itself; the library for Java reads the script for each look anew
  /// and takes everything along that was found to be right.
  public static List<String> on(Page page) {
    return found(page, "");
  }

  /// The same by those rules alone that look at colours, for a page whose other scheme was looked
  /// at by all of them.
  static List<String> ofColours(Page page) {
    return found(
        page, "runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },");
  }

  private static List<String> found(Page page, String options) {
    assertThat(page.frames()).hasSize(1);
    // Half a megabyte of script is read once in a document, however often it is looked through.
    if (page.evaluate("() => window.axe === undefined").equals(true)) {
      page.evaluate(AXE);
    }
    return ((List<?>) page.evaluate(LOOK.formatted(options)))
        .stream().map(String::valueOf).toList();
  }

  private static String script() {
    try (var file = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
      return new String(
          Objects.requireNonNull(file, "the script of axe-core").readAllBytes(),
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
