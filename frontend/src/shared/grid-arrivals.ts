import type { Differences } from './differences';
import { differences } from './differences';
import { Places } from './pictures';
import type { received, SentPictures, SentWindow } from './sent-pictures';

export type ReceivedGrid = ReturnType<typeof received>;

/** A grid and where its pictures lie. */
export interface LaidGrid {
  grid: ReceivedGrid;
  places: Places;
  pairs: Differences;
}

/** How long a newer grid may wait for the texts of what is in view before it is shown without. */
const patience = 500;
/** After so long a window is asked for once more. */
const askedAgain = 3000;

/** @param onlyDifferences leaves out the pairs that do not differ, where there are pairs */
export function laidOut(grid: ReceivedGrid, onlyDifferences: boolean): LaidGrid {
  const pairs = differences(grid);
  return { grid, pairs, places: new Places(grid, onlyDifferences && pairs.pairs > 0 ? pairs.differing : undefined) };
}

/** A newer grid is shown as soon as what is in view is known of it, and no text is asked for twice at once. */
export class Arrivals {
  private waiting: { laid: LaidGrid; needed: () => number[]; timer: number } | undefined;
  private readonly asked = new WeakMap<SentPictures, Map<number, number>>();

  /**
   * @param take shows a newer grid
   * @param tell asks the server for windows of texts
   */
  constructor(
    private readonly take: (laid: LaidGrid) => void,
    private readonly tell: (version: number, windows: number[]) => void,
  ) {}

  /** @param seen those pictures of it that are about to be in view */
  receive(laid: LaidGrid, seen: () => number[]) {
    clearTimeout(this.waiting?.timer);
    const needed = () => laid.grid.pictures.missing(seen());
    if (needed().length === 0) {
      this.waiting = undefined;
      this.take(laid);
      return;
    }
    this.waiting = { laid, needed, timer: window.setTimeout(() => this.arrived(), patience) };
    this.ask(laid.grid.pictures, needed());
  }

  /** Texts of `shown`, or of what is about to be. */
  fill(shown: ReceivedGrid | undefined, version: number, windows: SentWindow[]) {
    for (const grid of [shown, this.waiting?.laid.grid]) {
      if (grid?.pictures.version === version) {
        windows.forEach((window) => grid.pictures.fill(window));
      }
    }
    if (this.waiting && this.waiting.needed().length === 0) {
      this.arrived();
    }
  }

  ask(pictures: SentPictures, windows: number[]) {
    const now = performance.now();
    const asked = this.asked.get(pictures) ?? new Map<number, number>();
    this.asked.set(pictures, asked);
    const wanted = windows.filter((window) => now - (asked.get(window) ?? -askedAgain) >= askedAgain);
    if (wanted.length > 0) {
      wanted.forEach((window) => asked.set(window, now));
      this.tell(pictures.version, wanted);
    }
  }

  private arrived() {
    const { laid, timer } = this.waiting!;
    clearTimeout(timer);
    this.waiting = undefined;
    this.take(laid);
  }
}
