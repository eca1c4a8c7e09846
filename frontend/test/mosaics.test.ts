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

/** What the address of a mosaic names. */
function named(one: Asked) {
  return one.src.split(':')[1]!.split('.').map(Number);
}

/** Answers whatever is asked for, also what is asked for then, until nothing more is. */
async function answer(comes: (indexes: number[]) => boolean, time = 0) {
  const answered: number[][] = [];
  for (const end = Date.now() + time; ; await vi.advanceTimersByTimeAsync(100)) {
    while (asked.length > 0) {
      const one = asked.shift()!;
      answered.push(named(one));
      if (comes(named(one))) {
        one.come();
      } else {
        one.fail();
      }
      await vi.advanceTimersByTimeAsync(0);
    }
    if (Date.now() >= end) {
      return answered;
    }
  }
}

test('one picture that does not come costs no other its face', async () => {
  const mosaics = new Mosaics(() => {});
  mosaics.want(thumbnails(0, 32));
  const answered = await answer((indexes) => !indexes.includes(5), 1000);
  for (const thumbnail of thumbnails(0, 32)) {
    expect(mosaics.face(thumbnail) === undefined, thumbnail).toBe(thumbnail === '/images/r1/5/64.png');
  }
  expect(answered).toHaveLength(2 + 2 * 4);
});

test('a picture alone is asked for again, later each time, and comes when it is there', async () => {
  const mosaics = new Mosaics(() => {});
  mosaics.want(thumbnails(0, 1));
  asked.shift()!.fail();
  await vi.advanceTimersByTimeAsync(2900);
  mosaics.want(thumbnails(0, 1));
  expect(asked).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(100);
  asked.shift()!.fail();
  await vi.advanceTimersByTimeAsync(5900);
  expect(asked).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(100);
  await come(asked[0]!);
  expect(mosaics.face('/images/r1/0/64.png')).toBeDefined();
});

test('a picture that never comes is asked for four times, and again when one comes back to it', async () => {
  const mosaics = new Mosaics(() => {});
  mosaics.want(thumbnails(0, 1));
  expect(await answer(() => false, 600_000)).toHaveLength(4);
  mosaics.want(thumbnails(0, 1));
  expect(asked).toHaveLength(0);
  mosaics.want([]);
  mosaics.want(thumbnails(0, 1));
  expect(asked).toHaveLength(1);
});

test('where all fails it is asked less and less and then not at all, until something else is looked at', async () => {
  const mosaics = new Mosaics(() => {});
  mosaics.want(thumbnails(0, 400));
  expect((await answer(() => false, 3_600_000)).length).toBeLessThanOrEqual(16);
  mosaics.want(thumbnails(0, 400));
  expect(asked, 'the same again').toHaveLength(0);
  mosaics.want(thumbnails(16, 400));
  expect(asked, 'one tries').toHaveLength(1);
  await answer(() => true, 1000);
  for (const thumbnail of thumbnails(16, 400)) {
    expect(mosaics.face(thumbnail), thumbnail).toBeDefined();
  }
});

test('who leaves the page asks for nothing more', async () => {
  const mosaics = new Mosaics(() => {});
  mosaics.want(thumbnails(0, 400));
  const onTheirWay = asked.splice(0);
  mosaics.want([]);
  onTheirWay.forEach((one) => one.fail());
  await vi.advanceTimersByTimeAsync(600_000);
  expect(asked).toHaveLength(0);
});

test('a picture with an address of another form is shown by itself, and keeps no other from coming', async () => {
  const mosaics = new Mosaics(() => {});
  const others = Array.from({ length: 9 }, (_, at) => `data:image/svg+xml,"${at}"`);
  mosaics.want([...others, '', ...thumbnails(0, 2)]);
  expect(asked.map((one) => one.src)).toEqual(['/images/mosaic/64.png?of=r1:0.1']);
  expect(mosaics.face(others[3]!)!.style).toContain('url("data:image/svg+xml,%223%22")');
  expect(mosaics.face('')).toBeUndefined();
});

test('a face that is wanted twice comes once', () => {
  const mosaics = new Mosaics(() => {});
  mosaics.want([...thumbnails(0, 2), ...thumbnails(1, 2)]);
  expect(asked.map((one) => one.src)).toEqual(['/images/mosaic/64.png?of=r1:0.1.2']);
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

test('a face that does not come is lost, until one asks again', async () => {
  const arrived = vi.fn();
  const mosaics = new Mosaics(arrived);
  mosaics.want(thumbnails(0, 1));
  expect(mosaics.lost('/images/r1/0/64.png')).toBe(false);
  asked.shift()!.fail();
  await vi.advanceTimersByTimeAsync(0);
  expect(mosaics.lost('/images/r1/0/64.png')).toBe(true);
  expect(arrived).toHaveBeenCalledOnce();
  mosaics.again();
  expect(mosaics.lost('/images/r1/0/64.png')).toBe(false);
  await come(asked[0]!);
  expect(mosaics.face('/images/r1/0/64.png')).toBeDefined();
});

test('where all fails all is lost, and asked for again at once when one wants it', async () => {
  const mosaics = new Mosaics(() => {});
  mosaics.want(thumbnails(0, 400));
  await answer(() => false, 3_600_000);
  expect(thumbnails(0, 400).every((one) => mosaics.lost(one))).toBe(true);
  mosaics.again();
  await answer(() => true, 1000);
  expect(thumbnails(0, 400).some((one) => mosaics.lost(one) || !mosaics.face(one))).toBe(false);
});

test('of larger faces fewer are kept', async () => {
  const mosaics = new Mosaics(() => {});
  const large = (from: number) => thumbnails(from, 16).map((one) => one.replace('64.png', '256.png'));
  for (let from = 0; from < 20 * 16; from += 16) {
    mosaics.want(large(from));
    await come(asked.shift()!);
  }
  mosaics.want(large(19 * 16));
  expect(mosaics.face('/images/r1/0/256.png')).toBeUndefined();
  expect(mosaics.face('/images/r1/64/256.png')).toBeDefined();
});
