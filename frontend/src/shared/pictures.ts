/** One row, column or layer of a grid: what it stands for, and a short text at the border (a success rate). */
export interface Axis {
  label: string;
  note?: string;
  /** What is remarkable about it, in words. */
  mark?: string;
}

/** One picture at its place; `thumbnail` holds `{size}` where 64, 128 or 256 goes. */
export interface Picture {
  row: number;
  column: number;
  layer: number;
  thumbnail: string;
  image: string;
  label: string;
  caption?: string;
  points?: number;
  source?: 'human' | 'machine';
}

/** One of the places side by side in a column; the pictures of a cell with the same `pair` are compared with each other. */
export interface Layer extends Axis {
  pair?: number;
}

export interface PictureGrid {
  rows: Axis[];
  columns: Axis[];
  layers: Layer[];
  pictures: Picture[];
}

export type Direction = 'left' | 'right' | 'up' | 'down';

/** Where every picture lies, with the layers of a column side by side; `only` leaves rows, columns and pictures out. */
export class Places {
  readonly rows: number[];
  readonly columns: number[];
  readonly width: number;
  readonly height: number;
  private readonly byPlace = new Map<number, number>();
  private readonly rowAt: Map<number, number>;
  private readonly columnAt: Map<number, number>;

  constructor(
    readonly grid: PictureGrid,
    only?: Set<number>,
  ) {
    const shown = grid.pictures.filter((_, index) => only?.has(index) ?? true);
    this.rows = kept(grid.rows, only && shown.map((picture) => picture.row));
    this.columns = kept(grid.columns, only && shown.map((picture) => picture.column));
    this.rowAt = new Map(this.rows.map((row, at) => [row, at]));
    this.columnAt = new Map(this.columns.map((column, at) => [column, at]));
    this.width = this.columns.length * this.layers;
    this.height = this.rows.length;
    grid.pictures.forEach((_, index) => {
      if (only?.has(index) ?? true) {
        this.byPlace.set(this.key(this.row(index), this.x(index)), index);
      }
    });
  }

  get layers() {
    return Math.max(1, this.grid.layers.length);
  }

  /** The row in which a picture is shown, from 0. */
  row(index: number) {
    return this.rowAt.get(this.grid.pictures[index]!.row)!;
  }

  /** The place in its row at which a picture is shown, from 0. */
  x(index: number) {
    const { column, layer } = this.grid.pictures[index]!;
    return this.columnAt.get(column)! * this.layers + layer;
  }

  at(row: number, x: number): number | undefined {
    return this.byPlace.get(this.key(row, x));
  }

  /** The first picture that is shown. */
  get first() {
    return Math.min(...this.byPlace.values());
  }

  shows(index: number) {
    return this.picture(index) !== undefined && this.at(this.row(index), this.x(index)) === index;
  }

  picture(index: number): Picture | undefined {
    return this.grid.pictures[index];
  }

  /** The next picture in a direction, over gaps. */
  neighbour(index: number, direction: Direction): number | undefined {
    if (!this.shows(index)) {
      return undefined;
    }
    const [down, right] = { left: [0, -1], right: [0, 1], up: [-1, 0], down: [1, 0] }[direction];
    let row = this.row(index) + down;
    let x = this.x(index) + right;
    while (row >= 0 && row < this.height && x >= 0 && x < this.width) {
      const found = this.at(row, x);
      if (found !== undefined) {
        return found;
      }
      row += down;
      x += right;
    }
    return undefined;
  }

  private key(row: number, x: number) {
    return row * this.width + x;
  }
}

function kept(axes: Axis[], used: number[] | undefined) {
  const all = axes.map((_, at) => at);
  return used ? all.filter((at) => used.includes(at)) : all;
}

export const arrows: Record<string, Direction | undefined> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

export function verdictText(picture: Picture) {
  if (picture.points === undefined) {
    return '';
  }
  const word = picture.points === 3 ? 'perfect' : picture.points === 0 ? 'broken' : 'acceptable';
  return `${picture.source === 'machine' ? 'read by the machine' : 'scored by a person'}: ${word}, ${picture.points} of 3 points`;
}
