import { partsOf } from './compare-view';
import type { Axis, Layer, Picture, PictureGrid, Pictures } from './pictures';
import { type SentWalk, unpacked } from './walk';

/**
 * A grid as the server sends it: all places and points, and of the texts those of the first pictures. The texts of others come as windows,
 * when somebody is about to see them.
 *
 * `places` says where the pictures lie, in their order: the place of one, and how many follow it without a gap, again and again. A place is
 * `(row · columns + column) · layers + layer`. `marks` has a letter for each picture: `0` without points, else 1 more than twice the points, and
 * one more for those of the machine. `version` tells windows of this grid from those of another.
 *
 * Of a grid that is like the one before but for a few pictures only the texts of those come, as `added`: `since` is the version of the one
 * before, and `kept` has of each picture its number there, or -1, packed as places are.
 */
export interface SentGrid {
  rows: Axis[];
  columns: Axis[];
  layers: Layer[];
  version: number;
  total: number;
  places: number[];
  marks: string;
  /** How the large view walks them, where not as they lie. */
  walk?: SentWalk;
  first: SentWindow;
  since?: number;
  kept?: number[];
  added?: SentWindow[];
}

/**
 * The texts of pictures that follow each other, the first of which is `from`. Thousands of pictures say the same words again and again, so each
 * word is sent once: `pictures` holds, one picture after the other, of thumbnail, image, label, caption and the
 * places of its parts how many words it has, and which.
 */
export interface SentWindow {
  from: number;
  words: string[];
  pictures: number[];
}

/** How many pictures come together. */
export const windowSize = 256;
/** More windows are not kept: what was seen long ago is asked for again. */
const mostWindows = 40;
/** More texts are not taken over from grids of before: they are asked for again. */
const mostKept = 2 * mostWindows * windowSize;

/** @param before the pictures of the grid that came before it, whose texts are taken over where they are the same */
export function received(sent: SentGrid, before?: SentPictures): PictureGrid & { pictures: SentPictures } {
  const { rows, columns, layers, walk } = sent;
  return { rows, columns, layers, pictures: new SentPictures(sent, before), ...(walk ? { walk } : {}) };
}

/** The texts of one picture, as it is numbered in what they came with. */
interface Known {
  texts: Texts;
  index: number;
}

/** The pictures of a grid, of which those near the window have texts. */
export class SentPictures implements Pictures {
  readonly length: number;
  readonly version: number;
  private readonly places: Float64Array;
  private readonly first: Texts;
  private readonly windows = new Map<number, Texts>();
  /** What was taken over, and what came with this grid besides its first pictures. */
  private readonly kept = new Map<number, Known>();

  constructor(
    private readonly sent: SentGrid,
    before?: SentPictures,
  ) {
    this.length = sent.total;
    this.version = sent.version;
    this.places = unpacked(sent.places, sent.total);
    this.first = new Texts(sent.first);
    if (before && sent.kept && sent.since === before.version) {
      this.takeOver(before, unpacked(sent.kept, sent.total));
    }
    for (const window of sent.added ?? []) {
      const texts = new Texts(window);
      for (let index = window.from; texts.has(index); index++) {
        this.kept.set(index, { texts, index });
      }
    }
  }

  private takeOver(before: SentPictures, numbers: Float64Array) {
    for (let index = 0; index < this.length; index++) {
      const known = numbers[index]! < 0 ? undefined : before.known(numbers[index]!);
      if (known) {
        this.kept.set(index, known);
      }
    }
    if (this.kept.size > mostKept) {
      this.kept.clear();
    }
  }

  at(index: number): Picture | undefined {
    return index >= 0 && index < this.length ? new SentPicture(this.sent, this.places[index]!, this.mark(index), this.texts(index)) : undefined;
  }

  /** The windows that these pictures need and that are not here. */
  missing(indexes: Iterable<number>) {
    const missing = new Set<number>();
    for (const index of indexes) {
      if (!this.texts(index)) {
        missing.add(Math.floor(index / windowSize));
      }
    }
    return [...missing];
  }

  /** Keeps a window that came; those that were not looked at for longest are let go. */
  fill(sent: SentWindow) {
    this.windows.set(Math.floor(sent.from / windowSize), new Texts(sent));
    for (const oldest of this.windows.keys()) {
      if (this.windows.size <= mostWindows) {
        break;
      }
      this.windows.delete(oldest);
    }
  }

  private texts(index: number) {
    const known = this.known(index);
    const number = Math.floor(index / windowSize);
    if (known && known.texts === this.windows.get(number)) {
      this.windows.delete(number);
      this.windows.set(number, known.texts); // looked at last
    }
    return known;
  }

  private known(index: number): Known | undefined {
    if (this.first.has(index)) {
      return { texts: this.first, index };
    }
    const texts = this.windows.get(Math.floor(index / windowSize));
    return texts ? { texts, index } : this.kept.get(index);
  }

  private mark(index: number) {
    return this.sent.marks.charCodeAt(index) - 49;
  }
}

/** The texts of one window, put together when somebody reads them. */
class Texts {
  private readonly starts: number[] = [];

  constructor(private readonly sent: SentWindow) {
    for (let at = 0; at < sent.pictures.length; ) {
      this.starts.push(at);
      for (let text = 0; text < 5; text++) {
        at += 1 + sent.pictures[at]!;
      }
    }
  }

  has(index: number) {
    return index >= this.sent.from && index < this.sent.from + this.starts.length;
  }

  text(index: number, which: number) {
    const { words, pictures } = this.sent;
    let at = this.starts[index - this.sent.from]!;
    for (let text = 0; text < which; text++) {
      at += 1 + pictures[at]!;
    }
    return pictures
      .slice(at + 1, at + 1 + pictures[at]!)
      .map((word) => words[word])
      .join('');
  }
}

class SentPicture implements Picture {
  readonly row: number;
  readonly column: number;
  readonly layer: number;

  constructor(
    private readonly grid: SentGrid,
    place: number,
    private readonly mark: number,
    private readonly known: Known | undefined,
  ) {
    const layers = Math.max(1, grid.layers.length);
    this.layer = place % layers;
    this.column = Math.floor(place / layers) % grid.columns.length;
    this.row = Math.floor(place / (layers * grid.columns.length));
  }

  private text(which: number) {
    return this.known?.texts.text(this.known.index, which);
  }

  get points() {
    return this.mark < 0 ? undefined : Math.floor(this.mark / 2);
  }

  get source() {
    return this.mark < 0 ? undefined : this.mark % 2 === 1 ? 'machine' : 'human';
  }

  get thumbnail() {
    return this.text(0) ?? '';
  }

  get image() {
    return this.text(1) ?? '';
  }

  /** As long as its own words have not come, those of its place. */
  get label() {
    const { rows, columns, layers } = this.grid;
    return this.text(2) ?? [rows[this.row]?.label, columns[this.column]?.label, layers[this.layer]?.label].filter(Boolean).join(', ');
  }

  get caption() {
    return this.text(3) ?? '';
  }

  get parts() {
    return partsOf(this.text(4) ?? '');
  }
}
