import { fitted, Geometry, labelWidth } from './grid-geometry';
import type { Axis, Places } from './pictures';
import { step } from './zoom';

/** The room for the names of a row's lines beside its rates. */
const besideRates = 84;
/** Where there is no such room, the rates stand above their row. */
const ratesAbove = 52;
/** Below this a grid is held in the hand. */
const hand = 600;

/** The room that a grid has, and what stands at its border. */
export class Room {
  /**
   * @param width of the whole grid
   * @param rows what stands beside rows
   * @param noted whether rates stand at the border
   */
  constructor(
    readonly width: number,
    private readonly rows: Axis[],
    readonly noted: boolean,
  ) {}

  get narrow() {
    return this.width < hand;
  }

  /** The room for what stands beside rows. */
  get labels() {
    return labelWidth(this.rows, this.noted, this.narrow);
  }

  /** The size of tiles with which all columns fit, and how many layers of a column stand side by side. */
  fit(places: Places, scrollbar: number) {
    const room = this.width - this.labels - Math.max(scrollbar, step);
    const first = fitted(places, room, this.noted);
    const apart = first.across < places.layers && this.noted && !this.narrow;
    return apart ? fitted(places, room - besideRates, true) : first;
  }

  geometry(places: Places, size: number, wanted: number | undefined) {
    const across = Math.min(wanted ?? places.layers, places.layers);
    const lined = across < places.layers && this.noted;
    return new Geometry(places, size, across, this.labels + (lined && !this.narrow ? besideRates : 0), lined && this.narrow ? ratesAbove : 0);
  }
}
