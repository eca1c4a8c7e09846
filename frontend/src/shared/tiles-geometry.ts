/** Below this all are made: it costs less than to look where the page stands. */
const few = 96;

/** Squares in lines of `across` that fill a width, `gap` pixels apart. */
export class TilesGeometry {
  readonly size: number;
  readonly pitch: number;
  readonly height: number;

  constructor(
    readonly total: number,
    readonly across: number,
    width: number,
    gap: number,
  ) {
    this.size = Math.max(0, (width - gap * (across - 1)) / across);
    this.pitch = this.size + gap;
    this.height = total === 0 ? 0 : Math.ceil(total / across) * this.pitch - gap;
  }

  left(place: number) {
    return (place % this.across) * this.pitch;
  }

  top(place: number) {
    return Math.floor(place / this.across) * this.pitch;
  }

  /** The places within a window or one window's height from it, and `also`, in their order; `top` is where the first line stands in the window. */
  near(top: number, room: number, also: number | undefined): number[] {
    if (this.total <= few) {
      return Array.from({ length: this.total }, (_, place) => place);
    }
    if (this.size <= 0) {
      return [];
    }
    const first = Math.max(0, Math.floor((-top - room) / this.pitch) * this.across);
    const end = Math.min(this.total, Math.ceil((2 * room - top) / this.pitch) * this.across);
    const places = Array.from({ length: Math.max(0, end - first) }, (_, at) => first + at);
    if (also === undefined || also >= this.total || (also >= first && also < end)) {
      return places;
    }
    return also < first ? [also, ...places] : [...places, also];
  }

  /** Where a key leads from a place; nothing where it leads nowhere. */
  step(place: number, key: string): number | undefined {
    const to = { ArrowLeft: place - 1, ArrowRight: place + 1, ArrowUp: place - this.across, ArrowDown: place + this.across, Home: 0, End: this.total - 1 }[key];
    return to === undefined || to < 0 || to >= this.total ? undefined : to;
  }
}
