import type { PictureGrid } from './pictures';

/**
 * The pairs of a grid: the pictures of one cell that differ in what splits the columns.
 *
 * `differing` holds the pictures of those pairs whose points differ. A pair in which a picture is missing, has no points, or has
 * those of another judge says nothing and is `open`.
 */
export interface Differences {
  pairs: number;
  same: number;
  open: number;
  differing: Set<number>;
}

export function differences(grid: PictureGrid): Differences {
  const result: Differences = { pairs: 0, same: 0, open: 0, differing: new Set() };
  if (grid.layers.length < 2) {
    return result;
  }
  const pairs = new Map<number, number[]>();
  const sizes = new Map<number, number>();
  grid.layers.forEach((layer) => sizes.set(layer.pair ?? 0, (sizes.get(layer.pair ?? 0) ?? 0) + 1));
  const most = Math.max(...sizes.keys()) + 1;
  for (let index = 0; index < grid.pictures.length; index++) {
    const picture = grid.pictures.at(index)!;
    const pair = grid.layers[picture.layer]?.pair ?? 0;
    const key = (picture.row * grid.columns.length + picture.column) * most + pair;
    const members = pairs.get(key);
    if (members) {
      members.push(index);
    } else {
      pairs.set(key, [index]);
    }
  }
  for (const [key, members] of pairs) {
    const size = sizes.get(key % most) ?? 1;
    if (size < 2) {
      continue;
    }
    result.pairs++;
    const pictures = members.map((index) => grid.pictures.at(index)!);
    const judges = new Set(pictures.map((picture) => picture.source ?? 'human'));
    const points = new Set(pictures.map((picture) => picture.points));
    if (members.length < 2 || judges.size > 1 || points.has(undefined)) {
      result.open++;
    } else if (points.size > 1) {
      members.forEach((index) => result.differing.add(index));
    } else {
      result.same++;
    }
  }
  return result;
}

/** What a "differences only" switch has to say. */
export function told({ pairs, same, open }: Differences) {
  const rest = [
    same > 0 ? `${same} with equal points left out` : '',
    open > 0 ? `${open} that cannot be told (a picture or its points are missing, or another judge) left out` : '',
  ].filter(Boolean);
  return [`${pairs - same - open} of ${pairs} pairs differ`, ...rest].join(', ');
}
