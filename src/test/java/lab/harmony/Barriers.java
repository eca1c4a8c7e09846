package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.function.UnaryOperator;

/// What people with disabilities would stumble over on a page, as axe-core finds it.
public final class Barriers {

  private Barriers() {}

  /// Each rule that is violated, with the first places and what to do; empty if there is none.
  ///
  /// The page is looked through in itself; axe's other way opens a second one to add up what
  /// several frames gave.
  public static List<String> on(Page page) {
    return found(page, axe -> axe);
  }

  /// The same by those rules alone that look at colours, for a page whose other scheme was looked
  /// at by all of them.
  static List<String> ofColours(Page page) {
    return found(page, axe -> axe.withRules(List.of("color-contrast", "link-in-text-block")));
  }

  private static List<String> found(Page page, UnaryOperator<AxeBuilder> rules) {
    assertThat(page.frames()).hasSize(1);
    var options = new AxeRunOptions();
    options.setResultTypes(List.of("violations"));
    var axe =
        new AxeBuilder(page)
            .setLegacyMode(true)
            .options(options)
            .exclude("vaadin-connection-indicator");
    return rules.apply(axe).analyze().getViolations().stream()
        .map(rule ->
            "%s: %s %s"
                .formatted(
                    rule.getId(),
                    rule.getHelp(),
                    rule.getNodes().stream()
                        .limit(3)
                        .map(it -> it.getHtml() + " " + it.getFailureSummary())
                        .toList()))
        .toList();
  }
}
