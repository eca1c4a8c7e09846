import { LitElement, type PropertyDeclarations } from 'lit';
import type { Differences } from './differences';
import { Anchor } from './grid-anchor';
import { Arrivals, type LaidGrid, laidOut, type ReceivedGrid } from './grid-arrivals';
import { Room } from './grid-fit';
import { inRow } from './grid-body';
import type { Geometry, Seen } from './grid-geometry';
import { Mosaics } from './mosaics';
import { Pace } from './pace';
import type { Places } from './pictures';
import { received, type SentGrid, type SentWindow } from './sent-pictures';
import { Thumbnails } from './thumbnail';
import { step, tileSize } from './zoom';

/**
 * What a grid shows of its pictures and how large: takes newer grids without moving what one looks at, fits, zooms, scrolls, and asks for the
 * texts of what comes into view.
 */
export abstract class GridWindow extends LitElement {
  static properties: PropertyDeclarations = {
    data: { attribute: false },
    size: { type: Number },
    onlyDifferences: { attribute: false },
    opensRates: { attribute: false },
    active: { state: true },
    changes: { state: true },
    hovered: { state: true },
    across: { state: true },
    beyond: { state: true },
    came: { state: true },
  };

  declare data: SentGrid | undefined;
  declare size: number;
  declare onlyDifferences: boolean;
  /** Whether the rates at the border open the faces behind them. */
  declare opensRates: boolean | undefined;
  declare active: number;
  declare hovered: number | undefined;
  declare across: number | undefined;
  /** The emptiness at the right and at the lower end, for what one looks at to stay where it is. */
  declare beyond: { x: number; y: number };
  /** How many rows came above what one looks at, and how many columns to the left of it. */
  declare came: { rows: number; columns: number };

  /** Counts whatever the tiles in view have to be drawn anew for. */
  declare changes: number;

