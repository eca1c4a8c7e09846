import { html, LitElement, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { styleMap } from 'lit/directives/style-map.js';
import './harmony-compare';
import './harmony-lightbox';
import type { Asked } from './harmony-say';
import './harmony-say';
import { differences, type Differences, told } from './shared/differences';
import { fitted, Geometry, labelWidth, type Seen } from './shared/grid-geometry';
import { type Behind, axisText, head, layerBeside, toolbar } from './shared/grid-parts';
import { tile } from './shared/grid-tile';
import { Pace } from './shared/pace';
import { chosen, mostCompared } from './shared/chosen';
import { type Wish, wish } from './shared/grid-keys';
import { type Picture, Places } from './shared/pictures';
import { received, type SentGrid, type SentPictures, type SentWindow } from './shared/sent-pictures';
import { Slots } from './shared/slots';
import { step, tileSize } from './shared/zoom';

/** The room for the names of a row's lines beside its rates. */
const besideRates = 84;
/** Where there is no such room, the rates stand above their row. */
const ratesAbove = 52;

/** How long a newer grid may wait for the texts of what is in view before it is shown without. */
const patience = 500;
/** After so long a window is asked for once more. */
const askedAgain = 3000;

type Grid = ReturnType<typeof received>;

/**
 * Pictures in rows and columns, thousands of them: only those in view exist and are asked for, their labels stay at the edge. Whoever scrolls
 * faster than faces can be seen gets them where they stop. What comes moves nothing of what is in view.
 *
 * Arrows move, Enter opens large, `c` chooses two to compare, `C` more than two, `+` and `-` (or Ctrl and the wheel) zoom, `[` and `]`, or `,` and `.`, step
 * along an axis of which one value is shown at a time, a digit chooses that axis. Where a column is split, the
 * pairs that differ can be shown alone. `grid-open`, `grid-step` and `grid-differences` tell the server.
 */
class HarmonyImageGrid extends LitElement {
  static properties = {
    data: { attribute: false },
    size: { type: Number },
    label: {},
    onlyDifferences: { attribute: false },
    opensRates: { attribute: false },
    talked: { attribute: false },
    says: { attribute: false },
    active: { state: true },
    chosen: { state: true },
    changes: { state: true },
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
  /** What may be said of its pictures: `score`, `tags`. */
  declare says: string[] | undefined;
  declare active: number;
  /** The pictures that are to be compared. */
  declare chosen: Picture[];
  declare hovered: number | undefined;
  declare across: number | undefined;

  /** Counts whatever the tiles in view have to be drawn anew for. */
  declare changes: number;

  private grid: Grid | undefined;
  private places: Places | undefined;
  /** A newer grid, of which the texts in view are awaited. */
  private waiting: { grid: Grid; places: Places; pairs: Differences; timer: number } | undefined;
  private inView: number[] = [];
  private readonly asked = new Map<string, number>();
  private readonly rowSlots = new Slots();
  private readonly columnSlots = new Slots();
  private readonly pace = new Pace(() => this.changes++);
  private talkedAbout = new Set<number>();
  private pairs: Differences | undefined;
  private fitting = false;
  private laid: { places: Places; key: string; geometry: Geometry } | undefined;
  private frame = 0;
  private readonly sizes = new ResizeObserver(() => this.later());

  constructor() {
    super();
    this.size = 96;
    this.active = 0;
    this.chosen = [];
    this.changes = 0;
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
    if (changed.has('talked')) {
      this.talkedAbout = new Set(this.talked);
    }
    if (this.data && changed.has('data')) {
      this.receive(received(this.data));
    } else if (this.grid && changed.has('onlyDifferences')) {
      this.take(this.grid, this.laidOut(this.grid));
    }
  }

  private laidOut(grid: Grid) {
    const pairs = differences(grid);
    return { pairs, places: new Places(grid, this.onlyDifferences && pairs.pairs > 0 ? pairs.differing : undefined) };
  }

  /** A newer grid is shown as soon as what is in view is known of it. */
  private receive(grid: Grid) {
    clearTimeout(this.waiting?.timer);
    this.waiting = { grid, ...this.laidOut(grid), timer: 0 };
    if (!this.places || this.awaited().length === 0) {
      this.arrived();
    } else {
      this.waiting.timer = window.setTimeout(() => this.arrived(), patience);
      this.ask(grid.pictures, this.awaited());
    }
  }

  /** The windows of the newer grid that hold what is in view now. */
  private awaited() {
    const { grid, places } = this.waiting!;
    return grid.pictures.missing(this.inView.map((index) => places.like(this.places!, index)).filter((index) => index !== undefined));
  }

  private arrived() {
    const { grid, places, pairs, timer } = this.waiting!;
    clearTimeout(timer);
    this.waiting = undefined;
    this.take(grid, { places, pairs });
    this.requestUpdate();
  }

  private take(grid: Grid, { places, pairs }: { places: Places; pairs: Differences }) {
    const before = this.places;
    const stay = before && this.anchor(before);
    const focus = document.activeElement?.closest('.image-grid__tile, .image-grid__scroller') && this.contains(document.activeElement);
    const carried = (index: number | undefined) => (before && index !== undefined && before.shows(index) ? places.like(before, index) : index);
    this.active = carried(this.active) ?? -1;
    this.grid = grid;
    this.places = places;
    this.pairs = pairs;
    if (!places.shows(this.active)) {
      this.active = Number.isFinite(places.first) ? places.first : 0;
    }
    this.fitted();
    void this.updateComplete.then(() => {
      stay?.(places);
      if (focus) {
        (this.querySelector<HTMLElement>(`[data-index="${this.active}"]`) ?? this.scroller)?.focus({ preventScroll: true });
      }
    });
  }

  /** Brings the row and the column at the edge of the window back to where they are now. */
  private anchor(before: Places) {
    const scroller = this.scroller;
    const from = this.geometry(before);
    if (!scroller) {
      return undefined;
    }
    const row = Math.floor(scroller.scrollTop / from.rowPitch);
    const column = Math.floor(scroller.scrollLeft / from.pitch);
    return (now: Places) => {
      const to = this.geometry(now);
      const rowNow = now.rowLike(before, row);
      const columnNow = now.columnLike(before, column);
      if (rowNow !== undefined && (rowNow !== row || to.rowPitch !== from.rowPitch)) {
        scroller.scrollTop += rowNow * to.rowPitch - row * from.rowPitch;
      }
      if (columnNow !== undefined && (columnNow !== column || to.pitch !== from.pitch)) {
        scroller.scrollLeft += columnNow * to.pitch - column * from.pitch;
      }
    };
  }

  /** Texts that were asked for. */
  fill(version: number, windows: SentWindow[]) {
    for (const grid of [this.grid, this.waiting?.grid]) {
      if (grid?.pictures.version === version) {
        windows.forEach((window) => grid.pictures.fill(window));
      }
    }
    if (this.waiting && this.awaited().length === 0) {
      this.arrived();
    }
    this.changes++;
  }

  private ask(pictures: SentPictures, windows: number[]) {
    const now = performance.now();
    const wanted = windows.filter((window) => now - (this.asked.get(`${pictures.version} ${window}`) ?? -askedAgain) >= askedAgain);
    if (wanted.length > 0) {
      wanted.forEach((window) => this.asked.set(`${pictures.version} ${window}`, now));
      this.dispatchEvent(new CustomEvent('grid-window', { detail: { version: pictures.version, windows: wanted.join(',') } }));
    }
  }

  protected updated(changed: Map<string, unknown>) {
    const scroller = this.scroller;
    if (scroller && changed.has('data')) {
      this.sizes.observe(scroller);
      if (scroller.clientHeight === 0 || changed.get('data') === undefined) {
        this.later();
      }
    }
    if (this.grid && !this.pace.fast) {
      this.ask(this.grid.pictures, this.grid.pictures.missing(this.inView));
    }
  }

  protected render() {
    const places = this.places;
    if (!places) {
      return nothing;
    }
    const geometry = this.geometry(places);
    const columns = this.columnSlots.place(geometry.columns(this.scroller, this.activeColumn(places)));
    const inView = columns.join(' ');
    const shown = this.hovered ?? this.active;
    const stop = this.activeColumn(places); // the border is left and entered where one is
    return html`
      ${guard([this.size, places, shown, this.chosen, this.onlyDifferences, this.changes], () =>
        toolbar({
          size: this.size,
          places,
          index: shown,
          chosen: this.chosen,
          compare: this.compareChosen,
          pairs: this.pairs,
          onlyDifferences: this.onlyDifferences,
          zoom: (size) => this.zoom(size),
          switchDifferences: this.switchDifferences,
        }),
      )}
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
            '--_size': `${this.size}px`,
            '--_rates': geometry.lines.length > 0 && this.noted && !this.narrow ? `${this.labelWidth - 14}px` : undefined,
          })}
          tabindex=${Number.isFinite(places.first) ? nothing : 0}
          @scroll=${this.scrolled}
          @click=${this.pressed}
          @focusin=${this.focused}
          @pointerover=${this.over}
          @pointerleave=${() => (this.hovered = undefined)}
          @wheel=${this.wheel}
          @keydown=${this.key}
        >
          ${guard([places, geometry, inView, this.opensRates, stop], () => head(places, geometry, columns, this.noted, this.behind, stop))}
          ${this.body(places, geometry, columns, inView)}
        </div>
        ${places.height === 0 && this.pairs ? html`<p class="image-grid__none">Nothing to show: ${told(this.pairs)}.</p>` : nothing}
        ${this.more(geometry)}
      </div>
      <harmony-lightbox .places=${places} .texts=${this.changes} @lightbox-move=${this.follow} @lightbox-close=${this.settle} @lightbox-choose=${this.chooseLarge} @lightbox-ask=${this.askLarge} .says=${this.says} .chosen=${this.chosen.map((one) => one.image)} @lightbox-compare=${this.compareChosen}></harmony-lightbox>
      <harmony-compare></harmony-compare>
      <harmony-say></harmony-say>
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

  private body(places: Places, geometry: Geometry, columns: [number, number][], inView: string) {
    const active = places.shows(this.active) ? places.row(this.active) : undefined;
    const marked = new Set(this.chosen.map((one) => one.image));
    const rows = this.rowSlots.place(geometry.rows(this.scroller, active));
    const seen = this.seen();
    const part = geometry.part(seen);
    this.inView = [];
    return html`<div
      class="image-grid__body"
      role="rowgroup"
      style=${styleMap({ blockSize: `${geometry.height}px`, inlineSize: `${geometry.width}px` })}
    >
      ${repeat(
        rows,
        ([slot]) => slot,
        ([, row]) => {
          const tiles = this.tiles(places, part === undefined ? undefined : (x) => geometry.sees(seen, row, x), columns, row);
          return guard([row, places, geometry, inView, part, this.changes, row === active && this.active, this.chosen, this.talkedAbout], () =>
            this.row(places, geometry, row, tiles, marked),
          );
        },
      )}
    </div>`;
  }

  /** The places of a row that are in view, each with the slot of its tile. */
  private tiles(places: Places, sees: ((x: number) => boolean) | undefined, columns: [number, number][], row: number) {
    const tiles: [number, number][] = [];
    for (const [slot, column] of columns) {
      for (let layer = 0; layer < places.layers; layer++) {
        const x = column * places.layers + layer;
        const index = places.at(row, x);
        if (!sees || sees(x) || index === this.active) {
          tiles.push([slot * places.layers + layer, x]);
          if (index !== undefined) {
            this.inView.push(index);
          }
        }
      }
    }
    return tiles;
  }

  private row(places: Places, geometry: Geometry, row: number, tiles: [number, number][], marked: Set<string>) {
    return html`<div class="image-grid__row" role="row" aria-rowindex=${row + 2} style=${`inset-block-start:${row * geometry.rowPitch}px;block-size:${geometry.rowHeight}px`}>
      <div class="image-grid__label" role="rowheader" aria-colindex="1">
        ${axisText(places.grid.rows[places.rows[row]!]!, this.behind && ((machine) => this.behind?.(true, places.rows[row]!, machine)), places.shows(this.active) && row === places.row(this.active))} ${geometry.lines.map((name, at) => layerBeside(name, geometry.top(at * geometry.across), this.size))}
      </div>
      ${repeat(
        tiles,
        ([slot]) => slot,
        ([, x]) => {
          const index = places.at(row, x);
          return tile({
            x,
            left: geometry.label + geometry.left(x),
            top: geometry.top(x),
            size: this.size,
            index,
            picture: index === undefined ? undefined : places.picture(index),
            name: geometry.names[x % places.layers],
            active: index === this.active,
            marked: index !== undefined && marked.size > 0 && marked.has(places.picture(index)!.image),
            talked: index !== undefined && this.talkedAbout.has(index),
            loads: !this.pace.fast,
            leftOut: this.onlyDifferences,
          });
        },
      )}
    </div>`;
  }

  private scrolled = () => {
    this.pace.at(this.scroller!);
    this.requestUpdate();
  };

  private seen(): Seen | null {
    const scroller = this.scroller;
    return scroller && { scrollLeft: scroller.scrollLeft, scrollTop: scroller.scrollTop, clientWidth: scroller.clientWidth, clientHeight: scroller.clientHeight };
  }

  private indexOf(event: Event) {
    const index = (event.target as HTMLElement).closest<HTMLElement>('[data-index]')?.dataset['index'];
    return index === undefined ? undefined : Number(index);
  }

  private pressed = (event: Event) => {
    const index = this.indexOf(event);
    if (index !== undefined) {
      this.open(index);
    }
  };

  private focused = (event: Event) => {
    this.active = this.indexOf(event) ?? this.active;
  };

  private over = (event: Event) => {
    this.hovered = this.indexOf(event);
  };

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
    const meant = this.places && wish(event);
    if (meant && this.fulfil(meant, this.places!)) {
      event.preventDefault();
      event.stopPropagation();
    }
  };

  /** Does what is meant; false where there is nothing to do. */
  private fulfil(meant: Wish, places: Places) {
    const row = places.shows(this.active) ? places.row(this.active) : undefined;
    switch (meant.does) {
      case 'go':
        if (meant.to !== 'first' && meant.to !== 'last') {
          this.focusOn(places.neighbour(this.active, meant.to));
        } else if (row !== undefined) {
          this.focusOn(places.at(row, meant.to === 'first' ? 0 : places.width - 1));
        }
        return true;
      case 'open':
        this.open(this.active);
        return true;
      case 'choose':
        this.choose(this.active, meant.more);
        return true;
      case 'rates':
        this.rates(meant.row);
        return this.behind !== undefined;
      case 'step':
        this.dispatchEvent(new CustomEvent('grid-step', { detail: { axis: meant.axis, by: meant.by } }));
        return true;
      case 'zoom':
        this.zoom(this.size + meant.by);
        return true;
      case 'say':
        return this.askAbout(this.active, meant.about);
      case 'let go': {
        const some = this.chosen.length > 0;
        this.chosen = [];
        return some;
      }
    }
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

  /** Chooses a picture, or lets it go; where one was added to others they are compared at once, unless more are to be chosen. */
  private choose(index: number, more: boolean) {
    const before = this.chosen.length;
    this.chosen = chosen(this.chosen, this.places?.picture(index));
    if (this.chosen.length > Math.max(1, before) && (!more || this.chosen.length === mostCompared)) {
      this.compareChosen();
    }
  }

  private compareChosen = () => {
    const pictures = this.chosen;
    this.chosen = [];
    this.querySelector('harmony-compare')?.open(...pictures);
  };

  /** Somebody is about to say something of a picture; false where that is not to be said here. */
  private askAbout(index: number, about: 'score' | 'tags' | 'talk') {
    const large = this.querySelector('harmony-lightbox');
    if (about === 'talk') {
      if (large?.side) {
        this.open(index);
        void large.updateComplete.then(() => large.talk());
      }
      return large?.side !== undefined;
    }
    if (this.says?.includes(about)) {
      this.dispatchEvent(new CustomEvent('grid-ask', { detail: { index, about } }));
    }
    return this.says?.includes(about) ?? false;
  }

  private askLarge = (event: CustomEvent<{ index: number; about: 'score' | 'tags' }>) => {
    event.stopPropagation();
    this.askAbout(event.detail.index, event.detail.about);
  };

  /** The server tells what is said of a picture so far. */
  say(asked: Asked) {
    this.querySelector('harmony-say')?.open(asked);
  }

  /** The server kept what was said, or says why it did not. */
  said(problem: string, tags: string[] | null) {
    this.querySelector('harmony-say')?.said(problem, tags);
  }

  private chooseLarge = (event: CustomEvent<{ index: number; more: boolean }>) => {
    event.stopPropagation();
    this.choose(event.detail.index, event.detail.more);
  };

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
