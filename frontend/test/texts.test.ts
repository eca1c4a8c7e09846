import { expect, test } from 'vitest';
import { merged } from '../src/shared/merged';
import { textChange } from '../src/shared/text-change';
import { enlargement } from '../src/shared/zoom';

test.each([
  ['', 'a'],
  ['a', ''],
  ['abc', 'abXc'],
  ['abc', 'ac'],
  ['aaa', 'aa'],
  ['aa', 'aaa'],
  ['one two', 'two one'],
  ['seeds: [42]\n', 'seeds: [42, 43]\n'],
])('one change makes %j of %j', (old, text) => {
  const change = textChange(old, text)!;
  expect(old.slice(0, change.from) + change.insert + old.slice(change.to)).toBe(text);
  expect(change.to - change.from).toBeLessThanOrEqual(old.length);
});

test('the same text is no change, and a letter in the middle is one letter', () => {
  expect(textChange('same', 'same')).toBeUndefined();
  expect(textChange('steps: 6\nseed: 1', 'steps: 8\nseed: 1')).toEqual({ from: 7, to: 8, insert: '8' });
});

test('what stands above counts, and objects within are merged', () => {
  const below = { axis: { grid: true, title: 'x' }, range: [1, 2], only: 1 };
  expect(merged(below, { axis: { title: 'y' }, range: [3], more: null })).toEqual({ axis: { grid: true, title: 'y' }, range: [3], only: 1, more: null });
  expect(below.axis.title).toBe('x');
});

test('the large view enlarges in steps between fitting and eight times', () => {
  expect([0, 2, 3, 4, 6, 8].map((zoom) => enlargement(zoom, 1))).toEqual([2, 3, 4, 6, 8, 8]);
  expect([0, 2, 3, 8].map((zoom) => enlargement(zoom, -1))).toEqual([0, 0, 2, 6]);
});
