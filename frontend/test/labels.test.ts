import { expect, test } from 'vitest';
import { crossed, tellApart } from '../src/shared/labels';

test.each([
  [['only one, cfg 5'], ['only one, cfg 5']],
  [
    ['base, cfg 5', 'anime, cfg 5'],
    ['base', 'anime'],
  ],
  [
    ['same', 'same'],
    ['same', 'same'],
  ],
  [
    ['base, cfg 5, a', 'base, cfg 7, b', 'anime, cfg 7, c'],
    ['cfg 5 · a · base', 'b · base · cfg 7', 'anime · c · cfg 7'],
  ],
  [
    ['stabilityai/stable-diffusion-1', 'stabilityai/stable-diffusion-2'],
    ['…1', '…2'],
  ],
])('%j are told apart as %j', (labels, told) => {
  expect(tellApart(labels)).toEqual(told);
});

test('no label that is told apart is empty', () => {
  for (const label of tellApart(['long-common-start', 'long-common-start + adapter'])) {
    expect(label).not.toBe('');
  }
});

test('labels in lines say once what a line and a place have in common', () => {
  expect(crossed(['base, cfg 5', 'base, cfg 7', 'anime, cfg 5', 'anime, cfg 7'], 2)).toEqual({ lines: ['base', 'anime'], heads: ['cfg 5', 'cfg 7'] });
});

test('nothing where that does not say all', () => {
  expect(crossed(['base, a', 'anime, b', 'other, c'], 2)).toBeUndefined();
});
