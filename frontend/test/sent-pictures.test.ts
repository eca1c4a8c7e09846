import { expect, test } from 'vitest';
import { received, windowSize } from '../src/shared/sent-pictures';

const words = ['/images/r1/', '0/', '{size}.png', '0.png', 'soft, ', 'happy', 'run r1', 'sad', '1/', '1.png', 'eyes 0.2 0.4 0.6 0.2'];
const sent = {
  rows: [{ label: 'soft', note: '● 44 % (30–58) n 12' }],
  columns: [{ label: 'happy' }, { label: 'sad' }],
  layers: [],
  version: 1,
  total: 2,
  places: [0, 1],
  marks: '60',
  first: { from: 0, words, pictures: [3, 0, 1, 2, 2, 0, 3, 2, 4, 5, 1, 6, 1, 10, 3, 0, 8, 2, 2, 0, 9, 2, 4, 7, 0, 0] },
};

/** A grid of one column, of which no text has come. */
function long(total: number) {
  return received({
    rows: Array.from({ length: total }, (_, row) => ({ label: `row ${row}` })),
    columns: [{ label: 'happy' }],
    layers: [],
    version: 1,
    total,
    places: [0, total - 1],
    marks: '0'.repeat(total),
    first: { from: 0, words: [], pictures: [] },
  }).pictures;
}

function window(number: number, size = windowSize) {
  return { from: number * windowSize, words: [`${number}`], pictures: Array.from({ length: size }, () => [1, 0, 1, 0, 1, 0, 0, 0]).flat() };
}

test('a picture that was sent is what it was', () => {
  const { rows, columns, layers, pictures } = received(sent);
  expect({ rows, columns, layers }).toEqual({ rows: sent.rows, columns: sent.columns, layers: [] });
  expect(pictures.length).toBe(2);
  expect(pictures.at(0)).toMatchObject({
    row: 0,
    column: 0,
    layer: 0,
    points: 2,
    source: 'machine',
    thumbnail: '/images/r1/0/{size}.png',
    image: '/images/r1/0.png',
    label: 'soft, happy',
    caption: 'run r1',
    parts: { eyes: { x: 0.2, y: 0.4, width: 0.6, height: 0.2 } },
  });
});

test('no points have no judge, and nothing said is no caption', () => {
  const picture = received(sent).pictures.at(1)!;
  expect(picture).toMatchObject({ row: 0, column: 1, layer: 0, image: '/images/r1/1.png', label: 'soft, sad', caption: '', parts: {} });
  expect([picture.points, picture.source]).toEqual([undefined, undefined]);
});

test('pictures lie where the places say, also where some are missing', () => {
  const { pictures } = received({ ...sent, layers: [{ label: 'a' }, { label: 'b' }], total: 3, places: [0, 0, 2, 1], marks: '000' });
  expect([0, 1, 2].map((index) => pictures.at(index)!).map(({ column, layer }) => [column, layer])).toEqual([
    [0, 0],
    [1, 0],
    [1, 1],
  ]);
});

test('no pictures are none', () => {
  const none = received({ ...sent, rows: [], columns: [], total: 0, places: [], marks: '', first: { from: 0, words: [], pictures: [] } });
  expect(none.pictures.length).toBe(0);
  expect(none.pictures.at(0)).toBeUndefined();
});

test('what has no texts yet is called by its place, and its window is asked for', () => {
  const pictures = long(1000);
  expect(pictures.at(700)).toMatchObject({ label: 'row 700, happy', thumbnail: '', image: '' });
  expect(pictures.missing([0, 1, 700, 701])).toEqual([0, 2]);
  pictures.fill(window(2));
  expect(pictures.at(700)).toMatchObject({ label: '2', thumbnail: '2' });
  expect(pictures.missing([0, 1, 700, 701])).toEqual([0]);
});

test('the windows that were not looked at for longest are let go, those in use stay', () => {
  const pictures = long(60 * windowSize);
  for (let number = 0; number < 60; number++) {
    pictures.fill(window(number));
    expect(pictures.missing([0])).toEqual([]); // looked at again and again
  }
  expect(pictures.missing([1 * windowSize])).toEqual([1]);
  expect(pictures.missing([59 * windowSize])).toEqual([]);
});

/** The same column with one row more, in which a picture came: all else has the number that it had, or one more. */
function withOneMore(total: number, since: number) {
  return {
    rows: Array.from({ length: total + 1 }, (_, row) => ({ label: `line ${row}` })),
    columns: [{ label: 'happy' }],
    layers: [],
    version: since + 1,
    total: total + 1,
    places: [0, total],
    marks: '0'.repeat(total + 1),
    first: { from: 0, words: [], pictures: [] },
    since,
    kept: [0, 299, -1, 0, 300, total - 301],
    added: [{ from: 300, words: ['new'], pictures: [1, 0, 1, 0, 1, 0, 0, 0] }],
  };
}

test('a grid like the one before takes over its texts, and brings those of what came', () => {
  const before = long(1000);
  before.fill(window(1));
  const { pictures } = received(withOneMore(1000, 1), before);
  const labels = [255, 256, 299, 300, 301, 512, 513].map((index) => pictures.at(index)!.label);
  expect(labels).toEqual(['line 255, happy', '1', '1', 'new', '1', '1', 'line 513, happy']);
  expect(pictures.missing([255, 256, 300, 512, 513])).toEqual([0, 2]);
});

test('texts of a version other than the one that is meant are not taken over', () => {
  const before = long(1000);
  before.fill(window(1));
  const { pictures } = received(withOneMore(1000, 7), before);
  expect(pictures.at(299)!.label).toBe('line 299, happy');
  expect(pictures.at(300)!.label).toBe('new');
  expect(pictures.missing([299])).toEqual([1]);
});

test('what is taken over goes on to the next grid', () => {
  const before = long(1000);
  before.fill(window(1));
  const between = received(withOneMore(1000, 1), before).pictures;
  const { pictures } = received(withOneMore(1001, 2), between);
  expect([299, 300, 301, 302].map((index) => pictures.at(index)!.label)).toEqual(['1', 'new', 'new', '1']);
});
