import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Pace } from '../src/shared/pace';

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('window', globalThis);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function at(scrollTop: number) {
  return { scrollTop, scrollLeft: 0, clientHeight: 600, clientWidth: 1000 };
}

test('whoever reads is not fast, whoever rushes is, until they stop', () => {
  const settled = vi.fn();
  const pace = new Pace(settled);
  pace.at(at(0));
  vi.advanceTimersByTime(16);
  pace.at(at(30)); // three windows a second
  expect(pace.fast).toBe(false);
  vi.advanceTimersByTime(16);
  pace.at(at(230));
  expect(pace.fast).toBe(true);
  expect(settled).not.toHaveBeenCalled();
  vi.advanceTimersByTime(150);
  expect(pace.fast).toBe(false);
  expect(settled).toHaveBeenCalledOnce();
});

test('one jump is not fast: who jumps looks at once', () => {
  const pace = new Pace(() => {});
  pace.at(at(0));
  vi.advanceTimersByTime(500);
  pace.at(at(90_000));
  expect(pace.fast).toBe(false);
});

test('frames that come unevenly are no haste', () => {
  const pace = new Pace(() => {});
  let time = 0;
  for (const gap of [16, 16, 90, 16, 16, 90, 10, 6, 16, 90, 16]) {
    vi.advanceTimersByTime(gap);
    time += gap;
    pace.at(at(time * 1.2)); // two windows a second
    expect(pace.fast).toBe(false);
  }
  for (const late of [80, 16, 96, 16]) {
    pace.at(at((time += late) * 1.2)); // what came late is told late
    vi.advanceTimersByTime(late === 80 ? 16 : late);
    expect(pace.fast).toBe(false);
  }
});
