import { afterEach, describe, expect, test, vi } from 'vitest';
import { thumbnail } from '../src/shared/thumbnail';

afterEach(() => vi.unstubAllGlobals());

describe('thumbnails', () => {
  test.each([
    [1, 64, 64],
    [1, 65, 128],
    [1, 129, 256],
    [1, 4000, 256],
    [2, 32, 64],
    [2, 48, 128],
    [3, 60, 128],
  ])('at %d pixels for one, %d CSS pixels take that of %d', (ratio, size, stored) => {
    vi.stubGlobal('window', { devicePixelRatio: ratio });
    expect(thumbnail('/0-0-0-{size}.png', size)).toBe(`/0-0-0-${stored}.png`);
  });
});
