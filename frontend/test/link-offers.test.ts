import { CompletionContext, type Completion, type CompletionResult } from '@codemirror/autocomplete';
import { EditorState, type TransactionSpec } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import { expect, test } from 'vitest';
import { linkOffers } from '../src/shared/link-offers';

const links = [
  { address: '#scores?rate', text: '42 %', words: 'From scores: 42 %' },
  { address: '#scores?points', text: '60 of 144', words: 'From scores: 60 of 144' },
];

/** The offers at the bar in a text. */
async function offered(text: string, explicit = false) {
  const position = text.indexOf('|');
  const state = EditorState.create({ doc: text.replace('|', '') });
  return { state, result: await linkOffers(async () => links)(new CompletionContext(state, position, explicit)) };
}

/** The text after the first offer was taken. */
async function taken(text: string, explicit = false) {
  const { state, result } = await offered(text, explicit);
  const { from, options } = result as CompletionResult;
  const to = text.indexOf('|');
  const apply = (options[0] as Completion).apply;
  if (typeof apply === 'string') {
    return state.update({ changes: { from, to, insert: apply } }).state.doc.toString();
  }
  let now = state;
  const view = { state, dispatch: (change: TransactionSpec) => (now = state.update(change).state) } as unknown as EditorView;
  apply?.(view, options[0] as Completion, from, to);
  const { head } = now.selection.main;
  return `${now.doc.sliceString(0, head)}|${now.doc.sliceString(head)}`;
}

test('the address of a link that begins with # is offered and narrowed by what is typed', async () => {
  const { result } = await offered('reaches [42 %](#sc|');
  expect(result?.options.map((one) => one.label)).toEqual(['#scores?rate', '#scores?points']);
  expect(result?.from).toBe('reaches [42 %]('.length);
  expect((result?.validFor as RegExp).test('#scores?rate&emotion=angry')).toBe(true);
  expect((result?.validFor as RegExp).test('#scores) ')).toBe(false);
});

test.each(['reaches |', '# Head|ing', '[a](http|', '[a](#b) |', '`[42 %](#|', '[a `b](#|'])('nothing is offered in %s', async (text) => {
  expect((await offered(text)).result).toBeNull();
});

test('what is taken ends the link once and fills in its text where there is none', async () => {
  expect(await taken('reaches [](#|')).toBe('reaches [42 %](#scores?rate)|');
  expect(await taken('reaches [](#|) of')).toBe('reaches [42 %](#scores?rate)| of');
  expect(await taken('reaches [about 40 %](#sc|')).toBe('reaches [about 40 %](#scores?rate)|');
});

test('whoever asks gets the whole link', async () => {
  expect(await taken('reaches sco|', true)).toBe('reaches [42 %](#scores?rate)');
  expect(await taken('|', true)).toBe('[42 %](#scores?rate)');
});
