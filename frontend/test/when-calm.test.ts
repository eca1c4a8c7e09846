import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CalmQueue } from '../src/shared/when-calm';

describe('work that waits until the page is calm', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is done one piece after the other, in the order it came', async () => {
    const done: string[] = [];
    const queue = new CalmQueue<string>((item) => void done.push(item), 1000, 50);
    queue.add('first');
    queue.add('second');
    queue.add('first');
    await vi.advanceTimersByTimeAsync(999);
    expect(done).toEqual([]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(done).toEqual(['first', 'second']);
  });

  it('is left undone when nobody needs it any more, and comes again when somebody does', async () => {
    const done: string[] = [];
    const queue = new CalmQueue<string>((item) => void done.push(item), 1000, 50);
    queue.add('left');
    queue.delete('left');
    await vi.advanceTimersByTimeAsync(5000);
    expect(done).toEqual([]);
    queue.add('later');
    await vi.advanceTimersByTimeAsync(5000);
    expect(done).toEqual(['later']);
  });

  it('goes on after a piece that failed', async () => {
    const done: string[] = [];
    const failures: unknown[] = [];
    const queue = new CalmQueue<string>(
      (item) => {
        if (item === 'bad') {
          throw new Error('cannot be drawn');
        }
        done.push(item);
      },
      0,
      50,
      (problem) => void failures.push(problem),
    );
    queue.add('bad');
    queue.add('good');
    await vi.advanceTimersByTimeAsync(5000);
    expect(done).toEqual(['good']);
    expect(failures).toHaveLength(1);
  });
});
