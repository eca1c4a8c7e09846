import { expect, test } from 'vitest';
import { deaf, Strays } from '../src/shared/strays';

function aHand() {
  let now = 1000;
  const strays = new Strays(() => now);
  return { strays, wait: (time: number) => void (now += time) };
}

test('nothing is stray before something was said', () => {
  expect(aHand().strays.isStray('Digit3')).toBe(false);
});

test.each(['Digit3', 'Digit1', ''])('a moment after an answer %j is no answer to what came next', (key) => {
  const { strays, wait } = aHand();
  strays.said('Digit3');
  strays.released('Digit3');
  wait(deaf - 1);
  expect(strays.isStray(key)).toBe(true);
  wait(1);
  expect(strays.isStray(key)).toBe(false);
});

test('a key that is held answers once, however long', () => {
  const { strays, wait } = aHand();
  strays.said('Digit3');
  for (let heard = 0; heard < 50; heard++) {
    wait(100);
    expect(strays.isStray('Digit3')).toBe(true);
  }
  expect(strays.isStray('Digit2')).toBe(false);
  strays.released('Digit2');
  expect(strays.isStray('Digit3')).toBe(true);
  strays.released('Digit3');
  expect(strays.isStray('Digit3')).toBe(false);
});

test('no key stays down in a window that was left', () => {
  const { strays, wait } = aHand();
  strays.said('Digit3');
  wait(deaf);
  strays.released();
  expect(strays.isStray('Digit3')).toBe(false);
});

test('what was wrong is taken back at once, and only once by a bouncing key', () => {
  const { strays, wait } = aHand();
  strays.said('Digit3');
  wait(50);
  expect(strays.isStray('KeyU', true)).toBe(false);
  strays.said('KeyU', true);
  strays.released('KeyU');
  wait(50);
  expect(strays.isStray('KeyU', true)).toBe(true);
  wait(deaf);
  expect(strays.isStray('KeyU', true)).toBe(false);
});

test('a key that is never told to be let go counts again after a while', () => {
  const { strays, wait } = aHand();
  strays.said('Digit3');
  wait(1000);
  expect(strays.isStray('Digit3')).toBe(false);
});

test('a double click takes back one, and the correction counts at once', () => {
  const { strays, wait } = aHand();
  strays.said('', true);
  wait(100);
  expect(strays.isStray('', true)).toBe(true);
  expect(strays.isStray('Digit1')).toBe(false);
  strays.said('Digit2');
  wait(100);
  expect(strays.isStray('', true)).toBe(false);
});

test('a second click a moment later is meant for what is gone', () => {
  const { strays, wait } = aHand();
  strays.said('');
  wait(100);
  expect(strays.isStray('')).toBe(true);
  wait(deaf);
  expect(strays.isStray('')).toBe(false);
});
