import { expect, test } from 'vitest';
import { news } from '../src/shared/cited-numbers';

const known = { '#scores?rate\n61 %': { state: 'other', now: '58 %', words: 'The result says 58 % now.' } };

test('a number is told by its address and by what it says', () => {
  expect(news(known, '#scores?rate', '61 %', {})?.now).toBe('58 %');
  expect(news(known, '#scores?rate', '58 %', {})).toBeUndefined();
  expect(news(known, '#scores?points', '61 %', {})).toBeUndefined();
});

test('what is shown already is left, and what changed is shown', () => {
  expect(news(known, '#scores?rate', '61 %', { ...known['#scores?rate\n61 %'] })).toBeUndefined();
  expect(news(known, '#scores?rate', '61 %', { state: 'same', now: '58 %', words: 'The result says 58 % now.' })?.state).toBe('other');
  expect(news(known, '#scores?rate', '61 %', { state: 'other', now: '57 %', words: 'The result says 57 % now.' })?.now).toBe('58 %');
});
