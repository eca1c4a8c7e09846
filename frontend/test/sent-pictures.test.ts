import { expect, test } from 'vitest';
import { received } from '../src/shared/sent-pictures';

const sent = {
  rows: [{ label: 'soft', note: '● 44 % (30–58) n 12' }],
  columns: [{ label: 'happy' }, { label: 'sad' }],
  layers: [],
  words: ['/images/r1/', '0/', '{size}.png', '0.png', 'soft, ', 'happy', 'run r1', 'sad', '1/', '1.png'],
  pictures: [0, 0, 0, 5, 3, 0, 1, 2, 2, 0, 3, 2, 4, 5, 1, 6, 0, 1, 0, -1, 3, 0, 8, 2, 2, 0, 9, 2, 4, 7, 0],
};

test('a picture that was sent is what it was', () => {
  const { rows, columns, layers, pictures } = received(sent);
  expect({ rows, columns, layers }).toEqual({ rows: sent.rows, columns: sent.columns, layers: [] });
  expect(pictures).toHaveLength(2);
  expect(pictures[0]).toMatchObject({
    row: 0,
    column: 0,
    layer: 0,
    points: 2,
    source: 'machine',
    thumbnail: '/images/r1/0/{size}.png',
    image: '/images/r1/0.png',
    label: 'soft, happy',
    caption: 'run r1',
  });
});

test('no points have no judge, and nothing said is no caption', () => {
  const picture = received(sent).pictures[1]!;
  expect(picture).toMatchObject({ row: 0, column: 1, layer: 0, image: '/images/r1/1.png', label: 'soft, sad', caption: '' });
  expect([picture.points, picture.source]).toEqual([undefined, undefined]);
});

test('no pictures are none', () => {
  expect(received({ rows: [], columns: [], layers: [], words: [], pictures: [] }).pictures).toEqual([]);
});
