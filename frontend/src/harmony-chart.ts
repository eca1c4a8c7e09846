import { LitElement } from 'lit';
import { chartTheme } from './shared/chart-theme';
import { putRows } from './shared/figure-rows';
import { closedLoader } from './shared/closed-loader';
import { nothing } from './shared/emptiness.js';
import { merged } from './shared/merged';
import { save } from './shared/save';
import { CalmQueue } from './shared/when-calm';

interface View {
  finalize(): void;
  resize(): View;
  width(width: number): View;
  runAsync(): Promise<unknown>;
  addEventListener(name: string, handler: (event: unknown, item: { datum?: { label?: unknown; faces?: unknown } } | undefined) => void): View;
  toSVG(): Promise<string>;
  toCanvas(scale: number): Promise<HTMLCanvasElement>;
}

/** A figure is one picture with its words; nobody hears of a mark of it, and words for each of them would take as long as drawing it. */
const onePicture = { aria: false };

/** What a figure may do, whoever wrote it. */
const closed = { actions: false, ast: true, defaultStyle: false, loader: closedLoader, mode: 'vega-lite', renderer: 'svg' };

interface Specification {
  width?: unknown;
  config?: object;
  data?: { values?: unknown[] };
  [key: string]: unknown;
}

/** Below this its words could not be read any more. */
const smallestScale = 0.7;

/** Charts that nobody looks at yet; they are drawn one by one once the page has long had nothing else to do. */
const waiting = new CalmQueue<HarmonyChart>((chart) => chart.drawNow(), 1000, 3000);

/**
 * Draws the Vega-Lite `specification` in the colours of the page; the library is loaded when the first chart is shown.
 *
 * A specification may be a stranger's. How it is embedded is said here alone (its `usermeta` counts for nothing), its expressions are
 * interpreted instead of compiled to functions, and it reaches nothing but what it carries. One that cannot be drawn says why.
 *
 * One that would show nothing says why in its place. A click on a mark that counts faces is told as `chart-mark` with its label.
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
  private drawn: { figure: Specification; take: (from: number, rows: object[], figure: Specification) => boolean } | undefined;
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
    waiting.delete(this);
    this.view?.finalize();
    this.view = undefined;
    this.drawn = undefined;
  }

  /** Rows in the place of all from one on. A figure that is drawn takes them in, without being drawn anew. */
  putRows(from: number, rows: object[]) {
    const before = this.specification;
    if (before) {
      this.specification = { ...before, data: { values: [...(before.data?.values ?? []).slice(0, from), ...rows] } };
      if (this.drawn?.figure === before && this.drawn.take(from, rows, this.specification)) {
        this.drawn.figure = this.specification;
      }
    }
  }

  protected updated() {
    this.setAttribute('role', 'img');
    this.setAttribute('aria-label', this.alternative ?? 'Chart');
    if (this.specification !== this.drawn?.figure) {
      this.draw();
    }
  }

  /** When it comes near the window, else when there is time; asking the page where it stands would lay the page out for it alone. */
  private draw() {
    this.coming.disconnect();
    this.coming.observe(this);
    waiting.add(this);
  }

  async drawNow() {
    this.coming.disconnect();
    waiting.delete(this);
    if (!this.specification || !this.isConnected) {
      return;
    }
    if (!this.checkVisibility()) {
      this.coming.observe(this); // it stands on a screen that is not seen now
      return;
    }
    const turn = ++this.drawing;
    const { default: embed, vega } = await import('vega-embed');
    if (turn !== this.drawing || !this.isConnected) {
      return;
    }
    const colours = chartTheme(this);
    const drawn = this.specification;
    const { config, background: _ground, usermeta: _, ...figure } = drawn; // the ground is the page's
    this.drawn = undefined;
    const space = document.createElement('div');
    space.className = 'harmony-chart__space';
    space.ariaHidden = 'true';
    this.replaceChildren(space);
    this.drawnWidth = this.clientWidth;
    try {
      const { view } = await embed(space, { ...figure, config: merged(config ?? {}, { ...colours, ...onePicture }) } as never, { ...closed, tooltip: { theme: 'custom' } } as never);
      this.view?.finalize();
      this.view = view as unknown as View;
      const reason = nothing(figure, view);
      if (reason === undefined) {
        this.drawn = { figure: drawn, take: (from, rows, next) => putRows(view, vega.changeset, from, rows, next) };
        this.shrink();
        this.view.addEventListener('click', (_event, item) => this.chosen(item?.datum));
      } else {
        this.say(titleOf(figure), reason);
      }
    } catch (problem) {
      this.say('This figure cannot be drawn', problem instanceof Error ? problem.message : String(problem));
    }
    this.reach();
    this.dispatchEvent(new CustomEvent('chart-drawn', { bubbles: true }));
    if (this.specification !== drawn) {
      this.draw(); // it became another while it was drawn
    }
  }

  /** What stands in the place of a figure that there is none of. */
  private say(title: string, reason: string) {
    const words = document.createElement('div');
    words.className = 'harmony-chart__problem';
    const heading = document.createElement('strong');
    heading.textContent = title;
    const text = document.createElement('p');
    text.textContent = reason;
    words.append(heading, text);
    this.removeAttribute('role');
    this.removeAttribute('aria-label');
    this.replaceChildren(words);
  }

  private chosen(row: { label?: unknown; faces?: unknown } | undefined) {
    if (typeof row?.label === 'string' && Array.isArray(row.faces) && row.faces.length > 0) {
      this.dispatchEvent(new CustomEvent('chart-mark', { detail: { label: row.label } }));
    }
  }

  /** Saves the figure as `png` (two pixels for one) or `svg`, on white ground in its own light colours. */
  async save(kind: 'png' | 'svg', name: string) {
    if (!this.specification) {
      return;
    }
    const { default: embed } = await import('vega-embed');
    const { usermeta: _, ...figure } = this.specification;
    const space = document.createElement('div');
    const width = figure.width === 'container' ? { width: Math.max(320, this.clientWidth - 80) } : {};
    const { view } = await embed(space, { background: '#ffffff', ...figure, ...width } as never, { ...closed, tooltip: false } as never);
    const drawing = view as unknown as View;
    try {
      if (kind === 'svg') {
        save(name, new Blob([await drawing.toSVG()], { type: 'image/svg+xml' }));
      } else {
        const canvas = await drawing.toCanvas(2);
        const content = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
        if (content) {
          save(name, content);
        }
      }
    } finally {
      drawing.finalize();
    }
  }

  /** A figure as wide as its container follows it; others get smaller as far as their words stay readable, and then scroll. */
  private fit() {
    if (this.view && this.clientWidth > 0 && this.specification?.width === 'container' && Math.abs(this.clientWidth - this.drawnWidth) > 1) {
      this.draw();
    }
    this.shrink();
    this.reach();
  }

  private shrink() {
    const drawing = this.querySelector('svg');
    const width = Number(drawing?.getAttribute('width') ?? 0);
    if (drawing && width > 0 && this.clientWidth > 0) {
      drawing.style.inlineSize = `${width * Math.max(smallestScale, Math.min(1, this.clientWidth / width))}px`;
      drawing.style.blockSize = 'auto';
    }
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

function titleOf(figure: Specification) {
  const title = figure.title as { text?: unknown } | string | undefined;
  const text = typeof title === 'object' ? title?.text : title;
  return typeof text === 'string' ? `${text}: nothing to show` : 'Nothing to show';
}

customElements.define('harmony-chart', HarmonyChart);
