import { describe, expect, test } from 'vitest';
import { Places, verdictText } from '../src/shared/pictures';
import { grid, picture } from './a-grid';

describe('where pictures lie', () => {
  test('the layers of a column stand side by side', () => {
    const places = new Places(grid(2, 3, [{ label: 'a' }, { label: 'b' }]));
    expect([places.width, places.height, places.layers]).toEqual([6, 2, 2]);
    const index = places.at(1, 5)!;
    expect(places.picture(index)).toMatchObject({ row: 1, column: 2, layer: 1 });
    expect([places.row(index), places.x(index)]).toEqual([1, 5]);
  });

  test('an arrow leads over gaps, and nowhere at the edge', () => {
    const places = new Places(grid(1, 4, [{ label: '' }], ['0 1 0', '0 2 0']));
    expect(places.neighbour(0, 'right')).toBe(1);
    expect(places.picture(1)).toMatchObject({ column: 3 });
    expect(places.neighbour(1, 'left')).toBe(0);
    expect(places.neighbour(1, 'right')).toBeUndefined();
    expect(places.neighbour(0, 'up')).toBeUndefined();
  });

  test('what is left out takes its empty rows and columns along', () => {
    const all = grid(3, 3);
    const only = new Set([0, 8]);
    const places = new Places(all, only);
    expect([places.rows, places.columns]).toEqual([
      [0, 2],
      [0, 2],
    ]);
    expect(places.at(1, 1)).toBe(8);
    expect(places.at(0, 1)).toBeUndefined();
    expect(places.shows(8)).toBe(true);
    expect(places.neighbour(0, 'down')).toBeUndefined();
  });

  test('a picture that is not shown has no neighbour', () => {
    const places = new Places(grid(2, 2), new Set([0]));
    expect(places.shows(3)).toBe(false);
    expect(places.neighbour(3, 'up')).toBeUndefined();
  });

  test('a picture is found again by the names of its row, column and layer when others have come', () => {
    const layers = [{ label: 'a' }, { label: 'b' }];
    const before = new Places(grid(2, 2, layers));
    const more = grid(3, 3, [{ label: 'new' }, ...layers]);
    more.rows.unshift(more.rows.pop()!); // "row 2" stands first now
    const now = new Places(more);
    const index = now.like(before, before.at(1, 3)!)!;
    expect([now.row(index), now.x(index)]).toEqual([2, 5]);
    expect(now.rowLike(before, 0)).toBe(1);
    expect(new Places(grid(1, 1)).like(before, before.at(1, 3)!)).toBeUndefined();
  });

  test('a grid without pictures has no first one', () => {
    expect(Number.isFinite(new Places({ rows: [], columns: [], layers: [], pictures: [] }).first)).toBe(false);
    expect(new Places(grid(2, 2), new Set([3, 1])).first).toBe(1);
  });
});

test.each([
  [undefined, undefined, ''],
  [0, undefined, 'scored by a person: broken, 0 of 3 points'],
  [1, 'human', 'scored by a person: acceptable, 1 of 3 points'],
  [2, 'machine', 'read by the machine: acceptable, 2 of 3 points'],
  [3, 'machine', 'read by the machine: perfect, 3 of 3 points'],
] as const)('%s points of %s read "%s"', (points, source, words) => {
  expect(verdictText(picture(0, 0, 0, { points, source }))).toBe(words);
});
