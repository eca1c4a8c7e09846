import { expect, test } from 'vitest';
import { BlindDesk, type Keeping, type Place } from '../src/shared/blind-desk';

const places = (count: number): Place[] =>
  Array.from({ length: count }, (_, position) => ({ position, archetype: 'soft', emotion: 'happy', left: `l${position}`, right: `r${position}`, standing: '' }));

function memory(): Keeping & { text: string | null } {
  return {
    text: null,
    read() {
      return this.text;
    },
    write(text: string) {
      this.text = text;
    },
  };
}

function names() {
  let next = 0;
  return () => `name-${next++}`;
}

const better = (choice: string) => ({ cannotTell: false, intendedConflict: false, choice });

test('an answer leads to the next place and waits until the server has it', () => {
  const desk = new BlindDesk(places(3), memory(), names());
  const told = desk.say(better('left'), 812.4);
  expect(told).toEqual({ position: 0, sending: 'name-0', knew: '', withdrawn: false, answer: better('left'), milliseconds: 812 });
  expect(desk.position).toBe(1);
  expect(desk.unconfirmed).toHaveLength(1);
  desk.confirmed('name-0');
  expect(desk.unconfirmed).toHaveLength(0);
  expect(desk.answered).toBe(1);
});

test('what waits survives the page and is told again in the order in which it was said, under the same names', () => {
  const keeping = memory();
  const before = new BlindDesk(places(4), keeping, names());
  before.say(better('left'), 1);
  before.say(better('right'), 1);
  before.confirmed('name-0');
  before.undo();
  const after = new BlindDesk(places(4).map((place) => (place.position === 0 ? { ...place, standing: 'name-0', answer: better('left') } : place)), keeping, names());
  expect(after.unconfirmed.map((one) => [one.sending, one.withdrawn])).toEqual([
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

test('what is no answer in the storage is nothing', () => {
  for (const text of ['{', '{}', '[1, null, {"position": "x"}]']) {
    const keeping = memory();
    keeping.text = text;
    expect(new BlindDesk(places(1), keeping, names()).unconfirmed).toHaveLength(0);
  }
});