  private grid: ReceivedGrid | undefined;
  /** The one that came last, shown or about to be. */
  private newest: ReceivedGrid | undefined;
  protected places: Places | undefined;
  protected inView: number[] = [];
  /** What is not in view, and about to be. */
  protected near: number[] = [];
  private readonly arrivals = new Arrivals(
    (laid) => {
      this.take(laid);
      this.requestUpdate();
    },
    (version, windows) => this.dispatchEvent(new CustomEvent('grid-window', { detail: { version, windows: windows.join(',') } })),
  );
  protected readonly pace = new Pace(() => this.changes++);
  private readonly mosaics = new Mosaics(() => this.requestUpdate());
  private thumbnails: Thumbnails | undefined;
  protected pairs: Differences | undefined;
  /** Whether somebody scrolls down (1) or up (-1). */
  private onwards = 1;
  private topBefore = 0;
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
    this.changes = 0;
    this.beyond = { x: 0, y: 0 };
    this.came = { rows: 0, columns: 0 };
    this.onlyDifferences = false;
  }

  protected createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.requestUpdate();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.sizes.disconnect();
    this.mosaics.want([]);
  }

  protected willUpdate(changed: Map<string, unknown>) {
    if (this.data && changed.has('data')) {
      const laid = laidOut(received(this.data, this.newest?.pictures), this.onlyDifferences);
      this.newest = laid.grid;
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
        (this.tile(this.active) ?? this.scroller)?.focus({ preventScroll: true });
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
    if (this.pace.fast || !this.isConnected) {
      this.mosaics.want([]);
    } else if (this.grid) {
      const places = this.places!;
      const soon = [...[...this.inView].sort((one, other) => places.row(one) - places.row(other)), ...this.ahead(places)];
      this.arrivals.ask(this.grid.pictures, this.grid.pictures.missing([...soon, ...this.near]));
      this.mosaics.want(soon.map((index) => this.thumbnail(index)).filter((address) => address !== ''));
    }
  }

  /** Keeps the tiles as large as all columns fit into the width, until the person zooms. */
  fit() {
    this.fitting = true;
    this.fittedTo = 0;
    this.fitted();
    this.later();
  }

  protected fitAgain = () => {
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

  /** Where the face of a picture is to be seen, if it has come. */
  protected face = (index: number) => this.mosaics.face(this.thumbnail(index));

  /** Whether its face was asked for and did not come. */
  protected lost = (index: number) => this.mosaics.lost(this.thumbnail(index));

  protected askAgain = () => this.mosaics.again();

  /** The pictures of the window that comes next, if somebody goes on as before. */
  private ahead(places: Places) {
    const geometry = this.geometry(places);
    const columns = geometry.columns(this.scroller, undefined).map((column): [number, number] => [column, column]);
    return geometry.next(this.scroller, this.onwards).flatMap((row) => inRow(places, row, columns, () => true).pictures);
  }

  private thumbnail(index: number) {
    const { pictures } = this.grid!;
    if (!this.thumbnails?.isOf(pictures, this.size)) {
      this.thumbnails = new Thumbnails(pictures, this.size);
    }
    return this.thumbnails.at(index);
  }

  protected geometry(places: Places) {
    const room = this.room;
    const key = [this.size, this.across, room.width, room.noted].join();
    if (this.laid?.places !== places || this.laid.key !== key) {
      this.laid = { places, key, geometry: room.geometry(places, this.size, this.across) };
    }
    return this.laid.geometry;
  }

  protected scrolled = () => {
    this.pace.at(this.scroller!);
    const { scrollTop, scrollLeft } = this.scroller!;
    this.onwards = Math.sign(scrollTop - this.topBefore) || this.onwards;
    this.topBefore = scrollTop;
    const { rows, columns } = this.came;
    if ((rows > 0 && scrollTop === 0) || (columns > 0 && scrollLeft === 0)) {
      this.came = { rows: scrollTop === 0 ? 0 : rows, columns: scrollLeft === 0 ? 0 : columns };
    }
    this.requestUpdate();
  };

  protected seen(): Seen | null {
    const scroller = this.scroller;
    return scroller && { scrollLeft: scroller.scrollLeft, scrollTop: scroller.scrollTop, clientWidth: scroller.clientWidth, clientHeight: scroller.clientHeight };
  }

  /** Scrolls by columns and rows; more columns than there are seen lead as far as the window is wide. */
  protected goBy(geometry: Geometry, columns: number, rows: number) {
    const scroller = this.scroller!;
    scroller.scrollBy({ left: columns > 0 ? scroller.clientWidth - geometry.label : columns * geometry.pitch, top: rows * geometry.rowPitch });
  }

  /** Keeps what is in the middle of the window in the middle. */
  protected zoom(size: number) {
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

  protected focusOn(index: number | undefined, takeFocus = true) {
    const places = this.places;
    const scroller = this.scroller;
    if (index === undefined || !places || !scroller) {
      return;
    }
    this.active = index;
    this.geometry(places).reveal(scroller, this.headHeight, places.row(index), places.x(index));
    void this.updateComplete.then(() => {
      if (takeFocus) {
        this.tile(index)?.focus({ preventScroll: true });
      }
    });
  }

  /** Rows that are passed by have tiles of others, unseen. */
  private tile(index: number) {
    return this.querySelector<HTMLElement>(`.image-grid__row[data-passed='false'] [data-index='${index}']`);
  }

  protected later = () => {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => {
      this.fitted();
      this.requestUpdate();
    });
  };

  protected get scroller() {
    return this.querySelector<HTMLElement>('.image-grid__scroller');
  }

  private get headHeight() {
    return this.querySelector('.image-grid__head')?.getBoundingClientRect().height ?? 0;
  }

  /** Where rates can be opened they may come later: their room is kept from the beginning. */
  protected get room() {
    const rows = this.data?.rows ?? [];
    return new Room(this.clientWidth, rows, this.opensRates === true || [...rows, ...(this.data?.columns ?? [])].some((axis) => axis.note));
  }

  protected activeColumn(places: Places) {
    return places.shows(this.active) ? Math.floor(places.x(this.active) / places.layers) : undefined;
  }
}
