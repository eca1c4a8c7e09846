import { type Direction, type Places, verdictText } from './pictures';

/**
 * How the large view walks the pictures of a grid: `columns` to left and right, `rows` up and down, all else as it is. `places` has of each
 * picture `(rest · rows + row) · columns + column`, packed as those of the grid.
 */
export interface SentWalk {
  across: string;
  down: string;
  columns: string[];
  rows: string[];
  places: number[];
}

/** Numbers of which most follow each other: the first of each line of them, and how many follow it. */
export function unpacked(packed: number[], total: number) {
  const all = new Float64Array(total);
  for (let run = 0, index = 0; run < packed.length; run += 2) {
    for (let step = 0; step <= packed[run + 1]!; step++) {
      all[index++] = packed[run]! + step;
    }
  }
  return all;
}

/** One stop of the line that one walks along. */
export interface Stop {
  label: string;
  /** The picture there; none where none was drawn, or it is left out. */
  index: number | undefined;
}

/** The way through the pictures that are shown. */
export class Walk {
  private readonly placeOf: Float64Array;
  private readonly byPlace = new Map<number, number>();

  constructor(
    private readonly sent: SentWalk,
    private readonly places: Places,
  ) {
    const total = places.grid.pictures.length;
    this.placeOf = unpacked(sent.places, total);
    for (let index = 0; index < total; index++) {
      if (places.shows(index) && !this.byPlace.has(this.placeOf[index]!)) {
        this.byPlace.set(this.placeOf[index]!, index);
      }
    }
  }

  /** The next picture in a direction, over gaps. */
  neighbour(index: number, direction: Direction): number | undefined {
    const [down, right] = { left: [0, -1], right: [0, 1], up: [-1, 0], down: [1, 0] }[direction] as [number, number];
    const { columns, rows } = this.sent;
    let row = this.row(index) + down;
    let column = this.column(index) + right;
    for (; row >= 0 && row < rows.length && column >= 0 && column < columns.length; row += down, column += right) {
      const found = this.at(index, row, column);
      if (found !== undefined) {
        return found;
      }
    }
    return undefined;
  }

  /** What lies to left and right of a picture, itself among it. */
  line(index: number): Stop[] {
    const row = this.row(index);
    return this.sent.columns.map((label, column) => ({ label, index: column === this.column(index) ? index : this.at(index, row, column) }));
  }

  /** What the line is called: `Epochs of soft × happy`. */
  lineName(index: number) {
    const { across } = this.sent;
    return `${across[0]!.toUpperCase()}${across.slice(1)}s of ${this.sent.rows[this.row(index)]}`;
  }

  /** Where a picture lies: `epoch 6, 3 of 8 · soft × happy, 2 of 16`. */
  place(index: number) {
    const { columns, rows } = this.sent;
    const row = this.row(index);
    const column = this.column(index);
    return `${columns[column]}, ${column + 1} of ${columns.length} · ${rows[row]}, ${row + 1} of ${rows.length}`;
  }

  /** What is read out of it. */
  words(index: number) {
    const { across, down, columns, rows } = this.sent;
    const picture = this.places.picture(index);
    const row = this.row(index);
    const column = this.column(index);
    return [
      columns[column],
      rows[row],
      picture ? verdictText(picture) : '',
      `${across} ${column + 1} of ${columns.length}, ${down} ${row + 1} of ${rows.length}`,
    ]
      .filter(Boolean)
      .join('. ')
      .concat('.');
  }

  /** What is read out where nothing lies any more. */
  edge(direction: Direction) {
    const { across, down } = this.sent;
    return { left: `No earlier ${across}.`, right: `No later ${across}.`, up: `No ${down} above.`, down: `No ${down} below.` }[direction];
  }

  private at(index: number, row: number, column: number) {
    const { rows, columns } = this.sent;
    const rest = Math.floor(this.placeOf[index]! / (rows.length * columns.length));
    return this.byPlace.get((rest * rows.length + row) * columns.length + column);
  }

  private row(index: number) {
    return Math.floor(this.placeOf[index]! / this.sent.columns.length) % this.sent.rows.length;
  }

  private column(index: number) {
    return this.placeOf[index]! % this.sent.columns.length;
  }
}
