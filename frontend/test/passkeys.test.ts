import { expect, test } from 'vitest';
import { bytes, creation, reason, request, text } from '../src/shared/passkeys.js';

test('bytes come back as they went, whatever they are', () => {
  for (const length of [0, 1, 2, 3, 31, 32, 33]) {
    const some = Uint8Array.from({ length }, (_, at) => (at * 83 + 251) % 256);
    const said = text(some.buffer);
    expect(said).toMatch(/^[A-Za-z0-9_-]*$/);
    expect([...new Uint8Array(bytes(said))]).toEqual([...some]);
  }
});

test('what the lab asks for has bytes where the browser needs them', () => {
  const asked = creation(
    JSON.stringify({ challenge: 'AQID', rp: { id: 'localhost' }, user: { id: 'BAU', name: 'Ada' }, excludeCredentials: [{ id: 'Bg', type: 'public-key' }] }),
  );
  expect([...new Uint8Array(asked.challenge as ArrayBuffer)]).toEqual([1, 2, 3]);
  expect([...new Uint8Array(asked.user.id as ArrayBuffer)]).toEqual([4, 5]);
  expect([...new Uint8Array(asked.excludeCredentials![0]!.id as ArrayBuffer)]).toEqual([6]);
  expect(request(JSON.stringify({ challenge: 'AQID', rpId: 'localhost' })).allowCredentials).toEqual([]);
});

test('why there is no passkey is said in words', () => {
  expect(reason(new DOMException('no', 'InvalidStateError'))).toContain('already');
  expect(reason(new DOMException('no', 'NotAllowedError'))).toContain('cancelled');
  expect(reason('something')).toContain('does not allow');
});
