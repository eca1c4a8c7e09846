import { expect, test } from 'vitest';
import { formOf, ranked, type Sheet } from '../src/shared/blind-forms';
import type { BlindAnswer } from '../src/shared/blind-answer';

function aSheet() {
  const said: Partial<BlindAnswer>[] = [];
  const sheet: Sheet & { draft: Partial<BlindAnswer>; refused: string; before?: number } = {
    draft: {},
    refused: '',
    change: (part) => void (sheet.draft = { ...sheet.draft, ...part }),
    say: (answer) => void said.push({ ...sheet.draft, ...answer }),
    refuse: (words) => void (sheet.refused = words),
    isForBefore: (place) => sheet.before === place,
  };
  return { sheet, said };
}

const press = (form: string, keys: string, sheet: Sheet) => [...keys].forEach((key) => formOf(form).key(key, sheet, false)?.());

test('three keys order four faces: the last follows', () => {
  const { sheet, said } = aSheet();
  press('order', '31', sheet);
  expect(said).toHaveLength(0);
  expect(formOf('order').mark?.(sheet, 2)).toBe('1.');
  press('order', '4', sheet);
  expect(said).toEqual([{ order: [2, 0, 3, 1] }]);
});

test('what is meant of the four before is not marked on the next', () => {
  const { sheet } = aSheet();
  sheet.before = 1;
  press('order', '2', sheet);
  expect(sheet.draft.order).toBeUndefined();
  press('order', '1', sheet);
  expect(sheet.draft.order).toEqual([0]);
});

test('undo takes back the last place first, and says when there is none', () => {
  const { sheet } = aSheet();
  press('order', '31', sheet);
  expect(formOf('order').undo?.(sheet)).toBe(true);
  expect(sheet.draft.order).toEqual([2]);
  expect(formOf('order').undo?.(sheet)).toBe(true);
  expect(formOf('order').undo?.(sheet)).toBe(false);
});

test('a face that is pressed again loses its place', () => {
  expect(ranked([2, 0], 2)).toEqual([0]);
  expect(ranked([], 3)).toEqual([3]);
});

test('points are said by their own keys and by no other', () => {
  const { sheet, said } = aSheet();
  press('points', '4x3', sheet);
  expect(said).toEqual([{ points: 3 }]);
});

test('a checklist is not said before all is answered', () => {
  const { sheet, said } = aSheet();
  formOf('checklist').key('1', sheet, false)?.();
  formOf('checklist').key('Enter', sheet, false)?.();
  expect(sheet.refused).toContain('2 questions');
  expect(formOf('checklist').key('Enter', sheet, true)).toBeUndefined();
  formOf('checklist').key('0', sheet, false)?.();
  formOf('checklist').key('Enter', sheet, false)?.();
  expect(said).toEqual([{ eyesMouth: true, browsTension: false, holistic: false }]);
});
