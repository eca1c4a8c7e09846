import { describe, expect, test } from 'vitest';
import { citedCell, hintPlace } from '../src/shared/hint-place';

describe('where a hint stands', () => {
  const window = { width: 400, height: 300 };
  const hint = { width: 100, height: 50 };

  test('below the number, where it begins', () => {
    expect(hintPlace({ left: 40, top: 100, bottom: 120 }, hint, window)).toEqual({ left: 40, top: 124 });
  });

  test('above it where the window ends', () => {
    expect(hintPlace({ left: 40, top: 260, bottom: 280 }, hint, window)).toEqual({ left: 40, top: 206 });
    expect(hintPlace({ left: 40, top: 226, bottom: 246 }, hint, window)).toEqual({ left: 40, top: 172 });
  });

  test('inside the window, whatever is wider', () => {
    expect(hintPlace({ left: 380, top: 0, bottom: 20 }, hint, window).left).toBe(292);
    expect(hintPlace({ left: -30, top: 0, bottom: 20 }, hint, window).left).toBe(8);
    expect(hintPlace({ left: 40, top: 0, bottom: 20 }, { width: 600, height: 50 }, window).left).toBe(8);
  });
});

test.each([
  ['#scores?rate&label=a', 'scores'],
  ['#scores', 'scores'],
  ['https://x.y/#scores?rate', ''],
  ['', ''],
])('the cell of %s is "%s"', (address, cell) => {
  expect(citedCell(address)).toBe(cell);
});
