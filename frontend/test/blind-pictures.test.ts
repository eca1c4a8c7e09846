import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { askAgain, BlindPictures, type Frame } from '../src/shared/blind-pictures';

class AFrame implements Frame {
  readonly asked: string[] = [];
  end: ((came: boolean) => void)[] = [];

  set src(address: string) {
    this.asked.push(address);
  }

  decode() {
    return new Promise<void>((came, failed) => this.end.push((well) => (well ? came() : failed(new Error('not there')))));
  }
}

function somePictures() {
  const changed: string[] = [];
  const pictures = new BlindPictures(
    () => new AFrame(),
    (address) => void changed.push(address),
  );
  const ends = async (address: string, came: boolean) => {
    pictures.frame(address).end.shift()!(came);
    await Promise.resolve();
    await Promise.resolve();
  };
  return { pictures, changed, ends };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a pair is here once both pictures are', async () => {
  const { pictures, ends } = somePictures();
  pictures.frame('left');
  pictures.frame('right');
  await ends('left', true);
  expect(pictures.here(['left', 'right'])).toBe(false);
  await ends('right', true);
  expect(pictures.here(['left', 'right'])).toBe(true);
});

test('a picture that is ahead and does not come says nothing of what is shown', async () => {
  const { pictures, ends } = somePictures();
  pictures.frame('shown');
  pictures.frame('next');
  await ends('shown', true);
  await ends('next', false);
  expect(pictures.missing(['shown'])).toBe(false);
  expect(pictures.here(['shown'])).toBe(true);
  expect(pictures.missing(['next'])).toBe(true);
});

test('what did not come is asked for again in the same frame, later each time', async () => {
  const { pictures, changed, ends } = somePictures();
  const frame = pictures.frame('a');
  await ends('a', false);
  vi.advanceTimersByTime(askAgain);
  expect(frame.asked).toEqual(['a', 'a']);
  await ends('a', false);
  vi.advanceTimersByTime(askAgain);
  expect(frame.asked).toHaveLength(2);
  vi.advanceTimersByTime(askAgain);
  expect(frame.asked).toHaveLength(3);
  await ends('a', true);
  expect(pictures.here(['a'])).toBe(true);
  expect(pictures.missing(['a'])).toBe(false);
  expect(changed).toEqual(['a', 'a', 'a']);
});

test('when a connection is back what did not come is asked for at once, and nothing else', async () => {
  const { pictures, ends } = somePictures();
  const [here, missing] = [pictures.frame('here'), pictures.frame('missing')];
  await ends('here', true);
  await ends('missing', false);
  pictures.again();
  expect([here.asked.length, missing.asked.length]).toEqual([1, 2]);
});

test('what nobody wants any more is not asked for', async () => {
  const { pictures, changed, ends } = somePictures();
  const gone = pictures.frame('gone');
  await ends('gone', false);
  pictures.keep(new Set());
  vi.advanceTimersByTime(10 * askAgain);
  expect(gone.asked).toHaveLength(1);
  expect(changed).toHaveLength(1);
  expect(pictures.here(['gone'])).toBe(false);
});
