import type { Parts } from './compare-view';
import type { SentWalk } from './walk';

/** One row, column or layer of a grid: what it stands for, and a short text at the border (a success rate). */
export interface Axis {
  label: string;
  note?: string;
  /** What is remarkable about it, in words. */
  mark?: string;
}

/** One picture at its place; where its texts have not come yet, its addresses are empty. `thumbnail` holds `{size}` where 64, 128 or 256 goes. */
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
  /** Where parts of its face lie, of those that are known. */
  parts?: Parts;
}

/** One of the places side by side in a column; the pictures of a cell with the same `pair` are compared with each other. */
export interface Layer extends Axis {
  pair?: number;
}

/** Pictures by their numbers. */
export interface Pictures {
  readonly length: number;
  at(index: number): Picture | undefined;
}

export interface PictureGrid {
  rows: Axis[];
  columns: Axis[];
  layers: Layer[];
  pictures: Pictures;
  /** How the large view walks them, where not as they lie. */
  walk?: SentWalk;
}

export type Direction = 'left' | 'right' | 'up' | 'down';

/** Where every picture lies, with the layers of a column side by side; `only` leaves rows, columns and pictures out. */
export class Places {
  readonly rows: number[];
  readonly columns: number[];
  readonly width: number;
  readonly height: number;
  /** The first picture that is shown; infinite where none is. */
  readonly first: number;
  private readonly byPlace = new Map<number, number>();
  /** Of each picture that is shown its place, of others -1. */
  private readonly placeOf: Float64Array;
  private rowsByName: Map<string, number> | undefined;
  private columnsByName: Map<string, number> | undefined;

  constructor(
    readonly grid: PictureGrid,
    only?: Set<number>,
  ) {
    const { pictures } = grid;
    const shown = only && Array.from(only, (index) => pictures.at(index)!);
    this.rows = kept(grid.rows, shown?.map((picture) => picture.row));
    this.columns = kept(grid.columns, shown?.map((picture) => picture.column));
    const rowAt = new Map(this.rows.map((row, at) => [row, at]));
    const columnAt = new Map(this.columns.map((column, at) => [column, at]));
    this.width = this.columns.length * this.layers;
    this.height = this.rows.length;
    this.placeOf = new Float64Array(pictures.length).fill(-1);
    let first = Infinity;
    for (let index = 0; index < pictures.length; index++) {
      if (only?.has(index) ?? true) {
        const { row, column, layer } = pictures.at(index)!;
        const place = rowAt.get(row)! * this.width + columnAt.get(column)! * this.layers + layer;
        this.placeOf[index] = place;
        this.byPlace.set(place, index);
        first = Math.min(first, index);
      }
    }
    this.first = first;
  }

  get layers() {
    return Math.max(1, this.grid.layers.length);
  }

  /** The row in which a picture is shown, from 0. */
  row(index: number) {
    return Math.floor(this.placeOf[index]! / this.width);
  }

  /** The place in its row at which a picture is shown, from 0. */
  x(index: number) {
    return this.placeOf[index]! % this.width;
  }

  at(row: number, x: number): number | undefined {
    return this.byPlace.get(row * this.width + x);
  }

  shows(index: number) {
    const place = this.placeOf[index];
    return place !== undefined && place >= 0 && this.byPlace.get(place) === index;
  }

  /** The picture that lies here where one of another grid lies there: by the names of row, column and layer. */
  like(other: Places, index: number): number | undefined {
    const { row, x } = this.placeLike(other, other.row(index), other.x(index));
    return row === undefined || x === undefined ? undefined : this.at(row, x);
  }

  /** The place here that is called as one of another grid; a layer that is called otherwise by now is known by its place in its column. */
  placeLike(other: Places, row: number, x: number) {
    const column = this.columnLike(other, Math.floor(x / other.layers));
    const before = x % other.layers;
    const named = this.grid.layers.findIndex((one) => one.label === other.grid.layers[before]?.label);
    const layer = named < 0 ? Math.min(before, this.layers - 1) : named;
    return { row: this.rowLike(other, row), x: column === undefined ? undefined : column * this.layers + layer };
  }

  /** The row here that is called as one of another grid. */
  rowLike(other: Places, row: number) {
    this.rowsByName ??= byName(this.rows, this.grid.rows);
    return this.rowsByName.get(other.grid.rows[other.rows[row]!]?.label ?? '');
  }

  columnLike(other: Places, column: number) {
    this.columnsByName ??= byName(this.columns, this.grid.columns);
    return this.columnsByName.get(other.grid.columns[other.columns[column]!]?.label ?? '');
  }

  picture(index: number): Picture | undefined {
    return this.grid.pictures.at(index);
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
}

function byName(shown: number[], axes: Axis[]) {
  return new Map(shown.map((axis, at) => [axes[axis]!.label, at]));
}

function kept(axes: Axis[], used: number[] | undefined) {
  const all = axes.map((_, at) => at);
  const kept = used && new Set(used);
  return kept ? all.filter((at) => kept.has(at)) : all;
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
