import { expect, test } from 'vitest';
import { Slots } from '../src/shared/slots';

test('what stays in view keeps its slot, what comes takes that of what left', () => {
  const slots = new Slots();
  expect(slots.place([0, 1, 2])).toEqual([
    [0, 0],
    [1, 1],
    [2, 2],
  ]);
  expect(slots.place([1, 2, 3])).toEqual([
    [0, 3],
    [1, 1],
    [2, 2],
  ]);
  expect(slots.place([1, 2, 3, 9])).toEqual([
    [0, 3],
    [1, 1],
    [2, 2],
    [3, 9],
  ]);
});

test('no more slots are made than were ever in view at once', () => {
  const slots = new Slots();
  const used = new Set<number>();
  for (let row = 0; row < 500; row++) {
    slots.place([row, row + 1, row + 2]).forEach(([slot]) => used.add(slot));
  }
  expect(used.size).toBe(3);
});
