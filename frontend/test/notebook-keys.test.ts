import { expect, test } from 'vitest';
import { cellKey } from '../src/shared/notebook-keys';

/** `Ctrl Shift ArrowDown` as the browser tells it. */
function press(keys: string) {
  const parts = keys.split(' ');
  return { key: parts.at(-1)!, ctrlKey: parts.includes('Ctrl'), shiftKey: parts.includes('Shift'), altKey: parts.includes('Alt'), metaKey: parts.includes('Meta') };
}

const tell = (command: string) => ({ does: 'tell', command });

test.each([
  ['Enter', { does: 'edit' }],
  ['Shift Enter', { does: 'tell', command: 'run', then: 'next' }],
  ['Ctrl Enter', tell('run')],
  ['Meta Enter', tell('run')],
  ['j', { does: 'go', by: 1 }],
  ['k', { does: 'go', by: -1 }],
  ['ArrowDown', { does: 'go', by: 1 }],
  ['ArrowUp', { does: 'go', by: -1 }],
  ['Ctrl Shift ArrowDown', tell('move-down')],
  ['Ctrl Shift ArrowUp', tell('move-up')],
  ['a', tell('add-above')],
  ['b', tell('add-below')],
  ['B', tell('add-below')],
  ['m', tell('to-text')],
  ['y', tell('to-run')],
  ['h', tell('runs')],
  ['c', tell('cite')],
  ['t', tell('talk')],
  ['d', { does: 'press-delete' }],
  ['z', tell('undo')],
  ['Shift Z', tell('redo')],
  ['Ctrl z', tell('undo')],
  ['Ctrl Shift Z', tell('redo')],
  ['Meta y', tell('redo')],
])('%s', (keys, asked) => {
  expect(cellKey(press(keys))).toEqual(asked);
});

test.each(['Ctrl c', 'Ctrl a', 'Meta d', 'Alt z', 'Alt b', 'x', 'Tab', 'Escape', 'ArrowLeft', '1'])('%s is not ours', (keys) => {
  expect(cellKey(press(keys))).toBeUndefined();
});
