import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fitted, Geometry, labelWidth } from '../src/shared/grid-geometry';
import { Places } from '../src/shared/pictures';
import { tileSize } from '../src/shared/zoom';
import { grid } from './a-grid';

const two = [{ label: 'base, cfg 5' }, { label: 'anime, cfg 5' }];
const four = [{ label: 'base, cfg 5' }, { label: 'base, cfg 7' }, { label: 'anime, cfg 5' }, { label: 'anime, cfg 7' }];

/** A window onto a grid. */
function scroller(clientWidth: number, clientHeight: number, scrollLeft = 0, scrollTop = 0) {
  return { clientWidth, clientHeight, scrollLeft, scrollTop } as HTMLElement;
}

beforeEach(() => {
  vi.stubGlobal('innerWidth', 1280);
  vi.stubGlobal('innerHeight', 800);
});
afterEach(() => vi.unstubAllGlobals());

describe('where tiles lie', () => {
  test('tiles of one layer are a gap apart', () => {
    const geometry = new Geometry(new Places(grid(3, 4)), 96, 1, 60, 0);
    expect([geometry.pitch, geometry.rowPitch, geometry.width, geometry.height]).toEqual([98, 98, 60 + 4 * 98, 3 * 98]);
    expect(geometry.left(3)).toBe(3 * 98);
  });

  test('two layers side by side leave room between columns, and stand under their names', () => {
    const geometry = new Geometry(new Places(grid(2, 2, two)), 96, 2, 60, 0);
    expect(geometry.heads).toEqual(['base', 'anime']);
    expect(geometry.left(1) - geometry.left(0)).toBe(98);
    expect(geometry.left(2) - geometry.left(1)).toBe(98 + 10);
    expect(geometry.columnWidth).toBe(2 * 98 - 2);
    expect(geometry.stacked).toBe(false);
  });

  test('four layers in two lines stand below each other, with names beside lines and above places', () => {
    const geometry = new Geometry(new Places(grid(2, 2, four)), 96, 2, 60, 20);
    expect(geometry.stacked).toBe(true);
    expect(geometry.lines).toEqual(['base', 'anime']);
    expect(geometry.heads).toEqual(['cfg 5', 'cfg 7']);
    expect(geometry.names).toEqual([]);
    expect([geometry.top(0), geometry.top(2)]).toEqual([20, 20 + 98]);
    expect([geometry.left(2), geometry.left(4)]).toEqual([0, geometry.pitch]);
    expect(geometry.rowHeight).toBe(20 + 2 * 98 - 2);
  });

  test('where lines and places do not say all, each tile has its name', () => {
    const layers = [{ label: 'a, 1' }, { label: 'b, 2' }, { label: 'c, 1' }];
    const geometry = new Geometry(new Places(grid(1, 1, layers)), 96, 2, 60, 0);
    expect(geometry.names).toHaveLength(3);
    expect([geometry.lines, geometry.heads]).toEqual([[], []]);
  });
});

