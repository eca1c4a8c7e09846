import { afterEach, expect, test, vi } from 'vitest';
import { afterTheClose, missingWords, theEnd } from '../src/shared/blind-ends';
import { read } from './read';

afterEach(() => vi.unstubAllGlobals());

test('nobody is told that all is kept while answers wait', () => {
  expect(read(theEnd(1, true, '/blind'))).toContain('Some answers still wait in this browser. Leave this page open');
  expect(read(theEnd(0, false, '/blind'))).toContain('Asking the lab whether it has all of them.');
});

test('what comes next depends on who one is', () => {
  expect(read(theEnd(0, true, '/blind'))).toContain('told when the session is closed. Back to the blind sessions');
  expect(read(theEnd(0, true, ''))).toContain('told after the close to whoever asked you. You can close this page.');
});

test.each([
  [2, 1, '2 answers waited in this browser.'],
  [1, 0, 'One answer waited in this browser.'],
  [0, 1, 'One answer of yours reached the lab after rating was over.'],
  [0, 3, '3 answers of yours reached the lab after rating was over.'],
  [0, 0, 'Nothing waits in this browser.'],
])('once rating is over, with %i waiting and %i late: %s', (waiting, late, words) => {
  expect(read(afterTheClose('Closed by Ada.', waiting, late, ''))).toContain(`Closed by Ada. ${words}`);
});

test('a picture that does not come is of the lab or of the connection', () => {
  vi.stubGlobal('navigator', { onLine: true });
  expect(missingWords()).toContain('The lab is asked for it again');
  vi.stubGlobal('navigator', { onLine: false });
  expect(missingWords()).toContain('There is no connection.');
});
