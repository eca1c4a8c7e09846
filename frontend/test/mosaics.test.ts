import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { mosaicOf, Mosaics } from '../src/shared/mosaics';

/** Pictures as the page asks for them; each comes, or fails, when the test says so. */
const asked: Asked[] = [];

class Asked {
  src = '';
  come!: () => void;
  fail!: () => void;

  constructor() {
    asked.push(this);
  }

  decode() {
    return new Promise<void>((resolve, reject) => {
      this.come = resolve;
      this.fail = () => reject(new Error());
    });
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('window', globalThis);
  vi.stubGlobal('Image', Asked);
  asked.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function thumbnails(from: number, count: number, run = 'r1') {
  return Array.from({ length: count }, (_, at) => `/images/${run}/${from + at}/64.png`);
}

async function come(one: Asked) {
  one.come();
  await vi.advanceTimersByTimeAsync(0);
}

test('one picture has the faces of several runs, in their order', () => {
  expect(mosaicOf([...thumbnails(3, 2), ...thumbnails(0, 1, 'r2'), ...thumbnails(9, 1)])).toBe('/images/mosaic/64.png?of=r1:3.4&of=r2:0&of=r1:9');
});

test('sixteen come together, and each is a part of what came', async () => {
  const arrived = vi.fn();
  const mosaics = new Mosaics(arrived);
  mosaics.want(thumbnails(0, 18));
  expect(asked.map((one) => one.src)).toEqual(['/images/mosaic/64.png?of=r1:0.1.2.3.4.5.6.7.8.9.10.11.12.13.14.15', '/images/mosaic/64.png?of=r1:16.17']);
  expect(mosaics.face('/images/r1/0/64.png')).toBeUndefined();
  await come(asked[1]!);
  expect(arrived).toHaveBeenCalledOnce();
  expect(mosaics.face('/images/r1/16/64.png')!.style).toContain('background-size:200% 100%;background-position:0% 0');
  expect(mosaics.face('/images/r1/17/64.png')!.style).toContain('background-size:200% 100%;background-position:100% 0');
  expect(mosaics.face('/images/r1/0/64.png')).toBeUndefined();
});

test('four are on their way at once, and what is looked at by then comes next', async () => {
  const mosaics = new Mosaics(() => {});
  mosaics.want(thumbnails(0, 200));
  expect(asked).toHaveLength(4);
  mosaics.want(thumbnails(500, 10));
  await come(asked[0]!);
  expect(asked.at(-1)!.src).toContain('of=r1:500.');
  await come(asked[1]!);
  expect(asked, 'nothing else is wanted').toHaveLength(5);
});

test('nothing is asked for twice, however often it is wanted and whoever looks away meanwhile', async () => {
  const mosaics = new Mosaics(() => {});
  mosaics.want(thumbnails(0, 16));
  mosaics.want(thumbnails(0, 16));
  await come(asked[0]!);
  await vi.advanceTimersByTimeAsync(10_000);
  mosaics.want(thumbnails(0, 16));
  mosaics.want([]);
  expect(asked).toHaveLength(1);
});

test('what did not come is asked for again after a while, if it is still wanted', async () => {
  const mosaics = new Mosaics(() => {});
  mosaics.want(thumbnails(0, 2));
  asked[0]!.fail();
  await vi.advanceTimersByTimeAsync(100);
  mosaics.want(thumbnails(0, 2));
  expect(asked).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(3000);
  expect(asked).toHaveLength(2);
  await come(asked[1]!);
  expect(mosaics.face('/images/r1/1/64.png')).toBeDefined();
});

test('what was seen long ago is let go, and what is in view never', async () => {
  const mosaics = new Mosaics(() => {});
  const first = thumbnails(0, 16);
  for (let from = 0; from < 300 * 16; from += 16) {
    mosaics.want([...first, ...thumbnails(from, 16)]);
    for (const one of asked.splice(0)) {
      await come(one);
    }
  }
  expect(mosaics.face(first[0]!)).toBeDefined();
  expect(mosaics.face('/images/r1/16/64.png')).toBeUndefined();
  expect(mosaics.face(`/images/r1/${299 * 16}/64.png`)).toBeDefined();
});
