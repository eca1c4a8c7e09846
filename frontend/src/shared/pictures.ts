/** One row, column or layer of a grid: what it stands for, and a short text at the border (a success rate). */
export interface Axis {
  label: string;
  note?: string;
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

export interface PictureGrid {
  rows: Axis[];
  columns: Axis[];
  layers: Axis[];
  pictures: Picture[];
}

export type Direction = 'left' | 'right' | 'up' | 'down';

/** Where every picture lies, with the layers of a column side by side. */
export class Places {
  readonly width: number;
  readonly height: number;
  private readonly byPlace = new Map<number, number>();

  constructor(readonly grid: PictureGrid) {
    this.width = grid.columns.length * this.layers;
    this.height = grid.rows.length;
    grid.pictures.forEach((picture, index) => this.byPlace.set(this.key(picture.row, this.x(picture)), index));
  }

  get layers() {
    return Math.max(1, this.grid.layers.length);
  }

  x(picture: Picture) {
    return picture.column * this.layers + picture.layer;
  }

  at(row: number, x: number): number | undefined {
    return this.byPlace.get(this.key(row, x));
  }

  picture(index: number): Picture | undefined {
    return this.grid.pictures[index];
  }

  /** The next picture in a direction, over gaps. */
  neighbour(index: number, direction: Direction): number | undefined {
    const picture = this.picture(index);
    if (!picture) {
      return undefined;
    }
    const [down, right] = { left: [0, -1], right: [0, 1], up: [-1, 0], down: [1, 0] }[direction];
    let row = picture.row + down;
    let x = this.x(picture) + right;
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

export const arrows: Record<string, Direction | undefined> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** The smallest stored thumbnail that is sharp at `size` CSS pixels. */
export function thumbnail(picture: Picture, size: number) {
  const wanted = size * Math.min(2, window.devicePixelRatio);
  const stored = wanted <= 64 ? 64 : wanted <= 128 ? 128 : 256;
  return picture.thumbnail.replace('{size}', String(stored));
}

export function verdictText(picture: Picture) {
  if (picture.points === undefined) {
    return '';
  }
  const word = picture.points === 3 ? 'perfect' : picture.points === 0 ? 'broken' : 'acceptable';
  return `${picture.source === 'machine' ? 'read by the machine' : 'scored by a person'}: ${word}, ${picture.points} of 3 points`;
}
