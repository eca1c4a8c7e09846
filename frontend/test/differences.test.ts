import { expect, test } from 'vitest';
import { differences, told } from '../src/shared/differences';
import { pictureDifferences } from '../src/shared/picture-differences';
import type { Layer, Picture, PictureGrid } from '../src/shared/pictures';
import { picture } from './a-grid';

const models: Layer[] = [{ label: 'base' }, { label: 'anime' }];

function columns(layers: Layer[], ...pictures: Picture[]): PictureGrid {
  return { rows: [{ label: 'r' }], columns: [{ label: 'a' }, { label: 'b' }], layers, pictures };
}

test('pairs differ where their points do', () => {
  const found = differences(
    columns(models, picture(0, 0, 0, { points: 3 }), picture(0, 0, 1, { points: 1 }), picture(0, 1, 0, { points: 2 }), picture(0, 1, 1, { points: 2 })),
  );
  expect(found).toEqual({ pairs: 2, same: 1, open: 0, differing: new Set([0, 1]) });
  expect(told(found)).toBe('1 of 2 pairs differ, 1 with equal points left out');
});

test.each([
  ['a picture is missing', [picture(0, 0, 0, { points: 3 })]],
  ['a picture has no points', [picture(0, 0, 0, { points: 3 }), picture(0, 0, 1)]],
  ['the judges are others', [picture(0, 0, 0, { points: 3 }), picture(0, 0, 1, { points: 0, source: 'machine' })]],
])('nothing can be told where %s', (_, pictures) => {
  const found = differences(columns(models, ...pictures));
  expect(found).toEqual({ pairs: 1, same: 0, open: 1, differing: new Set() });
  expect(told(found)).toContain('0 of 1 pairs differ, 1 that cannot be told');
});

test('only the layers of one pair are compared with each other', () => {
  const layers = [
    { label: 'base, cfg 5', pair: 1 },
    { label: 'anime, cfg 5', pair: 1 },
    { label: 'base, cfg 7', pair: 2 },
    { label: 'anime, cfg 7', pair: 2 },
  ];
  const found = differences(columns(layers, ...[0, 0, 3, 3].map((points, layer) => picture(0, 0, layer, { points }))));
  expect(found).toMatchObject({ pairs: 2, same: 2, differing: new Set() });
});

test('a grid whose columns are not split has no pairs', () => {
  expect(differences(columns([{ label: '' }], picture(0, 0), picture(0, 1))).pairs).toBe(0);
});

test('two pictures differ in what their labels and captions name', () => {
  const one = picture(0, 0, 0, { label: 'soft, happy, cfg 5', caption: 'seed 42 · doodle-base' });
  const other = picture(0, 1, 0, { label: 'soft, happy, cfg 7', caption: 'seed 42 · doodle-base' });
  expect(pictureDifferences([one, other])).toEqual({ same: ['soft', 'happy', 'seed 42', 'doodle-base'], own: [['cfg 5'], ['cfg 7']], seeds: false });
  expect(pictureDifferences([one, { ...one, caption: 'seed 43 · doodle-base' }])).toMatchObject({ own: [['seed 42'], ['seed 43']], seeds: true });
  expect(pictureDifferences([one, one])).toMatchObject({ own: [[], []] });
  expect(pictureDifferences([one, other, { ...other, caption: 'seed 42 · doodle-anime' }])).toEqual({
    same: ['soft', 'happy', 'seed 42'],
    own: [
      ['cfg 5', 'doodle-base'],
      ['cfg 7', 'doodle-base'],
      ['cfg 7', 'doodle-anime'],
    ],
    seeds: false,
  });
});