describe('what is in the window', () => {
  const geometry = new Geometry(new Places(grid(100, 100)), 96, 1, 60, 0);

  test('of a large grid only what is seen exists, and one beyond each edge', () => {
    expect(geometry.rows(scroller(500, 294), undefined)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(geometry.columns(scroller(294, 500, 980), undefined)).toEqual([9, 10, 11, 12, 13, 14]);
  });

  test('as many exist wherever the window is, so that none is made or thrown away on the way', () => {
    for (let top = 0; top <= 9310; top += 7) {
      const rows = geometry.rows(scroller(500, 490, 0, top), undefined);
      expect(rows).toHaveLength(8);
      expect(rows).toEqual(expect.arrayContaining([Math.floor(top / 98), Math.min(99, Math.floor((top + 489) / 98))]));
    }
    expect(geometry.rows(scroller(500, 20_000), undefined)).toHaveLength(100);
  });

  test('the window that comes next has its rows, above as below', () => {
    expect(geometry.next(scroller(500, 294, 0, 980), 1)).toEqual([13, 14, 15]);
    expect(geometry.next(scroller(500, 294, 0, 980), -1)).toEqual([7, 8, 9]);
    expect(geometry.next(scroller(500, 294, 0, 98), -1)).toEqual([0]);
    expect(geometry.next(scroller(500, 60), 1)).toEqual([]);
  });

  test('what has the focus does not vanish', () => {
    expect(geometry.rows(scroller(500, 98), 50)).toEqual([0, 1, 2, 3, 50]);
    expect(geometry.rows(scroller(500, 98, 0, 6000), 3)[0]).toBe(3);
    expect(geometry.rows(scroller(500, 98), 1000)).toEqual([0, 1, 2, 3]);
  });

  test('before there is a scroller the window counts', () => {
    expect(geometry.rows(null, undefined)).toHaveLength(Math.ceil(800 / 98) + 3);
    expect(geometry.sees(null, 5, 5)).toBe(true);
    expect(geometry.sees(null, 90, 90)).toBe(false);
  });

  test('a tile is seen where it is, and a little before', () => {
    const window = scroller(500, 500, 2000, 2000);
    expect(geometry.sees(window, 21, 21)).toBe(true);
    expect(geometry.sees(window, 19, 21)).toBe(true);
    expect(geometry.sees(window, 17, 21)).toBe(false);
    expect(geometry.sees(window, 21, 40)).toBe(false);
  });

  test('a tile is revealed by no more than it takes', () => {
    const window = scroller(500, 500);
    geometry.reveal(window, 40, 2, 2);
    expect([window.scrollLeft, window.scrollTop]).toEqual([0, 0]);
    geometry.reveal(window, 40, 10, 10);
    expect([window.scrollLeft, window.scrollTop]).toEqual([980 + 96 - 440, 980 + 96 - 460]);
    geometry.reveal(window, 40, 0, 0);
    expect([window.scrollLeft, window.scrollTop]).toEqual([0, 0]);
  });

  test('what lies beyond the right edge is counted, a column that is cut too', () => {
    const few = new Geometry(new Places(grid(1, 6)), 96, 1, 60, 0);
    expect(few.beyond(scroller(60 + 6 * 98, 100))).toBe(0);
    expect(few.beyond(scroller(60 + 3 * 98 + 40, 100))).toBe(3);
    expect(few.beyond(scroller(60 + 3 * 98 + 40, 100, 98))).toBe(2);
    expect(few.beyond(null)).toBe(0);
  });
});

describe('the largest tiles that fit', () => {
  test('grow with the room, up to a limit', () => {
    const places = new Places(grid(4, 4));
    expect(fitted(places, 400, false)).toEqual({ across: 1, size: 98 });
    expect(fitted(places, 4000, false)).toEqual({ across: 1, size: 192 });
  });

  test('never get too small to see, however little room there is', () => {
    expect(fitted(new Places(grid(4, 50)), 300, false).size).toBe(24);
    expect(fitted(new Places(grid(4, 50)), 300, true).size).toBe(64);
  });

  test('layers stand side by side where faces stay legible, else in lines', () => {
    const places = new Places(grid(4, 4, four));
    expect(fitted(places, 1200, false).across).toBe(4);
    expect(fitted(places, 600, false).across).toBe(2);
    expect(fitted(places, 300, false).across).toBe(1);
  });

  test('what is fitted is not wider than the room', () => {
    for (const layers of [1, 2, 3, 4, 6]) {
      const places = new Places(grid(2, 5, Array.from({ length: layers }, (_, at) => ({ label: `model ${at}` }))));
      for (let room = 400; room <= 2000; room += 37) {
        const { across, size } = fitted(places, room, false);
        const width = new Geometry(places, size, across, 0, 0).width;
        expect(size === 24 || width <= room, `${layers} layers in ${room} px: ${across} across of ${size} px are ${width} px wide`).toBe(true);
      }
    }
  });
});

test('the room for labels follows the longest word and has limits', () => {
  const rows = (label: string) => [{ label }];
  expect(labelWidth(rows('a b'), false, false)).toBe(60);
  expect(labelWidth(rows('twelve chars'), false, false)).toBe(62);
  expect(labelWidth(rows('x'.repeat(40)), false, false)).toBe(152);
  expect(labelWidth(rows('x'.repeat(40)), false, true)).toBe(96);
  expect(labelWidth(rows('a'), true, false)).toBe(172);
  expect(labelWidth([], true, true)).toBe(92);
});

test.each([
  [0, 48],
  [55, 48],
  [56, 64],
  [100, 96],
  [999, 256],
])('a wish for tiles of %d px comes to %d', (wanted, size) => {
  expect(tileSize(wanted)).toBe(size);
});
