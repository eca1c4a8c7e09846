import { expect, test } from 'vitest';
import { BlindDesk, type Place } from '../src/shared/blind-desk';
import { WaitingAnswers } from '../src/shared/waiting-answers';
import { aShelf } from './a-shelf';

const places = (count: number): Place[] =>
  Array.from({ length: count }, (_, position) => ({ position, archetype: 'soft', emotion: 'happy', pictures: [`l${position}`, `r${position}`], standing: '' }));

const memory = () => new WaitingAnswers(() => aShelf(), 'session:ada');

function names() {
  let next = 0;
  return () => `name-${next++}`;
}

const better = (choice: string) => ({ cannotTell: false, intendedConflict: false, choice });

test('an answer leads to the next place and waits until the server has it', () => {
  const waiting = memory();
  const desk = new BlindDesk(places(3), waiting, names());
  const told = desk.say(better('left'), 812.4);
  expect(told).toEqual({ position: 0, sending: 'name-0', knew: '', withdrawn: false, answer: better('left'), milliseconds: 812 });
  expect(desk.position).toBe(1);
  expect(waiting.all).toHaveLength(1);
  expect(desk.answered).toBe(1);
});

test('what waits survives the page and is told again in the order in which it was said, under the same names', () => {
  const shelf = aShelf();
  const kept = new WaitingAnswers(() => shelf, 'session:ada');
  const before = new BlindDesk(places(4), kept, names());
  before.say(better('left'), 1);
  before.say(better('right'), 1);
  kept.remove('name-0');
  before.undo();
  const found = new WaitingAnswers(() => shelf, 'session:ada');
  const after = new BlindDesk(places(4).map((place) => (place.position === 0 ? { ...place, standing: 'name-0', answer: better('left') } : place)), found, names());
  expect(found.all.map((one) => [one.sending, one.withdrawn])).toEqual([
    ['name-1', false],
    ['name-2', true],
  ]);
  expect(after.position).toBe(1);
  expect(after.answered).toBe(1);
});

test('an undo takes back the last answer before this place and says which one it knew', () => {
  const desk = new BlindDesk(places(2), memory(), names());
  desk.say(better('left'), 1);
  const taken = desk.undo();
  expect(taken).toMatchObject({ position: 0, withdrawn: true, knew: 'name-0' });
  expect(desk.position).toBe(0);
  expect(desk.canUndo).toBe(false);
  expect(desk.say(better('equal'), 1).knew).toBe('name-1');
  expect(desk.undo()?.position).toBe(0);
  expect(desk.undo()).toBeUndefined();
});

test('the last answer can be taken back too', () => {
  const desk = new BlindDesk(places(2), memory(), names());
  desk.say(better('left'), 1);
  desk.say(better('right'), 1);
  expect(desk.finished).toBe(true);
  expect(desk.undo()?.position).toBe(1);
  expect(desk.finished).toBe(false);
});

test('another device is gone on from, and what was skipped over stays open', () => {
  const there = places(3).map((place) => (place.position === 1 ? { ...place, standing: 'elsewhere', answer: better('left') } : place));
  const desk = new BlindDesk(there, memory(), names());
  expect(desk.position).toBe(0);
  desk.say(better('left'), 1);
  expect(desk.position).toBe(2);
});

test('places that come anew leave the rater where they are, unless that place was answered elsewhere', () => {
  const shown = places(4)[2]!;
  expect(new BlindDesk(places(4), memory(), names(), shown).position).toBe(2);
  const answered = places(4).map((place) => (place.position === 2 ? { ...place, standing: 'elsewhere', answer: better('left') } : place));
  expect(new BlindDesk(answered, memory(), names(), shown).position).toBe(0);
});

test('a place whose picture does not come can be left open', () => {
  const desk = new BlindDesk(places(2), memory(), names());
  desk.pass();
  expect(desk.position).toBe(1);
  desk.say(better('left'), 1);
  expect([desk.position, desk.answered, desk.finished]).toEqual([0, 1, false]);
  desk.pass();
  expect(desk.position).toBe(0);
});

test('what another tab said is known here, and the place that is shown stays', () => {
  const desk = new BlindDesk(places(2), memory(), names());
  desk.hear([{ position: 0, sending: 'there', knew: '', withdrawn: false, answer: better('left'), milliseconds: 1 }]);
  expect([desk.position, desk.answered]).toEqual([0, 1]);
  expect(desk.say(better('right'), 1).knew).toBe('there');
});
