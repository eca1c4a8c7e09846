import { CompletionContext, type Completion, type CompletionResult } from '@codemirror/autocomplete';
import { EditorState, type TransactionSpec } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import { afterEach, expect, test, vi } from 'vitest';
import { type Link, linkInHand, linkOffers } from '../src/shared/link-offers';

const links = [
  { address: '#scores?rate', text: '42 %', note: '', words: 'From scores: 42 %' },
  { address: '#scores?points', text: '60 of 144', note: '◐ stale', words: 'From scores: 60 of 144' },
];

/** The offers at the bar in a text. */
async function offered(text: string, explicit = false) {
  const position = text.indexOf('|');
  const state = EditorState.create({ doc: text.replace('|', ''), selection: { anchor: position }, extensions: linkInHand });
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

test('whoever asks within a link gets its address, whatever stands there', async () => {
  expect(await taken('reaches [](|', true)).toBe('reaches [42 %](#scores?rate)|');
  expect(await taken('reaches [](|)', true)).toBe('reaches [42 %](#scores?rate)|');
  expect(await taken('reaches [about 40 %](|', true)).toBe('reaches [about 40 %](#scores?rate)|');
  expect(await taken('[about 40 %](sco|', true)).toBe('[about 40 %](#scores?rate)|');
  expect(await taken('[42 %](#sco|res?points) of', true)).toBe('[42 %](#scores?rate)| of');
  expect(await taken('[42 %](|#scores?points) of', true)).toBe('[42 %](#scores?rate)| of');
  expect(await taken('[](#|the rest (of it)', true)).toBe('[42 %](#scores?rate)|the rest (of it)');
  const { result } = await offered('[](|', true);
  expect((result?.validFor as RegExp).test('')).toBe(true);
  expect((result?.validFor as RegExp).test('sco')).toBe(true);
});

test.each(['[about 40|', '[|](#scores?rate)', 'a [b [c] d|', '![x](|', '![x](#|', '[a](<#sc|', '[a `b`](|', '[a](#b "tit|', '`a|'])(
  'whoever asks gets no link within another in %s',
  async (text) => {
    expect((await offered(text, true)).result).toBeNull();
  },
);

test.each(['- [ ] |', '[a](#b) |', 'an interval \\[0.1, |', '`[` |'])('whoever asks beside a link gets one in %s', async (text) => {
  expect((await offered(text, true)).result?.options).toHaveLength(2);
});

test('an offer says what is doubtful about it', async () => {
  const { result } = await offered('[](#|');
  expect(result?.options.map((one) => one.detail)).toEqual(['42 %', '60 of 144 · ◐ stale']);
});

/** A text that is written letter by letter, with an editor's offers after each. */
function writing(ask: () => Promise<Link[]>) {
  const source = linkOffers(ask);
  let state = EditorState.create({ extensions: linkInHand });
  const offers = (explicit = false) => source(new CompletionContext(state, state.selection.main.head, explicit));
  return {
    offers,
    go: (anchor: number) => (state = state.update({ selection: { anchor } }).state),
    /** Somebody else writes before it. */
    insert: (text: string) => (state = state.update({ changes: { from: 0, insert: text } }).state),
    async type(text: string) {
      let result = null;
      for (const letter of text) {
        const { head } = state.selection.main;
        state = state.update({ changes: { from: head, insert: letter }, selection: { anchor: head + 1 } }).state;
        result = await offers();
      }
      return result;
    },
  };
}

test.each([[[]], [links]])('a link asks once while it is written, whether its address fits an offer or not', async (answer) => {
  const ask = vi.fn(async () => answer);
  const text = writing(ask);
  await text.type('see [here](#nowhere-at-all');
  expect(ask).toHaveBeenCalledTimes(1);
  text.insert('more\n');
  text.go('more\nsee [here](#now'.length);
  await text.type('x');
  expect(ask).toHaveBeenCalledTimes(1);
  await text.offers(true);
  expect(ask).toHaveBeenCalledTimes(2);
});

test('a link asks anew when the cursor comes back to it, and so does another', async () => {
  const ask = vi.fn(async () => links);
  const text = writing(ask);
  await text.type('[a](#x');
  text.go(0);
  text.go('[a](#x'.length);
  await text.type('y');
  expect(ask).toHaveBeenCalledTimes(2);
  await text.type(') [b](#x');
  expect(ask).toHaveBeenCalledTimes(3);
});

afterEach(() => vi.useRealTimers());

test('nobody waits for an answer that does not come, and a late one is there for the next letter', async () => {
  vi.useFakeTimers();
  let answer: (links: Link[]) => void = () => undefined;
  const ask = vi.fn(() => new Promise<Link[]>((resolve) => (answer = resolve)));
  const text = writing(ask);
  const first = text.type('[](#');
  await vi.advanceTimersByTimeAsync(2000);
  expect(await first).toBeNull();
  const second = text.type('s');
  await vi.advanceTimersByTimeAsync(0);
  expect(await second).toBeNull();
  answer(links);
  const third = text.type('c');
  await vi.advanceTimersByTimeAsync(0);
  expect((await third)?.options).toHaveLength(2);
  expect(ask).toHaveBeenCalledTimes(1);
});
