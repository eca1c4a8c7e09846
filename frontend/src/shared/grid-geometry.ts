import { crossed, tellApart } from './labels';
import type { Axis, Places } from './pictures';

/** Below this the rate beside a row has no room. */
const readable = 64;
/** Below this a face tells nothing. */
const legible = 40;
/** Where even one picture under the other leaves less, the grid scrolls sideways. */
const tiny = 24;
const widestFitted = 192;
const gap = 2;
const groupGap = 10;
const overscan = 1;

/** What is seen of a grid; read once for all tiles. */
export type Seen = Pick<HTMLElement, 'scrollLeft' | 'scrollTop' | 'clientWidth' | 'clientHeight'>;

/** Where the tiles of a grid lie, in pixels: `across` layers of a column stand side by side, the others below them; a `band` lies above each row. */
export class Geometry {
  readonly pitch: number;
  readonly rowHeight: number;
  readonly rowPitch: number;
  readonly width: number;
  readonly height: number;
  /** What stands above the tiles of a column; nothing where it has one layer, or where each tile needs its own words. */
  readonly heads: string[] = [];
  /** What stands beside the lines of a row, where it has several. */
  readonly lines: string[] = [];
  /** What stands in each tile, where neither says it. */
  readonly names: string[] = [];

  constructor(
    private readonly places: Places,
    readonly size: number,
    readonly across: number,
    readonly label: number,
    private readonly band: number,
  ) {
    const labels = places.grid.layers.map((layer) => layer.label);
    const both = this.stacked ? crossed(labels, across) : undefined;
    if (both) {
      this.lines = both.lines;
      this.heads = across > 1 ? both.heads : [];
    } else if (this.stacked) {
      this.names = tellApart(labels);
    } else if (labels.length > 1) {
      this.heads = tellApart(labels);
    }
    const apart = across > 1 ? groupGap : 0;
    const lines = Math.ceil(places.layers / across);
    this.pitch = across * (size + gap) + apart;
    this.rowHeight = band + lines * (size + gap) - gap;
    this.rowPitch = this.rowHeight + gap + (lines > 1 ? groupGap : 0);
    this.width = label + places.columns.length * this.pitch;
    this.height = places.height * this.rowPitch;
  }

  get stacked() {
    return this.across < this.places.layers;
  }

  get columnWidth() {
    return this.across * (this.size + gap) - gap;
  }

  /** The left edge of a column, right of the labels. */
  columnLeft(column: number) {
    return column * this.pitch;
  }

  /** The left edge of a place, right of the labels. */
  left(x: number) {
    const { layers } = this.places;
    return this.columnLeft(Math.floor(x / layers)) + ((x % layers) % this.across) * (this.size + gap);
  }

  /** The upper edge of a place within its row. */
  top(x: number) {
    return this.band + Math.floor((x % this.places.layers) / this.across) * (this.size + gap);
  }

  rows(scroller: HTMLElement | null, also: number | undefined) {
    const top = scroller?.scrollTop ?? 0;
    const room = scroller?.clientHeight || innerHeight;
    return between(Math.floor(top / this.rowPitch), Math.ceil(room / this.rowPitch), this.places.height, also);
  }

  columns(scroller: HTMLElement | null, also: number | undefined) {
    const left = scroller?.scrollLeft ?? 0;
    const room = scroller?.clientWidth || innerWidth;
    return between(Math.floor(left / this.pitch), Math.ceil(room / this.pitch), this.places.columns.length, also);
  }

  /** The rows of the window that follows below (`way` 1) or above (-1); none where a row is larger than a window. */
  next(scroller: HTMLElement | null, way: number) {
    const room = scroller?.clientHeight || innerHeight;
    const count = Math.floor(room / this.rowPitch);
    const first = Math.floor((scroller?.scrollTop ?? 0) / this.rowPitch) + (way > 0 ? Math.ceil(room / this.rowPitch) : -count);
    return Array.from({ length: count }, (_, at) => first + at).filter((row) => row >= 0 && row < this.places.height);
  }

