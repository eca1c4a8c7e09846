import type { Geometry, Seen } from './grid-geometry';
import type { Places } from './pictures';

/** A grid as it is laid out under a head of some height. */
export interface Laid {
  places: Places;
  geometry: Geometry;
  head: number;
}

/** Where to scroll to, and how much emptiness that takes at the right and at the lower end. */
export interface Scroll {
  left: number;
  top: number;
  beyondX: number;
  beyondY: number;
  /** How many rows more than before lie above the place, and how many columns to the left of it. */
  above: number;
  aside: number;
}

/** The place that somebody looks at: it stays where it is on the screen when other pictures come. */
export class Anchor {
  private readonly place: { row: number; x: number };

  /** @param looked the pictures that are pointed at or have the keyboard; the first that is in the window counts, else the first place in it */
  constructor(
    private readonly from: Laid,
    private readonly seen: Seen,
    looked: (number | undefined)[],
  ) {
    const { places } = from;
    const index = looked.find((one) => one !== undefined && places.shows(one) && this.inWindow(places.row(one), places.x(one)));
    this.place = index === undefined ? this.first() : { row: places.row(index), x: places.x(index) };
  }

  /** The scrolling that keeps the place where it is. */
  scroll(now: Laid): Scroll {
    const { row, x } = now.places.placeLike(this.from.places, this.place.row, this.place.x);
    const { scrollLeft, scrollTop, clientWidth, clientHeight } = this.seen;
    const left = x === undefined ? scrollLeft : Math.max(0, scrollLeft + leftOf(now, x) - leftOf(this.from, this.place.x));
    const top = row === undefined ? scrollTop : Math.max(0, scrollTop + topOf(now, row, x ?? 0) - topOf(this.from, this.place.row, this.place.x));
    return {
      left,
      top,
      beyondX: Math.max(0, left + clientWidth - now.geometry.width),
      beyondY: Math.max(0, top + clientHeight - now.head - now.geometry.height),
      above: Math.max(0, (row ?? 0) - this.place.row),
      aside: Math.max(0, Math.floor((x ?? 0) / now.places.layers) - Math.floor(this.place.x / this.from.places.layers)),
    };
  }

  private inWindow(row: number, x: number) {
    const { geometry, head } = this.from;
    const { scrollLeft, scrollTop, clientWidth, clientHeight } = this.seen;
    const left = leftOf(this.from, x) - scrollLeft;
    const top = topOf(this.from, row, x) - scrollTop;
    return left >= geometry.label && top >= head && left + geometry.size <= clientWidth && top + geometry.size <= clientHeight;
  }

  /** The place at the upper left edge of the window. */
  private first() {
    const { places, geometry } = this.from;
    const row = Math.max(0, Math.min(places.height - 1, Math.floor(this.seen.scrollTop / geometry.rowPitch)));
    const column = Math.max(0, Math.min(places.columns.length - 1, Math.floor(this.seen.scrollLeft / geometry.pitch)));
    return { row, x: column * places.layers };
  }
}

function leftOf({ geometry }: Laid, x: number) {
  return geometry.label + geometry.left(x);
}

function topOf({ geometry, head }: Laid, row: number, x: number) {
  return head + row * geometry.rowPitch + geometry.top(x);
}
