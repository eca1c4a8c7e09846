import { expect, test } from 'vitest';
import { chosen, toldChosen } from '../src/shared/chosen';
import { picture } from './a-grid';

test('a picture is chosen, and let go when it is chosen again', () => {
  const one = chosen([], 3, picture(0, 3));
  const two = chosen(one, 5, picture(0, 5));
  expect(two.map(({ index }) => index)).toEqual([3, 5]);
  expect(chosen(two, 3, picture(0, 3)).map(({ index }) => index)).toEqual([5]);
  expect(chosen(two, 9, undefined)).toBe(two);
  expect(toldChosen(two)).toContain('row 0, column 3; row 0, column 5');
});
