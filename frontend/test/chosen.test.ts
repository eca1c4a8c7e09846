import { expect, test } from 'vitest';
import { chosen, toldChosen } from '../src/shared/chosen';
import { picture } from './a-grid';

const of = (name: string, label = name) => picture(0, 0, 0, { image: `/images/${name}.png`, label });

test('a picture is chosen, and let go when it is chosen again', () => {
  const two = chosen(chosen([], of('a')), of('b'));
  expect(two.map(({ label }) => label)).toEqual(['a', 'b']);
  expect(chosen(two, of('a')).map(({ label }) => label)).toEqual(['b']);
  expect(toldChosen(two)).toContain('a; b');
});

test('the same place of another step is another picture', () => {
  expect(chosen(chosen([], of('epoch-1', 'soft, happy')), of('epoch-2', 'soft, happy'))).toHaveLength(2);
});

test('a picture of which nothing is known yet is not chosen', () => {
  const before = chosen([], of('a'));
  expect(chosen(before, picture(0, 1, 0, { image: '' }))).toBe(before);
  expect(chosen(before, undefined)).toBe(before);
});
