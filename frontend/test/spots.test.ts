import { expect, test } from 'vitest';
import { contained, drawn, moved } from '../src/shared/spots';

test('a picture is held whole in the middle of its frame', () => {
  expect(contained({ left: 10, top: 20, width: 400, height: 200 }, 512, 512)).toEqual({ left: 110, top: 20, width: 200, height: 200 });
  expect(contained({ left: 0, top: 0, width: 100, height: 300 }, 200, 100)).toEqual({ left: 0, top: 125, width: 100, height: 50 });
});

const picture = { left: 100, top: 50, width: 200, height: 100 };

test('a rectangle is the same from whichever corner it is drawn', () => {
  const area = { x: 0.25, y: 0.5, width: 0.5, height: 0.25 };
  expect(drawn(picture, [150, 100], [250, 125])).toEqual(area);
  expect(drawn(picture, [250, 125], [150, 100])).toEqual(area);
});

test('what leaves the picture ends at its edge, and a click is a point', () => {
  expect(drawn(picture, [200, 100], [999, 999])).toEqual({ x: 0.5, y: 0.5, width: 0.5, height: 0.5 });
  expect(drawn(picture, [200, 100], [203, 101])).toEqual({ x: 0.5, y: 0.5 });
});

test('keys move a spot and stop at the edges', () => {
  expect(moved({ x: 0.5, y: 0.5 }, 'ArrowRight', false)).toEqual({ x: 0.52, y: 0.5 });
  expect(moved({ x: 0.005, y: 0.5 }, 'ArrowLeft', false)).toEqual({ x: 0, y: 0.5 });
  expect(moved({ x: 0.5, y: 0, width: 0.5, height: 0.2 }, 'ArrowRight', false)).toEqual({ x: 0.5, y: 0, width: 0.5, height: 0.2 });
  expect(moved({ x: 0.5, y: 0.5 }, 'ArrowRight', true)).toEqual({ x: 0.5, y: 0.5, width: 0.02, height: 0.02 });
  expect(moved({ x: 0.5, y: 0.5, width: 0.02, height: 0.02 }, 'ArrowDown', true)).toEqual({ x: 0.5, y: 0.5, width: 0.02, height: 0.04 });
  expect(moved({ x: 0.5, y: 0.5 }, 'a', false)).toBeUndefined();
});
