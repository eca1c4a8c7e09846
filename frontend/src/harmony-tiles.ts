import { html, LitElement, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { styleMap } from 'lit/directives/style-map.js';
import { thumbnail } from './shared/thumbnail';
import { TilesGeometry } from './shared/tiles-geometry';

/** A picture's place, and what it is in words. */
type Tile = [place: number, label: string];

/**
 * Pictures in lines, hundreds of them: each has its place from the beginning, and only those near the window exist.
 *
 * One of them is reached with Tab, the others from it with arrows, Home and End; Enter opens. `tiles-open` tells which.
 * `--tiles-across` says how many stand in a line, `--tiles-gap` how far apart.
 */
class HarmonyTiles extends LitElement {
  static properties = {
    total: { type: Number },
    address: {},
    active: { state: true },
  };

  declare total: number;
  /** Of a picture, with `{place}` where its place goes and `{size}` where the size of a stored thumbnail goes. */
  declare address: string;
  declare active: number;

  private readonly labels = new Map<number, string>();
  private shown = '';
  private frame = 0;
  private focused: Element | null = null;
  private readonly sizes = new ResizeObserver(() => this.requestUpdate());
  /** What is around it may move it without scrolling. */
  private readonly around = new ResizeObserver(() => this.moved());

  constructor() {
    super();
    this.total = 0;
    this.address = '';
    this.active = 0;
  }

  /** Pictures that are there. */
  add(tiles: Tile[]) {
    tiles.forEach(([place, label]) => this.labels.set(place, label));
    this.requestUpdate();
  }

  protected createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.sizes.observe(this);
    for (let one = this.parentElement; one !== null && one !== document.body; one = one.parentElement) {
      this.around.observe(one);
    }
    window.addEventListener('resize', this.moved);
    document.addEventListener('scroll', this.moved, { capture: true, passive: true });
    this.addEventListener('keydown', this.key);
    this.addEventListener('focusout', this.moved);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    cancelAnimationFrame(this.frame);
    this.sizes.disconnect();
    this.around.disconnect();
    window.removeEventListener('resize', this.moved);
    document.removeEventListener('scroll', this.moved, { capture: true });
    this.removeEventListener('keydown', this.key);
    this.removeEventListener('focusout', this.moved);
  }

  /** While it is hidden it keeps its height, so that the page comes back where it was. */
  protected shouldUpdate() {
    return this.clientWidth > 0 || !this.hasUpdated;
  }

  /** A tile that is moved among the others would lose the focus. */
  protected willUpdate() {
    this.focused = this.contains(document.activeElement) ? document.activeElement : null;
  }

  protected updated() {
    if (this.focused?.isConnected && document.activeElement !== this.focused) {
      (this.focused as HTMLElement).focus({ preventScroll: true });
    }
  }

  protected render() {
    const geometry = this.geometry();
    const places = this.near(geometry);
    this.shown = `${places}`;
    this.style.blockSize = `${geometry.height}px`;
    const reached = this.reached();
    return repeat(
      places,
      (place) => place,
      (place) => this.place(geometry, place, reached),
    );
  }

  private place(geometry: TilesGeometry, place: number, reached: number) {
    const label = this.labels.get(place);
    const where = styleMap({
      insetInlineStart: `${geometry.left(place)}px`,
      insetBlockStart: `${geometry.top(place)}px`,
      inlineSize: `${geometry.size}px`,
      blockSize: `${geometry.size}px`,
    });
    return html`<div
      class="tiles__place"
      role=${label === undefined ? 'none' : 'listitem'}
      aria-posinset=${label === undefined ? nothing : place + 1}
      aria-setsize=${label === undefined ? nothing : this.total}
      data-place=${place}
      style=${where}
    >
      ${
        label === undefined
          ? nothing
          : html`<img class="image-tile__image" src=${thumbnail(this.address.replace('{place}', String(place)), geometry.size)} alt="" loading="lazy" decoding="async" />
              <button
                type="button"
                class="image-tile__open"
                aria-label="Open ${label}"
                tabindex=${place === reached ? 0 : -1}
                @click=${() => this.open(place)}
                @focus=${() => (this.active = place)}
              ></button>`
      }
    </div>`;
  }

  /** The one that Tab leads to: where a person was, or the first that is there. */
  private reached() {
    return this.labels.has(this.active) ? this.active : Math.min(...this.labels.keys());
  }

  private open(place: number) {
    this.active = place;
    this.dispatchEvent(new CustomEvent('tiles-open', { detail: { place } }));
  }

  private readonly key = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !(event.target as Element).matches('.image-tile__open')) {
      return;
    }
    const geometry = this.geometry();
    let to = geometry.step(this.active, event.key);
    if (to === undefined) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    // Home and End lead to a place that may be empty; arrows go on over gaps.
    const on = event.key === 'Home' ? 'ArrowRight' : event.key === 'End' ? 'ArrowLeft' : event.key;
    while (to !== undefined && !this.labels.has(to)) {
      to = geometry.step(to, on);
    }
    if (to !== undefined) {
      this.focusOn(to);
    }
  };

  private focusOn(place: number) {
    this.active = place;
    this.requestUpdate();
    void this.updateComplete.then(() => {
      this.querySelector<HTMLElement>(`[data-place="${place}"] button`)?.focus();
    });
  }

  private readonly moved = () => {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => {
      if (`${this.near(this.geometry())}` !== this.shown) {
        this.requestUpdate();
      }
    });
  };

  private near(geometry: TilesGeometry) {
    return geometry.near(this.getBoundingClientRect().top, innerHeight, this.reached());
  }

  private geometry() {
    const style = getComputedStyle(this);
    const across = Number(style.getPropertyValue('--tiles-across')) || 12;
    const gap = Number.parseFloat(style.getPropertyValue('--tiles-gap')) || 0;
    return new TilesGeometry(this.total, across, this.clientWidth, gap);
  }
}

customElements.define('harmony-tiles', HarmonyTiles);