  /** Where in its rows and columns the window is, where they are so large that not all of their tiles are made. */
  part(seen: Seen | null) {
    const tall = this.rowHeight > (seen?.clientHeight || innerHeight) / 2;
    const wide = this.columnWidth > (seen?.clientWidth || innerWidth) / 2;
    const step = this.size + gap;
    return tall || wide ? `${Math.floor((seen?.scrollTop ?? 0) / step)} ${Math.floor((seen?.scrollLeft ?? 0) / step)}` : undefined;
  }

  /** Whether a place is in the window, or nearly; before there is a scroller, in that of the browser. */
  sees(scroller: Seen | null, row: number, x: number) {
    const left = this.left(x) - (scroller?.scrollLeft ?? 0);
    const top = row * this.rowPitch + this.top(x) - (scroller?.scrollTop ?? 0);
    const near = 2 * this.size;
    return left > -near && left < (scroller?.clientWidth || innerWidth) + near && top > -near && top < (scroller?.clientHeight || innerHeight) + near;
  }

  /** Scrolls no further than it takes to see a place whole. */
  reveal(scroller: HTMLElement, head: number, row: number, x: number) {
    const left = this.left(x);
    const top = row * this.rowPitch + this.top(x);
    const roomX = scroller.clientWidth - this.label;
    const roomY = scroller.clientHeight - head;
    if (left < scroller.scrollLeft) {
      scroller.scrollLeft = left;
    } else if (left + this.size > scroller.scrollLeft + roomX) {
      scroller.scrollLeft = left + this.size - roomX;
    }
    if (top < scroller.scrollTop) {
      scroller.scrollTop = top;
    } else if (top + this.size > scroller.scrollTop + roomY) {
      scroller.scrollTop = top + this.size - roomY;
    }
  }

  /** How many columns lie beyond the right edge of the window, in whole or in part. */
  beyond(scroller: HTMLElement | null) {
    if (!scroller || scroller.clientWidth === 0) {
      return 0;
    }
    const seen = Math.floor((scroller.scrollLeft + scroller.clientWidth - this.label + 1) / this.pitch + (this.pitch - this.columnWidth) / this.pitch);
    return Math.max(0, this.places.columns.length - seen);
  }
}

/**
 * The largest tiles with which all columns fit into a width. The layers of a column stand side by side where faces stay legible, else in
 * several lines; only where one under the other is still too wide the grid scrolls.
 */
export function fitted(places: Places, room: number, notes: boolean) {
  const { layers } = places;
  const columns = Math.max(1, places.columns.length);
  const sizeOf = (across: number) => Math.floor((room - (across > 1 ? columns * groupGap : 0)) / (columns * across)) - gap;
  const fits = (across: number) => {
    const size = sizeOf(across);
    return size >= legible && (!notes || Math.ceil(layers / across) * (size + gap) >= readable);
  };
  const ways = Array.from({ length: layers }, (_, at) => layers - at);
  const even = ways.find((across) => layers % across === 0 && fits(across)) ?? 1;
  const across = even > 1 || layers < 4 ? even : (ways.find(fits) ?? 1);
  return { across, size: Math.max(notes && layers === 1 ? readable : tiny, Math.min(widestFitted, sizeOf(across))) };
}

/** The room for the labels of rows, in pixels: as wide as their longest word needs; rates (`noted`) need more. */
export function labelWidth(rows: Axis[], noted: boolean, narrow: boolean) {
  const longest = Math.max(0, ...rows.flatMap((row) => row.label.split(' ').map((word) => word.length)));
  const widest = narrow ? 96 : 152;
  return noted ? (narrow ? 92 : 172) : Math.max(60, Math.min(widest, 20 + 7 * longest));
}

/**
 * What is in view and a little more, of what is numbered up to `end`, and `also`, which must not vanish. They are as many wherever the window is:
 * elements that come and go with every step cost more than all else.
 *
 * @param first the first in view
 * @param fit how many are in view at most, when they begin at its edge
 */
function between(first: number, fit: number, end: number, also: number | undefined) {
  const count = fit + 1 + 2 * overscan;
  const from = Math.max(0, Math.min(first - overscan, end - count));
  const result: number[] = [];
  for (let value = from; value < Math.min(end, from + count); value++) {
    result.push(value);
  }
  if (also !== undefined && also < end && !result.includes(also)) {
    result.push(also);
    result.sort((a, b) => a - b);
  }
  return result;
}
