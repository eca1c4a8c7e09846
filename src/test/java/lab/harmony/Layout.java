package lab.harmony;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;

/// What a page's layout did and how it stands: what moved by itself, and what is cut.
final class Layout {
  /// Half of what web.dev calls good.
  static final double MOST = 0.05;

  static final String SIDEWAYS = "document.documentElement.scrollWidth - window.innerWidth";

  private static final String WATCH =
      """
      (() => {
        const name = (node) => {
          if (!node) return 'something that is gone';
          const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
          return element ? element.localName + (element.className ? '.' + String(element.className).trim().replace(/\\s+/g, '.') : '') : '?';
        };
        const box = (rect) => [rect.x, rect.y, rect.width, rect.height].map(Math.round).join(' ');
        window.harmonyShifts = [];
        window.harmonyShiftWatch = new PerformanceObserver((list) => window.harmonyKeepShifts(list.getEntries()));
        window.harmonyKeepShifts = (entries) => {
          for (const entry of entries) {
            if (!entry.hadRecentInput) {
              window.harmonyShifts.push({
                value: entry.value,
                what: entry.value.toFixed(4) + ': ' + entry.sources
                    .map((source) => `${name(source.node)} [${box(source.previousRect)}] to [${box(source.currentRect)}]`)
                    .join('; '),
              });
            }
          }
        };
        window.harmonyShiftWatch.observe({ type: 'layout-shift', buffered: true });
      })();
      """;

  /// Resolves when nothing was added, changed or loaded for thirty frames one after the other.
  private static final String REST =
      """
      async () => {
        await document.fonts.ready;
        let quiet = 0;
        const stir = () => (quiet = 0);
        const changes = new MutationObserver(stir);
        changes.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
        const loads = new PerformanceObserver(stir);
        loads.observe({ type: 'resource' });
        while (quiet < 30) {
          await new Promise(requestAnimationFrame);
          quiet++;
        }
        changes.disconnect();
        loads.disconnect();
        window.harmonyKeepShifts?.(window.harmonyShiftWatch.takeRecords());
      }
      """;

  private static final String CUT =
      """
      () => {
        const cut = [];
        const named = (element) => element.closest('[title]:not([title=""])') !== null
            || element.querySelector('[title]:not([title=""])') !== null;
        const tooltips = new Set([...document.querySelectorAll('vaadin-tooltip')].map((tooltip) => tooltip.target).filter(Boolean));
        const told = (element) => {
          for (let at = element; at; at = at.parentElement ?? at.getRootNode().host) {
            if (tooltips.has(at) || (at.getAttribute('title') ?? '') !== '') return true;
          }
          return named(element);
        };
        const visit = (root) => {
          for (const element of root.querySelectorAll('*')) {
            if (element.shadowRoot) visit(element.shadowRoot);
            const style = getComputedStyle(element);
            const box = element.getBoundingClientRect();
            const hidden = box.width < 2 || box.height < 2 || style.visibility === 'hidden' || style.clipPath !== 'none'
                || !element.checkVisibility({ visibilityProperty: true });
            if (hidden || element.closest('vaadin-app-layout[overlay] > [slot=drawer]')) continue;
            const clips = /hidden|clip/.test(style.overflowX);
            const words = (element.localName === 'input' ? element.value || element.placeholder : element.textContent).trim();
            const over = element.scrollWidth - element.clientWidth;
            if (clips && words && over > 1 && !told(element)) {
              cut.push(`${element.localName}.${element.className} "${words.slice(0, 60)}" is ${over} px too wide`);
            }
            if (element.localName === 'input' && /text|search/.test(element.type) && over > 1 && !told(element)) {
              cut.push(`input "${words.slice(0, 60)}" is ${over} px too wide`);
            }
          }
        };
        visit(document);
        return cut;
      }
      """;

  private Layout() {}

  /// Notes from now on what moves in every document of this page.
  static void watch(Page page) {
    page.addInitScript(WATCH);
  }

  /// Waits until the page has come to rest.
  static void rest(Page page) {
    page.evaluate(REST);
  }

  /// What moved without anybody's doing in this document since it was opened or since it was
  /// forgotten, and by how much of the window.
  static Shifts shifts(Page page) {
    var total = 0.0;
    var what = new ArrayList<String>();
    for (var shift : (List<?>) page.evaluate("() => window.harmonyShifts")) {
      var fields = (Map<?, ?>) shift;
      total += ((Number) fields.get("value")).doubleValue();
      what.add(String.valueOf(fields.get("what")));
    }
    return new Shifts(total, what);
  }

  static void forget(Page page) {
    page.evaluate("() => { window.harmonyShifts = []; }");
  }

  /// The texts that do not fit where they stand and are not told in whole by a title or a tooltip.
  static List<String> cutTexts(Page page) {
    return ((List<?>) page.evaluate(CUT)).stream().map(String::valueOf).toList();
  }

  /// @param total as the metric Cumulative Layout Shift counts it, all of it in one
  record Shifts(double total, List<String> what) {}

  /// Places are reserved for what comes later, and every text has the room it needs or is told in
  /// whole on asking.
  static void check(Page page) {
    rest(page);
    var shifts = shifts(page);
    SoftAssertions.assertSoftly(all -> {
      all.assertThat(shifts.total()).as("layout shift: %s", shifts.what()).isLessThan(MOST);
      all.assertThat(cutTexts(page)).as("texts that are cut").isEmpty();
    });
  }
}
