import { LitElement } from 'lit';
import { chartTheme } from './shared/chart-theme';
import { closedLoader } from './shared/closed-loader';

interface View {
  finalize(): void;
  resize(): View;
  width(width: number): View;
  runAsync(): Promise<unknown>;
}

interface Specification {
  width?: unknown;
  config?: object;
  [key: string]: unknown;
}

/** Charts that nobody looks at yet; they are drawn one by one while the page has nothing else to do. */
const waiting: HarmonyChart[] = [];

function later(work: () => void) {
  if ('requestIdleCallback' in window) {
    requestIdleCallback(work, { timeout: 3000 });
  } else {
    setTimeout(work, 200);
  }
}

function drawNext() {
  const next = waiting.shift();
  if (next) {
    void next.drawNow().finally(() => later(drawNext));
  }
}

/**
 * Draws the Vega-Lite `specification` in the colours of the page; the library is loaded when the first chart is shown.
 *
 * A specification may be a stranger's. How it is embedded is said here alone (its `usermeta` counts for nothing), its expressions are
 * interpreted instead of compiled to functions, and it reaches nothing but what it carries. One that cannot be drawn says why.
 *
 * `alternative` is the same in words.
 */
class HarmonyChart extends LitElement {
  static properties = { specification: { attribute: false }, alternative: {} };

  declare specification: Specification | undefined;
  declare alternative: string | undefined;

  private readonly dark = matchMedia('(prefers-color-scheme: dark)');
  private readonly redraw = () => this.draw();
  private readonly sizes = new ResizeObserver(() => this.fit());
  private readonly coming = new IntersectionObserver(
    (entries) => {
      if (entries.some((entry) => entry.isIntersecting)) {
        void this.drawNow();
      }
    },
    { rootMargin: '50% 0px' },
  );
  private view: View | undefined;
  private drawing = 0;
  private drawnWidth = 0;

  protected createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.dark.addEventListener('change', this.redraw);
    document.addEventListener('harmony-scheme', this.redraw);
    this.sizes.observe(this);
    if (this.hasUpdated) {
      this.draw();
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.dark.removeEventListener('change', this.redraw);
    document.removeEventListener('harmony-scheme', this.redraw);
    this.sizes.disconnect();
    this.coming.disconnect();
    this.view?.finalize();
    this.view = undefined;
  }

  protected updated() {
    this.setAttribute('role', 'img');
    this.setAttribute('aria-label', this.alternative ?? 'Chart');
    this.draw();
  }

  /** At once where it can be seen, else when there is time. */
  private draw() {
    const box = this.getBoundingClientRect();
    if (box.top < 1.5 * innerHeight && box.bottom > -0.5 * innerHeight) {
      void this.drawNow();
    } else if (!waiting.includes(this)) {
      waiting.push(this);
      this.coming.observe(this);
      if (waiting.length === 1) {
        later(drawNext);
      }
    }
  }

  async drawNow() {
    this.coming.disconnect();
    if (waiting.includes(this)) {
      waiting.splice(waiting.indexOf(this), 1);
    }
    if (!this.specification || !this.isConnected) {
      return;
    }
    const turn = ++this.drawing;
    const { default: embed } = await import('vega-embed');
    if (turn !== this.drawing || !this.isConnected) {
      return;
    }
    const colours = chartTheme(this);
    const { config, usermeta: _, ...figure } = this.specification;
    const space = document.createElement('div');
    space.className = 'harmony-chart__space';
    space.ariaHidden = 'true';
    this.replaceChildren(space);
    this.drawnWidth = this.clientWidth;
    try {
      const { view } = await embed(
        space,
        { ...figure, config: merged(config ?? {}, colours) } as never,
        {
          actions: false,
          ast: true,
          defaultStyle: false,
          loader: closedLoader as never,
          mode: 'vega-lite',
          renderer: 'svg',
          tooltip: { theme: 'custom' },
        },
      );
      this.view?.finalize();
      this.view = view as unknown as View;
    } catch (problem) {
      const reason = document.createElement('p');
      reason.className = 'harmony-chart__problem';
      reason.textContent = `This figure cannot be drawn: ${problem instanceof Error ? problem.message : String(problem)}`;
      this.removeAttribute('role');
      this.removeAttribute('aria-label');
      this.replaceChildren(reason);
    }
    this.reach();
    this.dispatchEvent(new CustomEvent('chart-drawn', { bubbles: true }));
  }

  /** A figure as wide as its container follows it; others keep their width and scroll. */
  private fit() {
    if (this.view && this.specification?.width === 'container' && Math.abs(this.clientWidth - this.drawnWidth) > 1) {
      this.draw();
    }
    this.reach();
  }

  /** What scrolls sideways can be scrolled with the keyboard too. */
  private reach() {
    if (this.scrollWidth > this.clientWidth) {
      this.tabIndex = 0;
    } else {
      this.removeAttribute('tabindex');
    }
  }
}

function merged(below: object, above: object): object {
  const result: Record<string, unknown> = { ...below };
  for (const [name, value] of Object.entries(above)) {
    const old = result[name];
    result[name] = isPlain(old) && isPlain(value) ? merged(old, value) : value;
  }
  return result;
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

customElements.define('harmony-chart', HarmonyChart);
