import { expect, test } from 'vitest';
import type { Telling } from '../src/shared/blind-answer';
import { waitingBySession, WaitingAnswers } from '../src/shared/waiting-answers';
import { aShelf } from './a-shelf';

const telling = (sending: string): Telling => ({ position: 0, sending, knew: '', withdrawn: false, answer: { cannotTell: true, intendedConflict: false }, milliseconds: 1 });

const sendings = (answers: WaitingAnswers) => answers.all.map((one) => one.sending);

test('two tabs keep what the other keeps', () => {
  const shelf = aShelf();
  const one = new WaitingAnswers(() => shelf, 'session:ada');
  const other = new WaitingAnswers(() => shelf, 'session:ada');
  one.add(telling('b'));
  other.add(telling('a'));
  one.add(telling('c'));
  other.remove('a');
  expect(sendings(one)).toEqual(['b', 'c']);
  expect(sendings(new WaitingAnswers(() => shelf, 'session:ada'))).toEqual(['b', 'c']);
});

test('a page that begins anew finds all in the order in which it was said', () => {
  const shelf = aShelf();
  const first = new WaitingAnswers(() => shelf, 'session:ada');
  ['z', 'y'].forEach((name) => first.add(telling(name)));
  new WaitingAnswers(() => shelf, 'session:ada').add(telling('x'));
  expect(sendings(new WaitingAnswers(() => shelf, 'session:ada'))).toEqual(['z', 'y', 'x']);
});

test('what the storage does not take is in memory, and known to be there alone', () => {
  const shelf = aShelf();
  const answers = new WaitingAnswers(() => shelf, 'session:ada');
  shelf.full = true;
  answers.add(telling('a'));
  expect(sendings(answers)).toEqual(['a']);
  expect(answers.inMemoryAlone).toHaveLength(1);
  answers.remove('a');
  expect(answers.inMemoryAlone).toHaveLength(0);
});

test('a browser without storage keeps answers in memory', () => {
  const answers = new WaitingAnswers(() => {
    throw new Error('denied');
  }, 'session:ada');
  answers.add(telling('a'));
  expect(answers.inMemoryAlone).toHaveLength(1);
  answers.remove('a');
  expect(answers.all).toHaveLength(0);
});

test('others\' answers and what is no answer are left alone', () => {
  const shelf = aShelf();
  shelf.setItem('session:ada:x', '{');
  shelf.setItem('session:ada:y', '[1]');
  shelf.setItem('session:ada:n', 'null');
  new WaitingAnswers(() => shelf, 'session:grace').add(telling('a'));
  expect(new WaitingAnswers(() => shelf, 'session:ada').all).toHaveLength(0);
  expect(shelf.getItem('session:ada:x')).toBe('{');
});

test('how many wait is told by session', () => {
  const shelf = aShelf();
  new WaitingAnswers(() => shelf, 'blind:one:ada').add(telling('a'));
  new WaitingAnswers(() => shelf, 'blind:one:ada').add(telling('b'));
  new WaitingAnswers(() => shelf, 'blind:two:grace').add(telling('c'));
  shelf.setItem('else', 'x');
  expect([...waitingBySession(shelf, 'blind:', 'ada')]).toEqual([['one', 2]]);
});

test('a tab finds what another wrote down after it was opened, in the order in which it was said', () => {
  const shelf = aShelf();
  const mine = new WaitingAnswers(() => shelf, 'session:ada');
  const other = new WaitingAnswers(() => shelf, 'session:ada');
  other.add(telling('b'));
  mine.add(telling('a'));
  expect(mine.reread().map(({ sending }) => sending)).toEqual(['b']);
  expect(sendings(mine)).toEqual(['b', 'a']);
  expect(mine.reread()).toEqual([]);
});

test('what another tab sent is not sent again, and an emptied storage takes nothing out of the memory', () => {
  const shelf = aShelf();
  const mine = new WaitingAnswers(() => shelf, 'session:ada');
  ['a', 'b'].forEach((name) => mine.add(telling(name)));
  shelf.removeItem('session:ada:a');
  mine.removedElsewhere('session:ada:a');
  expect(sendings(mine)).toEqual(['b']);
  shelf.removeItem('session:ada:b');
  mine.reread();
  expect(sendings(mine)).toEqual(['b']);
});

test('what a former build wrote down as a list waits like all else, once, and is told of', () => {
  const shelf = aShelf();
  shelf.setItem('blind:s:ada', JSON.stringify([telling('b'), telling('a'), { sending: 'no answer' }]));
  expect(waitingBySession(shelf, 'blind:', 'ada')).toEqual(new Map([['s', 2]]));
  const answers = new WaitingAnswers(() => shelf, 'blind:s:ada');
  expect(sendings(answers)).toEqual(['b', 'a']);
  expect(shelf.getItem('blind:s:ada')).toBeNull();
  answers.remove('b');
  expect(sendings(new WaitingAnswers(() => shelf, 'blind:s:ada'))).toEqual(['a']);
  expect(waitingBySession(shelf, 'blind:', 'ada')).toEqual(new Map([['s', 1]]));
});

test('a full storage keeps the list of a former build where it is', () => {
  const shelf = aShelf();
  shelf.setItem('blind:s:ada', JSON.stringify([telling('a')]));
  shelf.full = true;
  new WaitingAnswers(() => shelf, 'blind:s:ada');
  shelf.full = false;
  expect(sendings(new WaitingAnswers(() => shelf, 'blind:s:ada'))).toEqual(['a']);
});
