import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Telling } from '../src/shared/blind-answer';
import { BlindDesk } from '../src/shared/blind-desk';
import { OneByOne, tellAgain, unanswered } from '../src/shared/one-by-one';
import { WaitingAnswers } from '../src/shared/waiting-answers';
import { aShelf } from './a-shelf';

const answer = { cannotTell: false, intendedConflict: false, choice: 'left' };

function aLine() {
  const told: string[] = [];
  const waiting = new WaitingAnswers(() => aShelf(), 'session:ada');
  const line = new OneByOne(
    () => waiting.all[0],
    (telling: Telling) => void told.push(telling.sending),
  );
  let next = 0;
  const places = [0, 1, 2].map((position) => ({ position, archetype: 'soft', emotion: 'happy', pictures: ['l'], standing: '' }));
  const desk = new BlindDesk(places, waiting, () => `name-${next++}`);
  const done = (sending: string) => {
    waiting.remove(sending);
    line.done(sending);
  };
  return { told, waiting, line, desk, done };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('what takes an answer back is not told before the lab has the answer, also where it could not be kept at first', () => {
  const { told, line, desk, done } = aLine();
  desk.say(answer, 1);
  line.go();
  desk.undo();
  line.go();
  line.failed('name-0');
  expect(told).toEqual(['name-0']);
  vi.advanceTimersByTime(tellAgain);
  expect(told).toEqual(['name-0', 'name-0']);
  done('name-0');
  expect(told).toEqual(['name-0', 'name-0', 'name-1']);
});

test('what was not answered at all is told again', () => {
  const { told, line, desk, done } = aLine();
  desk.say(answer, 1);
  line.go();
  vi.advanceTimersByTime(unanswered);
  expect(told).toEqual(['name-0', 'name-0']);
  done('name-0');
  vi.advanceTimersByTime(2 * unanswered);
  expect(told).toHaveLength(2);
});

test('an answer that comes twice leads on once', () => {
  const { told, line, desk, done } = aLine();
  desk.say(answer, 1);
  desk.say(answer, 1);
  line.go();
  line.again();
  done('name-0');
  done('name-0');
  expect(told).toEqual(['name-0', 'name-0', 'name-1']);
});
