import { describe, expect, test } from 'vitest';
import { lockedTo, panned, whole, zoomed } from '../src/shared/compare-view';
import { spoken } from '../src/shared/compare-words';
import { picture } from './a-grid';

const seen = { way: 'side' as const, pictures: [picture(0, 0), picture(0, 1), picture(0, 2)], other: 1, shown: 0, running: false, split: 50, view: whole };

describe('what is read out of compared pictures', () => {
  test('every way says which pictures are seen', () => {
    expect(spoken(seen)).toBe('Side by side: 3 pictures; whole, 1 times');
    expect(spoken({ ...seen, way: 'slider', other: 2, split: 42 })).toBe('Slider: 42 percent of row 0, column 0, the rest of row 0, column 2; whole, 1 times');
    expect(spoken({ ...seen, way: 'difference' })).toBe('Difference: row 0, column 0 and row 0, column 1; whole, 1 times');
    expect(spoken({ ...seen, way: 'flicker', shown: 2 })).toBe('Flicker: picture 3 of 3, row 0, column 2; whole, 1 times');
  });

  test('what changes over by itself is not read out again and again', () => {
    const running = { ...seen, way: 'flicker' as const, running: true };
    expect(spoken(running)).toBe(spoken({ ...running, shown: 2 }));
  });

  test('enlarging and moving are told, and at which part one is held', () => {
    const view = panned(zoomed(zoomed(whole, 1), 1), 0.2, -0.1);
    expect(spoken({ ...seen, view })).toBe('Side by side: 3 pictures; whole, 2 times, 10 percent to the right, 5 percent up');
    expect(spoken({ ...seen, view: lockedTo(whole, 'mouth') })).toBe('Side by side: 3 pictures; mouth, 1 times; the mouth not known of 3 of 3 pictures');
  });
});
