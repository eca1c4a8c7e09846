import { describe, expect, it, vi } from 'vitest';
import { Places } from '../src/shared/pictures';
import { unpacked, Walk } from '../src/shared/walk';
import { about, Ahead, near, Route, swiped, toldAgain } from '../src/shared/walking';
import { grid } from './a-grid';

/**
 * Two epochs down and two emotions across, each of two seeds: walked, epochs lie beside each other and emotions below. The later epoch of the
 * second seed has no second emotion.
 */
function walked() {
  const all = grid(2, 2, [{ label: 'seed 1' }, { label: 'seed 2' }], ['1 1 1']);
  const pictures = Array.from({ length: all.pictures.length }, (_, index) => all.pictures.at(index)!);
  const places = pictures.flatMap(({ row, column, layer }) => [(layer * 2 + column) * 2 + row, 0]);
  return new Places({ ...all, walk: { across: 'epoch', down: 'prompt', columns: ['epoch 1', 'epoch 2'], rows: ['soft × happy', 'soft × sad'], places } });
}

const at = (places: Places, row: number, column: number, layer: number) => places.at(row, column * 2 + layer)!;

describe('swiping', () => {
  it('brings what lies where the finger came from', () => {
    expect(swiped([200, 100], [100, 110])).toBe('right');
    expect(swiped([100, 100], [200, 90])).toBe('left');
    expect(swiped([100, 200], [90, 100])).toBe('down');
    expect(swiped([100, 100], [110, 200])).toBe('up');
  });

  it('is neither a press nor a way between two', () => {
    expect(swiped([100, 100], [120, 90])).toBeUndefined();
    expect(swiped([100, 100], [170, 170])).toBeUndefined();
  });
});

describe('the way through a grid as it lies', () => {
  it('says where one has come to, and where nothing lies', () => {
    const way = new Route(walked()).from(0, false);
    expect(way.words(0)).toBe('row 0, column 0. 1 of 4 across, 1 of 2 down.');
    expect(way.edge('left')).toBe('No picture further left.');
    expect(near(way, 0)).toEqual([1, 4]);
  });
});

describe('a strip', () => {
  it('leads along epochs to left and right and along prompts up and down, and stays with its seed', () => {
    const places = walked();
    const way = new Route(places).from(0, true);
    const begin = at(places, 0, 0, 1);
    expect(way.neighbour(begin, 'right')).toBe(at(places, 1, 0, 1));
    expect(way.neighbour(begin, 'down')).toBe(at(places, 0, 1, 1));
    expect(way.neighbour(begin, 'left')).toBeUndefined();
    expect(way.neighbour(at(places, 0, 1, 1), 'right')).toBeUndefined();
    expect(about(way, begin)).toEqual([at(places, 1, 0, 1), at(places, 0, 1, 1), begin]);
  });

  it('says where one is, and shows where nothing was drawn', () => {
    const places = walked();
    const walk = new Route(places).walk!;
    const here = at(places, 0, 1, 1);
    expect(walk.place(here)).toBe('epoch 1, 1 of 2 · soft × sad, 2 of 2');
    expect(walk.words(here)).toBe('epoch 1. soft × sad. epoch 1 of 2, prompt 2 of 2.');
    expect(walk.edge('right')).toBe('No later epoch.');
    expect(walk.line(here)).toEqual([
      { label: 'epoch 1', index: here },
      { label: 'epoch 2', index: undefined },
    ]);
    expect(walk.lineName(here)).toBe('Epochs of soft × sad');
  });

  it('leaves out what the grid leaves out', () => {
    const all = walked();
    const places = new Places(all.grid, new Set([0, 1]));
    expect(new Route(places).from(0, true).neighbour(0, 'down')).toBeUndefined();
    expect(new Walk(all.grid.walk!, places).line(0)[1]!.index).toBeUndefined();
  });
});

it('places are unpacked', () => {
  expect([...unpacked([3, 2, 9, 0], 4)]).toEqual([3, 4, 5, 9]);
});

it('an edge that is come to again is said again', () => {
  const once = toldAgain('epoch 2.', 'No later epoch.');
  const twice = toldAgain(once, 'No later epoch.');
  expect(once).toBe('No later epoch.');
  expect(twice).not.toBe(once);
  expect(twice.trim()).toBe(once);
  expect(toldAgain(twice, 'No later epoch.')).toBe(once);
});

it('pictures are fetched where one stays, and let go of where one goes on', () => {
  vi.useFakeTimers();
  try {
    const asked: { src: string }[] = [];
    const ahead = new Ahead(() => {
      asked.push({ src: '' });
      return asked.at(-1) as HTMLImageElement;
    });
    ahead.fetch(['a', 'b']);
    vi.advanceTimersByTime(100);
    ahead.fetch(['b', 'c']);
    vi.advanceTimersByTime(100);
    expect(asked).toEqual([]);
    ahead.fetch(['b', 'c']);
    vi.advanceTimersByTime(100);
    expect(asked.map((image) => image.src)).toEqual(['b', 'c']);
    ahead.fetch(['c', 'd']);
    expect(asked.map((image) => image.src)).toEqual(['', 'c']);
    vi.advanceTimersByTime(200);
    expect(asked.map((image) => image.src)).toEqual(['', 'c', 'd']);
  } finally {
    vi.useRealTimers();
  }
});
