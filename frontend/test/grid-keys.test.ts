import { expect, test } from 'vitest';
import { wish } from '../src/shared/grid-keys';

function press(key: string, more: Partial<KeyboardEvent> & { on?: string; graph?: boolean } = {}) {
  const { on, graph, ...rest } = more;
  return wish({ key, altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, target: { localName: on ?? 'div' }, getModifierState: () => graph ?? false, ...rest } as unknown as KeyboardEvent);
}

test('arrows go, Home and End to the ends of a row', () => {
  expect(press('ArrowLeft')).toEqual({ does: 'go', to: 'left' });
  expect(press('ArrowLeft', { shiftKey: true })).toBeUndefined();
  expect(press('End')).toEqual({ does: 'go', to: 'last' });
});

test('brackets step, also where a keyboard has them behind AltGr, and commas where it has none', () => {
  expect(press('[', { altKey: true, ctrlKey: true, graph: true })).toEqual({ does: 'step', axis: 0, by: -1 });
  expect(press('[', { altKey: true })).toBeUndefined();
  expect(press('.')).toEqual({ does: 'step', axis: 0, by: 1 });
  expect(press('3')).toEqual({ does: 'step', axis: 2, by: 0 });
});

test('Enter on a button is the button\'s', () => {
  expect(press('Enter', { on: 'button' })).toBeUndefined();
  expect(press('Enter')).toEqual({ does: 'open' });
  expect(press('c', { on: 'button' })).toEqual({ does: 'choose', more: false });
});

test('letters say something of a picture', () => {
  expect(press('s')).toEqual({ does: 'say', about: 'score' });
  expect(press('g')).toEqual({ does: 'say', about: 'tags' });
  expect(press('t')).toEqual({ does: 'say', about: 'talk' });
  expect(press('s', { ctrlKey: true })).toBeUndefined();
});

test('what the browser does with Ctrl stays its own', () => {
  expect(press('c', { ctrlKey: true })).toBeUndefined();
  expect(press('f', { ctrlKey: true })).toBeUndefined();
  expect(press('f', { metaKey: true })).toBeUndefined();
  expect(press('C', { shiftKey: true })).toEqual({ does: 'choose', more: true });
});
