import { describe, expect, test } from 'vitest';
import { lockedTo, panned, partsOf, placed, viewAfter, whole, zoomed } from '../src/shared/compare-view';

const frame = { width: 400, height: 300 };
const parts = partsOf('eyes 0.25 0.4 0.5 0.2;mouth 0.4 0.7 0.2 0.1');

/** The place of the picture, in fractions of it, that lies in the middle of the frame. */
function middle(size: { width: number; height: number }, view: typeof whole) {
  const box = placed(frame, size, view, parts)!;
  return [(frame.width / 2 - box.left) / box.width, (frame.height / 2 - box.top) / box.height];
}

describe('what compared pictures show', () => {
  test('the whole fits, whatever its size', () => {
    expect(placed(frame, { width: 100, height: 100 }, whole, {})).toMatchObject({ left: 50, top: 0, width: 300, height: 300 });
    expect(placed(frame, { width: 800, height: 100 }, whole, {})).toMatchObject({ left: 0, top: 125, width: 400, height: 50 });
  });

  test('pictures of different sizes show the same of themselves, however far one went', () => {
    const view = panned(zoomed(zoomed(whole, 1), 1), 0.3, -0.2);
    const small = middle({ width: 128, height: 128 }, view);
    const large = middle({ width: 512, height: 512 }, view);
    expect(small[0]).toBeCloseTo(large[0]!, 9);
    expect(small[1]).toBeCloseTo(large[1]!, 9);
    expect(small[0]).toBeGreaterThan(0.5);
    expect(small[1]).toBeLessThan(0.5);
  });

  test('nobody goes beyond the edge, and the whole does not move', () => {
    expect(panned(whole, 1, 1)).toEqual(whole);
    let view = zoomed(zoomed(whole, 1), 1);
    for (let press = 0; press < 50; press++) {
      view = viewAfter(view, 'ArrowRight')!;
    }
    expect(view.zoom).toBe(2);
    expect(view.x).toBeCloseTo(0.25, 9);
    expect(zoomed(view, -1).x).toBeLessThan(view.x);
    expect(viewAfter(view, '0')).toEqual(whole);
  });

  test('a part fills the frame and its middle lies in the middle', () => {
    const eyes = lockedTo(whole, 'eyes');
    expect(middle({ width: 100, height: 100 }, eyes).map((one) => Number(one.toFixed(6)))).toEqual([0.5, 0.5]);
    expect(placed(frame, { width: 100, height: 100 }, eyes, parts)!.scale).toBe(8);
    const mouth = viewAfter(eyes, 'm')!;
    expect(mouth).toMatchObject({ part: 'mouth', zoom: 1, x: 0, y: 0 });
    expect(middle({ width: 100, height: 100 }, mouth).map((one) => Number(one.toFixed(6)))).toEqual([0.5, 0.75]);
    expect(viewAfter(mouth, 'm')).toEqual(whole);
  });

  test('where a part is not known nothing is placed', () => {
    expect(placed(frame, { width: 100, height: 100 }, lockedTo(whole, 'brows'), parts)).toBeUndefined();
    expect(placed(frame, { width: 0, height: 0 }, whole, parts)).toBeUndefined();
  });

  test('damaged places of parts are places of none', () => {
    expect(partsOf('')).toEqual({});
    expect(partsOf('eyes a b c d;nose 0 0 1 1;mouth 0 0 1')).toEqual({});
  });

  test('other keys are left alone', () => {
    expect(viewAfter(whole, 'x')).toBeUndefined();
    expect(viewAfter(whole, '1')).toBeUndefined();
  });
});
