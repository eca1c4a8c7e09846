import { html, LitElement, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { styleMap } from 'lit/directives/style-map.js';
import './harmony-compare';
import './harmony-lightbox';
import type { Asked } from './harmony-say';
import './harmony-say';
import { chosen, mostCompared } from './shared/chosen';
import { type Differences, told } from './shared/differences';
import { Anchor } from './shared/grid-anchor';
import { Arrivals, type LaidGrid, laidOut, type ReceivedGrid } from './shared/grid-arrivals';
import { gridRow, inRow } from './shared/grid-body';
import { Room } from './shared/grid-fit';
import type { Geometry, Seen } from './shared/grid-geometry';
import { type Wish, wish } from './shared/grid-keys';
import { type Behind, head, more, toolbar } from './shared/grid-parts';
import { Pace } from './shared/pace';
import type { Picture, Places } from './shared/pictures';
import { received, type SentGrid, type SentWindow } from './shared/sent-pictures';
import { Slots } from './shared/slots';
import { step, tileSize } from './shared/zoom';

/**
 * Pictures in rows and columns, thousands of them: only those in view exist and are asked for, their labels stay at the edge. Whoever scrolls
 * faster than faces can be seen gets them where they stop. What comes moves nothing of what is in view: tiles keep the size that fits at
 * first, the room for rates is there from the beginning, and the place that one looks at stays where it is on the screen.
 *
 * Arrows move, Enter opens large, `c` chooses two to compare, `C` more than two, `+` and `-` (or Ctrl and the wheel) zoom, `0` fits, `[` and `]`, or `,` and `.`, step
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
    beyond: { state: true },
    came: { state: true },
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
  /** The emptiness at the right and at the lower end, for what one looks at to stay where it is. */
  declare beyond: { x: number; y: number };
  /** How many rows came above what one looks at, and how many columns to the left of it. */
  declare came: { rows: number; columns: number };

  /** Counts whatever the tiles in view have to be drawn anew for. */
  declare changes: number;

  private grid: ReceivedGrid | undefined;
  private places: Places | undefined;
  private inView: number[] = [];
  private readonly arrivals = new Arrivals(
    (laid) => {
      this.take(laid);
      this.requestUpdate();
    },
    (version, windows) => this.dispatchEvent(new CustomEvent('grid-window', { detail: { version, windows: windows.join(',') } })),
  );
  private readonly rowSlots = new Slots();
  private readonly columnSlots = new Slots();
  private readonly pace = new Pace(() => this.changes++);
  private talkedAbout = new Set<number>();
  private pairs: Differences | undefined;
  private fitting = false;
  /** The width that tiles were fitted to; none where no pictures were there. */
  private fittedTo = 0;
  private laid: { places: Places; key: string; geometry: Geometry } | undefined;
  private frame = 0;
  private readonly sizes = new ResizeObserver(() => this.later());

  constructor() {
    super();
    this.size = 96;
    this.active = 0;
    this.chosen = [];
    this.changes = 0;
    this.beyond = { x: 0, y: 0 };
    this.came = { rows: 0, columns: 0 };
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
      const laid = laidOut(received(this.data), this.onlyDifferences);
      this.arrivals.receive(laid, () => this.inView.map((index) => laid.places.like(this.places!, index)).filter((index) => index !== undefined));
    } else if (this.grid && changed.has('onlyDifferences')) {
      this.fittedTo = 0;
      this.came = { rows: 0, columns: 0 };
      this.take(laidOut(this.grid, this.onlyDifferences), false);
    }
  }

  /** @param still keeps what one looks at where it is */
  private take({ grid, places, pairs }: LaidGrid, still = true) {
    const before = this.places;
    const anchor = still && before && before.height > 0 && this.scroller ? new Anchor(this.laidNow(before), this.seen()!, [this.hovered, this.active]) : undefined;
    const focus = document.activeElement?.closest('.image-grid__tile, .image-grid__scroller') && this.contains(document.activeElement);
    const carried = (index: number | undefined) => (before && index !== undefined && before.shows(index) ? places.like(before, index) : index);
    this.active = carried(this.active) ?? -1;
    this.hovered = carried(this.hovered);
    this.grid = grid;
    this.places = places;
    this.pairs = pairs;
    if (!places.shows(this.active)) {
      this.active = Number.isFinite(places.first) ? places.first : 0;
    }
    this.fitted();
    void this.updateComplete.then(async () => {
      if (anchor) {
        await this.hold(anchor, places);
      }
      if (focus) {
        (this.querySelector<HTMLElement>(`[data-index="${this.active}"]`) ?? this.scroller)?.focus({ preventScroll: true });
      }
    });
  }

  /** Scrolls to where what somebody looks at was on the screen. */
  private async hold(anchor: Anchor, places: Places) {
    const { left, top, beyondX, beyondY, above, aside } = anchor.scroll(this.laidNow(places));
    if (above > 0 || aside > 0) {
      this.came = { rows: this.came.rows + above, columns: this.came.columns + aside };
    }
    if (beyondX !== this.beyond.x || beyondY !== this.beyond.y) {
      this.beyond = { x: beyondX, y: beyondY };
      await this.updateComplete;
    }
    if (this.scroller && (this.scroller.scrollLeft !== left || this.scroller.scrollTop !== top)) {
      this.scroller.scrollTo({ left, top, behavior: 'instant' });
      this.requestUpdate();
    }
  }

  private laidNow(places: Places) {
    return { places, geometry: this.geometry(places), head: this.headHeight };
  }

  /** Texts that were asked for. */
  fill(version: number, windows: SentWindow[]) {
    this.arrivals.fill(this.grid, version, windows);
    this.changes++;
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
      this.arrivals.ask(this.grid.pictures, this.grid.pictures.missing(this.inView));
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
    const { noted, narrow, labels } = this.room;
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
          fit: this.fitAgain,
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
          data-above=${geometry.stacked && noted && narrow}
          data-tall=${geometry.rowHeight > (this.scroller?.clientHeight || innerHeight)}
          style=${styleMap({
            '--_label': `${geometry.label}px`,
            '--_size': `${this.size}px`,
            '--_rates': geometry.lines.length > 0 && noted && !narrow ? `${labels - 14}px` : undefined,
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
          ${guard([places, geometry, inView, this.opensRates, stop], () => head(places, geometry, columns, noted, this.behind, stop))}
          ${this.body(places, geometry, columns, inView)}
        </div>
        ${places.height === 0 && this.pairs ? html`<p class="image-grid__none">Nothing to show: ${told(this.pairs)}.</p>` : nothing}
        ${more({ beyond: geometry.beyond(this.scroller), ...this.came, go: (columns, rows) => this.goBy(geometry, columns, rows) })}
      </div>
      <harmony-lightbox .places=${places} .texts=${this.changes} @lightbox-move=${this.follow} @lightbox-close=${this.settle} @lightbox-choose=${this.chooseLarge} @lightbox-ask=${this.askLarge} .says=${this.says} .chosen=${this.chosen.map((one) => one.image)} @lightbox-compare=${this.compareChosen}></harmony-lightbox>
      <harmony-compare></harmony-compare>
      <harmony-say></harmony-say>
    `;
  }

  /** Keeps the tiles as large as all columns fit into the width, until the person zooms. */
  fit() {
    this.fitting = true;
    this.fittedTo = 0;
    this.fitted();
    this.later();
  }

  private fitAgain = () => {
    this.beyond = { x: 0, y: 0 };
    this.fit();
  };

  /** Once for the first pictures, and where they fit no more or have much more room; never because more pictures came. */
  private fitted() {
    const places = this.places;
    const room = this.room;
    const fits = this.fittedTo > 0 && room.width >= this.fittedTo && room.width < this.fittedTo + step;
    if (!this.fitting || !places || room.width === 0 || fits) {
      return;
    }
    const { size, across } = room.fit(places, this.scroller ? this.scroller.offsetWidth - this.scroller.clientWidth : 0);
    this.size = size;
    this.across = across;
    this.fittedTo = Number.isFinite(places.first) ? room.width : 0;
  }

  private geometry(places: Places) {
    const room = this.room;
    const key = [this.size, this.across, room.width, room.noted].join();
    if (this.laid?.places !== places || this.laid.key !== key) {
      this.laid = { places, key, geometry: room.geometry(places, this.size, this.across) };
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
      style=${styleMap({ blockSize: `${geometry.height + this.beyond.y}px`, inlineSize: `${geometry.width + this.beyond.x}px` })}
    >
      ${repeat(
        rows,
        ([slot]) => slot,
        ([, row]) => {
          const { tiles, pictures } = inRow(places, row, columns, (x, index) => part === undefined || geometry.sees(seen, row, x) || index === this.active);
          this.inView.push(...pictures);
          return guard([row, places, geometry, inView, part, this.changes, row === active && this.active, this.chosen, this.talkedAbout], () =>
            gridRow({
              places,
              geometry,
              row,
              tiles,
              active: this.active,
              marked,
              talked: this.talkedAbout,
              behind: this.behind,
              loads: !this.pace.fast,
              leftOut: this.onlyDifferences,
            }),
          );
        },
      )}
    </div>`;
  }

  private scrolled = () => {
    this.pace.at(this.scroller!);
    const { scrollTop, scrollLeft } = this.scroller!;
    const { rows, columns } = this.came;
    if ((rows > 0 && scrollTop === 0) || (columns > 0 && scrollLeft === 0)) {
      this.came = { rows: scrollTop === 0 ? 0 : rows, columns: scrollLeft === 0 ? 0 : columns };
    }
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

  /** Scrolls by columns and rows; more columns than there are seen lead as far as the window is wide. */
  private goBy(geometry: Geometry, columns: number, rows: number) {
    const scroller = this.scroller!;
    scroller.scrollBy({ left: columns > 0 ? scroller.clientWidth - geometry.label : columns * geometry.pitch, top: rows * geometry.rowPitch });
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
      case 'fit':
        this.fitAgain();
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
    this.beyond = { x: 0, y: 0 };
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
    return this.querySelector('.image-grid__head')?.getBoundingClientRect().height ?? 0;
  }

  /** Where rates can be opened they may come later: their room is kept from the beginning. */
  private get room() {
    const rows = this.data?.rows ?? [];
    return new Room(this.clientWidth, rows, this.opensRates === true || [...rows, ...(this.data?.columns ?? [])].some((axis) => axis.note));
  }

  private activeColumn(places: Places) {
    return places.shows(this.active) ? Math.floor(places.x(this.active) / places.layers) : undefined;
  }
}

customElements.define('harmony-image-grid', HarmonyImageGrid);
