import { expect, test } from 'vitest';
import { licencesOf, objection } from '../licences.mjs';

const part = (name, ...licences) => ({ name, version: '1', licences });

test.each([['MIT'], ['Apache-2.0'], ['(MIT OR GPL-3.0-only)'], ['BSD-3-Clause AND MIT'], ['GPL-2.0-with-classpath-exception'], ['EPL 1.0']])('%s may be in the lab', (licence) => {
  expect(objection(part('a:b', licence))).toBeUndefined();
});

test.each([['GPL-3.0-only'], ['GPL-2.0-only'], ['AGPL-3.0-only'], ['LGPL-2.1-only'], ['SSPL-1.0'], ['BUSL-1.1'], ['CC-BY-NC-4.0'], ['UNLICENSED'], ['MIT AND GPL-3.0-only'], ['CVDL'], ['ISSL']])(
  '%s may not, and the part is named',
  (licence) => {
    expect(objection(part('a:b', licence))).toContain('a:b 1');
  },
);

test('one free licence of several is enough', () => {
  expect(objection(part('a:b', 'LGPL-2.1-only', 'EPL-2.0'))).toBeUndefined();
});

test('a part without a licence may not be in the lab', () => {
  expect(objection(part('a:b'))).toContain('names no licence');
});

test('a licence that a pom names wrongly is mended for that maker alone', () => {
  expect(licencesOf(part('com.twelvemonkeys.common:common-io', 'BSD-4-Clause'))).toEqual(['BSD-3-Clause']);
  expect(objection(part('com.twelvemonkeysx:y', 'BSD-4-Clause'))).toBeDefined();
});

test("a component under its maker's own licence may not be in the pages", () => {
  expect(objection({ name: '@vaadin/charts', version: '25.3.0', licences: ['SEE LICENSE IN https://vaadin.com/commercial-license-and-service-terms'] }))
    .toContain('@vaadin/charts 25.3.0');
});
