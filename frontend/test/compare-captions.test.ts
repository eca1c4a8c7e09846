import { expect, test } from 'vitest';
import { captions } from '../src/shared/compare-captions';
import { picture } from './a-grid';
import { read } from './read';

const one = (label: string, caption = '') => picture(0, 0, 0, { label, caption });

test('what differs stands at each picture, what is the same once', () => {
  const said = read(captions([one('happy, CFG 5, seed 42', 'doodle · 20 steps'), one('happy, CFG 7, seed 42', 'doodle · 20 steps')], [0, 1]));

  expect(said).toContain('CFG 5 CFG 7');
  expect(said).toContain('Both: happy, seed 42, doodle, 20 steps.');
  expect(said).not.toContain('Different seeds');
});

test('of more than two it is said of all', () => {
  expect(read(captions([one('happy, CFG 5'), one('happy, CFG 7'), one('happy, CFG 9')], []))).toContain('All: happy.');
});

test('different seeds are said, for then it may be chance', () => {
  expect(read(captions([one('happy, seed 1'), one('happy, seed 2')], [0]))).toContain('Different seeds: what differs may be chance, not the setting.');
});

test('pictures that are the same in all that is named say so, and what has nothing in common has no such line', () => {
  expect(read(captions([one('happy'), one('happy')], []))).toBe('the same the same Both: happy.');
  expect(read(captions([one('happy'), one('sad')], []))).toBe('happy sad');
});
