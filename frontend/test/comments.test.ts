import { expect, test } from 'vitest';
import { Drafts } from '../src/shared/draft';
import { begun, mentioned } from '../src/shared/mention';

test.each([
  ['@', ''],
  ['Look, @Ad', 'Ad'],
  ['(@Ada Lov', 'Ada Lov'],
  ['one\n@עד', 'עד'],
])('%j begins to mention somebody', (text, query) => {
  expect(begun(text, text.length)).toEqual({ at: text.length - query.length - 1, query });
});

test.each(['', 'ada@example', '@@Ada', 'x.@Ada', '@ Ada', '@Ada\n', '@one two three four', `@${'x'.repeat(80)}`])('%j mentions nobody', (text) => {
  expect(begun(text, text.length)).toBeUndefined();
});

test('what was typed of a name is replaced, and the text behind it stays', () => {
  const text = 'Ask @ad, please';
  expect(mentioned(text, 7, begun(text, 7)!, { name: 'Ada', insert: '@Ada' })).toEqual({ text: 'Ask @Ada , please', caret: 9 });
  expect(mentioned('@a b', 2, { at: 0, query: 'a' }, { name: 'Ada', insert: '@Ada' })).toEqual({ text: '@Ada b', caret: 5 });
});

class Kept {
  readonly all = new Map<string, string>();
  getItem = (key: string) => this.all.get(key) ?? null;
  setItem = (key: string, value: string) => void this.all.set(key, value);
  removeItem = (key: string) => void this.all.delete(key);
}

function names() {
  let count = 0;
  return () => `name-${++count}`;
}

test('a draft keeps its name as long as it has not been sent, and when the same is sent again', () => {
  const store = new Kept();
  const drafts = new Drafts(store, names());
  const first = drafts.write(undefined, 'Hel');
  const second = drafts.write(first, 'Hello');
  expect(second).toEqual({ text: 'Hello', sending: 'name-1' });
  expect(drafts.keep('key', { ...second, sent: 'Hello' })).toBe(true);
  const reloaded = drafts.find('key')!;
  expect(drafts.write(reloaded, 'Hello').sending).toBe('name-1');
  expect(drafts.write(reloaded, 'Hello again')).toEqual({ text: 'Hello again', sending: 'name-2' });
  drafts.forget('key');
  expect(drafts.find('key')).toBeUndefined();
});

test.each(['{', 'null', '[]', '{"text":1,"sending":"x"}', '{"text":"x"}'])('what is kept as %s is no draft', (kept) => {
  const store = new Kept();
  store.setItem('key', kept);
  expect(new Drafts(store, names()).find('key')).toBeUndefined();
});

test('a browser that keeps nothing is said so, and writing goes on', () => {
  const full = { getItem: () => null, setItem: () => { throw new DOMException('full', 'QuotaExceededError'); }, removeItem: () => undefined };
  const drafts = new Drafts(full, names());
  expect(drafts.keep('key', drafts.write(undefined, 'x'))).toBe(false);
  expect(new Drafts(undefined, names()).keep('key', { text: 'x', sending: 'y' })).toBe(false);
});
