import { describe, expect, it } from 'vitest';
import { wasLost } from '../src/shared/sent.js';

const reload = { type: 'reload' } as unknown as PerformanceEntry;
const follow = { type: 'navigate' } as unknown as PerformanceEntry;

describe('what a form sent', () => {
  it('is lost when the page loads itself anew right after it', () => {
    expect(wasLost('1000', 3000, reload)).toBe(true);
  });

  it('is not lost when the answer led elsewhere, when somebody reloads later, or when nothing was sent', () => {
    expect(wasLost('1000', 3000, follow)).toBe(false);
    expect(wasLost('1000', 60_000, reload)).toBe(false);
    expect(wasLost(null, 3000, reload)).toBe(false);
    expect(wasLost('1000', 3000, undefined)).toBe(false);
  });
});
