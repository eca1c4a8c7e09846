import { html, LitElement, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { styleMap } from 'lit/directives/style-map.js';
import './harmony-compare';
import './harmony-lightbox';
import { differences, type Differences, told } from './shared/differences';
import { fitted, Geometry, labelWidth, type Seen } from './shared/grid-geometry';
import { type Behind, axisText, head, layerBeside, mark, toolbar } from './shared/grid-parts';
import { arrows, Places, verdictText } from './shared/pictures';
import { received, type SentGrid } from './shared/sent-pictures';
import { thumbnail } from './shared/thumbnail';
import { step, tileSize } from './shared/zoom';

/** The room for the names of a row's lines beside its rates. */
const besideRates = 84;
/** Where there is no such room, the rates stand above their row. */
const ratesAbove = 52;

/**
 * Pictures in rows and columns, thousands of them: only those in view exist, their labels stay at the edge.
 *
 * Arrows move, Enter opens large, `c` marks two to compare, `+` and `-` (or Ctrl and the wheel) zoom, `[` and `]` step
 * along an axis of which one value is shown at a time, a digit chooses that axis. Where a column is split, the
 * pairs that differ can be shown alone. `grid-open`, `grid-compare`, `grid-step` and `grid-differences` tell the server.
 */
class HarmonyImageGrid extends LitElement {
  static properties = {
    data: { attribute: false },
    size: { type: Number },
    label: {},
    onlyDifferences: { attribute: false },
    opensRates: { attribute: false },
    talked: { attribute: false },
    active: { state: true },
    marked: { state: true },
    hovered: { state: true },
    across: { state: true },
  };

  declare data: SentGrid | undefined;
  declare size: number;
  declare label: string | undefined;
  declare onlyDifferences: boolean;
  /** Whether the rates at the border open the faces behind them. */
  declare opensRates: boolean | undefined;
  /** About which pictures something is said. */
  declare talked: number[] | undefined;
  declare active: number;
  declare marked: number | undefined;
  declare hovered: number | undefined;
  declare across: number | undefined;

  private places: Places | undefined;
  private pairs: Differences | undefined;
  private fitting = false;
  private laid: { places: Places; key: string; geometry: Geometry } | undefined;
  private frame = 0;
  private readonly sizes = new ResizeObserver(() => this.later());

  constructor() {
    super();
    this.size = 96;
    this.active = 0;
    this.onlyDifferences = false;
  }

  protected createRenderRoot() {
    return this;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.sizes.disconnect();
  }

  protected willUpdate(changed: Map<string, unknown>) {
    if (!this.data || !(changed.has('data') || changed.has('onlyDifferences'))) {
      return;
    }
    const grid = this.places && !changed.has('data') ? this.places.grid : received(this.data);
    this.pairs = differences(grid);
    this.places = new Places(grid, this.onlyDifferences && this.pairs.pairs > 0 ? this.pairs.differing : undefined);
    if (!this.places.shows(this.active)) {
      this.active = Number.isFinite(this.places.first) ? this.places.first : 0;
    }
    this.fitted();
  }

  protected updated(changed: Map<string, unknown>) {
    const scroller = this.scroller;
    if (scroller && changed.has('data')) {
      this.sizes.observe(scroller);
      if (scroller.clientHeight === 0 || changed.get('data') === undefined) {
        this.later();
      }
    }
  }

  protected render() {
    const places = this.places;
    if (!places) {
      return nothing;
    }
    const geometry = this.geometry(places);
    const columns = geometry.columns(this.scroller, this.activeColumn(places));
    return html`
      ${toolbar({
        size: this.size,
        places,
        index: this.hovered ?? this.active,
        marked: this.marked === undefined ? undefined : places.picture(this.marked),
        pairs: this.pairs,
        onlyDifferences: this.onlyDifferences,
        zoom: (size) => this.zoom(size),
        switchDifferences: this.switchDifferences,
      })}
      <div class="image-grid__frame">
        <div
          class="image-grid__scroller"
          role="grid"
          aria-label=${this.label ?? 'Pictures'}
          aria-rowcount=${places.height + 1}
          aria-colcount=${places.width + 1}
          data-above=${geometry.stacked && this.noted && this.narrow}
          data-tall=${geometry.rowHeight > (this.scroller?.clientHeight || innerHeight)}
          style=${styleMap({
            '--_label': `${geometry.label}px`,
            '--_rates': geometry.lines.length > 0 && this.noted && !this.narrow ? `${this.labelWidth - 14}px` : undefined,
          })}
          @scroll=${this.later}
          @wheel=${this.wheel}
          @keydown=${this.key}
        >
          ${head(places, geometry, columns, this.noted, this.behind)} ${this.body(places, geometry, columns)}
        </div>
        ${places.height === 0 && this.pairs ? html`<p class="image-grid__none">Nothing to show: ${told(this.pairs)}.</p>` : nothing}
        ${this.more(geometry)}
      </div>
      <harmony-lightbox .places=${places} @lightbox-move=${this.follow} @lightbox-close=${this.settle}></harmony-lightbox>
      <harmony-compare></harmony-compare>
    `;
  }

  /** Keeps the tiles as large as all columns fit into the width, until the person zooms. */
  fit() {
    this.fitting = true;
    this.fitted();
    this.later();
  }

  private fitted() {
    const places = this.places;
    if (!this.fitting || !places || this.clientWidth === 0) {
      return;
    }
    const scrollbar = this.scroller ? this.scroller.offsetWidth - this.scroller.clientWidth : 0;
    const room = this.clientWidth - this.labelWidth - Math.max(scrollbar, step);
    const first = fitted(places, room, this.noted);
    const apart = first.across < places.layers && this.noted && !this.narrow;
    const fit = apart ? fitted(places, room - besideRates, true) : first;
    this.size = fit.size;
    this.across = fit.across;
  }

  private geometry(places: Places) {
    const across = Math.min(this.across ?? places.layers, places.layers);
    const lined = across < places.layers && this.noted;
    const apart = lined && !this.narrow ? besideRates : 0;
    const label = this.labelWidth + apart;
    const band = lined && this.narrow ? ratesAbove : 0;
    const key = [this.size, across, label, band].join();
    if (this.laid?.places !== places || this.laid.key !== key) {
      this.laid = { places, key, geometry: new Geometry(places, this.size, across, label, band) };
    }
    return this.laid.geometry;
  }

  private body(places: Places, geometry: Geometry, columns: number[]) {
    const across = columns.flatMap((column) => Array.from({ length: places.layers }, (_, layer) => column * places.layers + layer));
    const active = places.shows(this.active) ? places.row(this.active) : undefined;
    const seen = this.seen();
    return html`<div
      class="image-grid__body"
      role="rowgroup"
      style=${styleMap({ blockSize: `${geometry.height}px`, inlineSize: `${geometry.width}px` })}
    >
      ${repeat(
        geometry.rows(this.scroller, active),
        (row) => places.rows[row],
        (row) => html`<div
          class="image-grid__row"
          role="row"
          aria-rowindex=${row + 2}
          style=${styleMap({ insetBlockStart: `${row * geometry.rowPitch}px`, blockSize: `${geometry.rowHeight}px` })}
        >
          <div class="image-grid__label" role="rowheader" aria-colindex="1">
            ${axisText(places.grid.rows[places.rows[row]!]!, this.behind && ((machine) => this.behind?.(true, places.rows[row]!, machine)))} ${geometry.lines.map((name, at) => layerBeside(name, geometry.top(at * geometry.across), this.size))}
          </div>
          ${repeat(
            across.filter((x) => geometry.sees(seen, row, x) || places.at(row, x) === this.active),
            (x) => x,
            (x) => this.tile(places, geometry, row, x),
          )}
        </div>`,
      )}
    </div>`;
  }

  private seen(): Seen | null {
    const scroller = this.scroller;
    return scroller && { scrollLeft: scroller.scrollLeft, scrollTop: scroller.scrollTop, clientWidth: scroller.clientWidth, clientHeight: scroller.clientHeight };
  }

  private tile(places: Places, geometry: Geometry, row: number, x: number) {
    const index = places.at(row, x);
    const place = styleMap({
      insetInlineStart: `${geometry.label + geometry.left(x)}px`,
      insetBlockStart: `${geometry.top(x)}px`,
      inlineSize: `${this.size}px`,
      blockSize: `${this.size}px`,
    });
    if (index === undefined) {
      return html`<div class="image-grid__tile image-grid__tile--missing" role="gridcell" aria-colindex=${x + 2} style=${place}>
        <span class="visually-hidden">${this.onlyDifferences ? 'Left out or no picture' : 'No picture'}</span>
      </div>`;
    }
    const picture = places.picture(index)!;
    const name = geometry.names[x % places.layers];
    const talked = this.talked?.includes(index);
    return html`<div
      class="image-grid__tile"
      role="gridcell"
      aria-colindex=${x + 2}
      aria-label=${[picture.label, verdictText(picture), talked && 'commented'].filter(Boolean).join(', ')}
      aria-selected=${index === this.marked}
      tabindex=${index === this.active ? 0 : -1}
      data-index=${index}
      style=${place}
      @click=${() => this.open(index)}
      @focus=${() => (this.active = index)}
      @pointerenter=${() => (this.hovered = index)}
      @pointerleave=${() => (this.hovered = undefined)}
    >
      <img src=${thumbnail(picture.thumbnail, this.size)} alt="" loading="lazy" decoding="async" draggable="false" />
      ${mark(picture)} ${talked ? html`<span class="image-grid__talked" aria-hidden="true"></span>` : nothing}
      ${name ? html`<span class="image-grid__layer" aria-hidden="true">${name}</span>` : nothing}
    </div>`;
  }

  /** What is to be found beyond the right edge, and the way there. */
  private more(geometry: Geometry) {
    const count = geometry.beyond(this.scroller);
    return count === 0
      ? nothing
      : html`<button type="button" class="image-grid__more" @click=${() => this.scroller?.scrollBy({ left: this.scroller.clientWidth - geometry.label })}>
          ${count} more ${count === 1 ? 'column' : 'columns'} →
        </button>`;
  }

  private switchDifferences = (event: Event) => {
    this.onlyDifferences = (event.target as HTMLInputElement).checked;
    this.scroller?.scrollTo(0, 0);
    this.later();
    this.dispatchEvent(new CustomEvent('grid-differences', { detail: { only: this.onlyDifferences } }));
  };

  private get behind(): Behind | undefined {
    return this.opensRates
      ? (row, index, machine) => this.dispatchEvent(new CustomEvent('grid-rate', { detail: { row, index, machine } }))
      : undefined;
  }

  /** Opens the faces behind the first rate of the row, or of the column, in which a person is. */
  private rates(row: boolean) {
    const place = this.places?.picture(this.active);
    const axis = place && (row ? this.data?.rows[place.row] : this.data?.columns[place.column]);
    const line = axis?.note?.split('\n').find((one) => one.includes('%'));
    if (place && line) {
      this.behind?.(row, row ? place.row : place.column, line.startsWith('○'));
    }
  }

  private key = (event: KeyboardEvent) => {
    const places = this.places;
    const onButton = (event.target as HTMLElement).localName === 'button';
    if (!places || event.altKey || event.metaKey || (onButton && (event.key === 'Enter' || event.key === ' '))) {
      return;
    }
    const direction = arrows[event.key];
    const row = places.shows(this.active) ? places.row(this.active) : undefined;
    if (direction && event.shiftKey === false) {
      this.focusOn(places.neighbour(this.active, direction));
    } else if (event.key === 'Home' && row !== undefined) {
      this.focusOn(places.at(row, 0));
    } else if (event.key === 'End' && row !== undefined) {
      this.focusOn(places.at(row, places.width - 1));
    } else if (event.key === 'Enter' || event.key === ' ') {
      this.open(this.active);
    } else if (event.key === 'c' && !event.ctrlKey) {
      this.mark(this.active);
    } else if ((event.key === 'f' || event.key === 'F') && !event.ctrlKey && this.behind) {
      this.rates(event.key === 'f');
    } else if (event.key === '[' || event.key === ']') {
      this.step(0, event.key === '[' ? -1 : 1);
    } else if (/^[1-9]$/.test(event.key) && !event.ctrlKey) {
      this.step(Number(event.key) - 1, 0);
    } else if (event.key === 'Escape' && this.marked !== undefined) {
      this.marked = undefined;
    } else if (event.key === '+' || event.key === '=') {
      this.zoom(this.size + step);
    } else if (event.key === '-') {
      this.zoom(this.size - step);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  /** Another value of what the grid shows one value of at a time; or, without `by`, another axis for the keys. */
  private step(axis: number, by: number) {
    this.dispatchEvent(new CustomEvent('grid-step', { detail: { axis, by } }));
  }

  private wheel = (event: WheelEvent) => {
    if (event.ctrlKey) {
      event.preventDefault();
      this.zoom(this.size - Math.sign(event.deltaY) * step);
    }
  };

  /** Keeps what is in the middle of the window in the middle. */
  private zoom(size: number) {
    const scroller = this.scroller;
    const next = tileSize(size);
    if (next === this.size || !scroller) {
      return;
    }
    this.fitting = false;
    const ratio = next / this.size;
    const x = scroller.scrollLeft + scroller.clientWidth / 2;
    const y = scroller.scrollTop + scroller.clientHeight / 2;
    this.size = next;
    void this.updateComplete.then(() => {
      scroller.scrollTo(x * ratio - scroller.clientWidth / 2, y * ratio - scroller.clientHeight / 2);
      this.later();
    });
  }

  private open(index: number) {
    this.active = index;
    this.querySelector('harmony-lightbox')?.open(index);
    this.dispatchEvent(new CustomEvent('grid-open', { detail: { index } }));
  }

  private mark(index: number) {
    if (this.marked === undefined || this.marked === index) {
      this.marked = this.marked === index ? undefined : index;
      return;
    }
    const first = this.places!.picture(this.marked)!;
    const second = this.places!.picture(index)!;
    this.dispatchEvent(new CustomEvent('grid-compare', { detail: { first: this.marked, second: index } }));
    this.marked = undefined;
    this.querySelector('harmony-compare')?.open(first, second);
  }

  /** The grid goes where the large view went, so closing it leaves the person there. */
  private follow = (event: CustomEvent<{ index: number }>) => {
    event.stopPropagation();
    this.focusOn(event.detail.index, false);
    this.dispatchEvent(new CustomEvent('grid-open', { detail: { index: event.detail.index } }));
  };

  /** The browser gives the focus back to the tile the view was opened from; it belongs where the view ended. */
  private settle = (event: CustomEvent<{ index: number }>) => this.focusOn(event.detail.index);

  private focusOn(index: number | undefined, takeFocus = true) {
    const places = this.places;
    const scroller = this.scroller;
    if (index === undefined || !places || !scroller) {
      return;
    }
    this.active = index;
    this.geometry(places).reveal(scroller, this.headHeight, places.row(index), places.x(index));
    void this.updateComplete.then(() => {
      if (takeFocus) {
        this.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus({ preventScroll: true });
      }
    });
  }

  private later = () => {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => {
      this.fitted();
      this.requestUpdate();
    });
  };

  private get scroller() {
    return this.querySelector<HTMLElement>('.image-grid__scroller');
  }

  private get headHeight() {
    return this.querySelector<HTMLElement>('.image-grid__head')?.offsetHeight ?? 0;
  }

  private get noted() {
    return this.data !== undefined && [...this.data.rows, ...this.data.columns].some((axis) => axis.note);
  }

  private get narrow() {
    return this.clientWidth < 600;
  }

  private get labelWidth() {
    return labelWidth(this.data?.rows ?? [], this.noted, this.narrow);
  }

  private activeColumn(places: Places) {
    return places.shows(this.active) ? Math.floor(places.x(this.active) / places.layers) : undefined;
  }
}

customElements.define('harmony-image-grid', HarmonyImageGrid);
