import { describe, expect, test } from 'vitest';
import { Anchor, type Laid } from '../src/shared/grid-anchor';
import { Geometry } from '../src/shared/grid-geometry';
import { Places } from '../src/shared/pictures';
import { grid, picture } from './a-grid';

const size = 98;
const names = (all: string[]) => all.map((label) => ({ label }));

/** A grid of these rows and columns with a picture at each place, tiles of 96 px under a head of 60 px. */
function laid(rows: string[], columns: string[], layers = [{ label: '' }], head = 60): Laid {
  const pictures = rows.flatMap((_r, row) => columns.flatMap((_c, column) => layers.map((_l, layer) => picture(row, column, layer))));
  const places = new Places({ ...grid(0, 0), rows: names(rows), columns: names(columns), layers, pictures });
  return { places, geometry: new Geometry(places, 96, layers.length, 100, 0), head };
}

const window = { scrollLeft: 0, scrollTop: 0, clientWidth: 600, clientHeight: 500 };

describe('what somebody looks at stays where it is', () => {
  test('a row that comes below or a column that comes to the right moves nothing', () => {
    const before = laid(['a', 'b'], ['x', 'y']);
    expect(new Anchor(before, window, [0]).scroll(laid(['a', 'b', 'c'], ['x', 'y', 'z']))).toMatchObject({ left: 0, top: 0, beyondX: 206, above: 0 });
  });

  test('a row that comes above is scrolled over, with emptiness at the end where the grid is too short', () => {
    const scroll = new Anchor(laid(['b'], ['x']), window, [0]).scroll(laid(['a', 'b'], ['x']));
    expect(scroll).toMatchObject({ top: size, above: 1 });
    expect(scroll.beyondY).toBe(size + 500 - 60 - 2 * size);
  });

  test('far down in a long grid no emptiness is needed', () => {
    const many = Array.from({ length: 50 }, (_, at) => `row ${at}`);
    const scroll = new Anchor(laid(many, ['x']), { ...window, scrollTop: 1000 }, [12]).scroll(laid(['new', 'newer', ...many], ['x']));
    expect(scroll).toMatchObject({ top: 1000 + 2 * size, beyondY: 0, above: 2 });
  });

  test('a column that comes to the left, and another head, are made up for', () => {
    const scroll = new Anchor(laid(['a'], ['y']), window, [0]).scroll(laid(['a'], ['x', 'y'], [{ label: '' }], 100));
    expect(scroll).toMatchObject({ left: size, top: 40, above: 0, aside: 1 });
  });

  test('what is pointed at counts before the first that is seen, if it is in the window', () => {
    const before = laid(['a', 'c'], ['x']);
    const now = laid(['a', 'b', 'c'], ['x']);
    expect(new Anchor(before, window, [undefined, 1]).scroll(now).top).toBe(size);
    expect(new Anchor(before, { ...window, clientHeight: 170 }, [1]).scroll(now).top).toBe(0);
  });

  test('where its row has gone nothing is scrolled', () => {
    expect(new Anchor(laid(['a', 'b'], ['x']), { ...window, scrollTop: 98 }, [1]).scroll(laid(['c'], ['x'])).top).toBe(98);
  });
});
