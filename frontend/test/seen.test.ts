import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { isInSight, Sightings } from '../src/shared/seen';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test.each([
  [0, 40, false],
  [19, 40, false],
  [20, 40, true],
  [119, 4000, false],
  [120, 4000, true],
  [0, 0, false],
])('%d px in sight of %d px: %s', (visible, height, seen) => {
  expect(isInSight(visible, height)).toBe(seen);
});

test('what stays in sight is told once, together with what came with it', () => {
  const told = vi.fn();
  const sightings = new Sightings(told, 600);
  sightings.comes('1.0');
  sightings.comes('2.0');
  vi.advanceTimersByTime(599);
  expect(told).not.toHaveBeenCalled();
  vi.advanceTimersByTime(2);
  sightings.comes('1.0');
  vi.advanceTimersByTime(2000);
  expect(told.mock.calls).toEqual([[['1.0', '2.0']]]);
  sightings.comes('1.1');
  vi.advanceTimersByTime(2000);
  expect(told).toHaveBeenLastCalledWith(['1.1']);
});

test('what only passes by, or is in sight when the window goes behind others, is not told', () => {
  const told = vi.fn();
  const sightings = new Sightings(told, 600);
  sightings.comes('1.0');
  vi.advanceTimersByTime(500);
  sightings.goes('1.0');
  sightings.comes('2.0');
  sightings.close();
  vi.advanceTimersByTime(5000);
  expect(told).not.toHaveBeenCalled();
  sightings.comes('1.0');
  vi.advanceTimersByTime(700);
  expect(told).toHaveBeenCalledWith(['1.0']);
});
