import { expect, test } from 'vitest';
import { changeset, parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { closedLoader } from '../src/shared/closed-loader';
import { nothing, saying } from '../src/shared/emptiness';
import { putRows } from '../src/shared/figure-rows';
import { formula } from '../src/shared/formula.js';

/** What a figure that was really drawn has to say. */
async function drawn(specification: object) {
  const view = new View(parse(compile(specification as TopLevelSpec).spec), { renderer: 'none' });
  await view.runAsync();
  const reason = nothing(specification, view);
  view.finalize();
  return reason;
}

const bars = (values: object[], more: object = {}) => ({
  data: { values },
  mark: 'bar',
  encoding: { x: { field: 'emotion', type: 'nominal' }, y: { field: 'rate', type: 'quantitative' } },
  ...more,
});

test('a figure that shows something has nothing to say', async () => {
  expect(await drawn(bars([{ emotion: 'happy', rate: 0.5 }]))).toBeUndefined();
});

test('one without rows says so', async () => {
  expect(await drawn(bars([]))).toContain('It has no rows');
});

test('one whose rows lack what it draws names the field', async () => {
  expect(await drawn(bars([{ emotion: 'happy' }, { emotion: 'sad' }]))).toBe('Its 2 rows have no value for rate. Fill it in, or choose other fields.');
});

test('one whose filter leaves nothing says so', async () => {
  expect(await drawn(bars([{ emotion: 'happy', rate: 0.5 }], { transform: [{ filter: 'datum.rate > 1' }] }))).toBe(
    'Its filter leaves nothing of its one row. Widen the filter.',
  );
});

test('the reason takes the place of the marks and keeps the title', async () => {
  const figure = saying({ ...bars([]), title: 'Success' }, 'It has no rows: nothing has been measured yet, so there is nothing that could be drawn here.');
  expect(figure).toMatchObject({ title: 'Success', mark: { type: 'text' } });
  expect((figure as { mark: { text: string[] } }).mark.text.every((line) => line.length <= 66)).toBe(true);
  expect(await drawn(figure)).toBeUndefined();
});

test.each(['https://example.org/a.csv', '//example.org/a.png', 'file:///etc/passwd', 'data:text/html;base64,AAAA', 'data:image/svg+xml;base64,AAAA'])(
  'a figure reaches nothing at %s',
  async (address) => {
    await expect(closedLoader.load(address)).rejects.toThrow();
    await expect(closedLoader.sanitize(address, { context: 'image' })).rejects.toThrow(address);
  },
);

test('a picture that a figure carries is shown', async () => {
  const carried = 'data:image/png;base64,AAAA';
  expect(await closedLoader.sanitize(carried, { context: 'image' })).toEqual({ href: carried });
  await expect(closedLoader.sanitize(carried, { context: 'href' })).rejects.toThrow();
});

test('a formula is drawn, or says why not', () => {
  expect(formula('\\frac{1}{2}', false, 'mathml').html).toContain('<mfrac>');
  expect(formula('\\frac{1}{', false, 'mathml').problem).toContain("expected '}'");
  expect(formula('x'.repeat(5001), false, 'mathml').problem).toContain('5001 characters');
  expect(formula('\\def\\a{\\a\\a}\\a', false, 'mathml').problem).toContain('go on without end');
});

test.each(['\\href{javascript:alert(1)}{x}', '\\includegraphics{http://example.org/x.png}', '\\htmlClass{a}{x}', '\\url{http://example.org}'])(
  'a formula cannot link or load: %s',
  (tex) => {
    expect(formula(tex, false, 'htmlAndMathml').html ?? '').not.toMatch(/<a[ >]|<img|(href|src)=|class="a"/);
  },
);

const curve = (values: object[]) => ({
  data: { values },
  layer: [
    { mark: 'area', encoding: { y: { field: 'low', type: 'quantitative' }, y2: { field: 'high' } } },
    { mark: 'line', encoding: { y: { field: 'mean', type: 'quantitative' } } },
    { transform: [{ filter: 'datum.high > 5' }], mark: 'point', encoding: { y: { value: 'height' } } },
  ],
  encoding: { x: { field: 'step', type: 'quantitative' } },
});

const row = (step: number, high = 2) => ({ step, low: 0, mean: 1, high });

async function view(values: object[]) {
  const made = new View(parse(compile(curve(values) as TopLevelSpec).spec), { renderer: 'none' });
  await made.runAsync();
  return made;
}

const marks = async (of: View) => (await of.toSVG()).match(/<path[^>]*role="graphics-symbol"[^>]*>/g)?.map((mark) => mark.replace(/aria-label="[^"]*"/, ''));

test('a figure that is drawn takes rows in as if it were drawn with them', async () => {
  const grown = await view([row(1), row(2), row(3)]);
  const all = [row(1), row(2), row(3, 9), row(4)];
  expect(putRows(grown, changeset, 2, all.slice(2), curve(all))).toBe(true);
  await grown.runAsync();
  expect(await marks(grown)).toHaveLength(3);
  expect(await marks(grown)).toEqual(await marks(await view(all)));
  expect(putRows(new View(parse({ width: 10, height: 10 })), changeset, 0, [], {})).toBe(false);
});

test('rows that come faster than a figure is drawn are all in it, in their order', async () => {
  const all = [row(1), row(2), row(3)];
  const grown = await view(all);
  for (let step = 4; step < 12; step++) {
    all.splice(all.length - 1, 1, row(step - 1, step), row(step)); // the last point is another one, and one comes
    expect(putRows(grown, changeset, all.length - 2, all.slice(-2), curve(all))).toBe(true);
    if (step === 8) {
      await grown.runAsync();
    }
  }
  await grown.runAsync();
  expect(grown.data('source_0').map((one: { step?: number; high?: number }) => [one.step, one.high])).toEqual(all.map((one) => [one.step, one.high]));
  expect(await marks(grown)).toEqual(await marks(await view(all)));
});

test('a figure of which no row is left, or none that can be drawn, is drawn anew to say so', async () => {
  const grown = await view([row(1), row(2)]);
  expect(putRows(grown, changeset, 0, [], curve([]))).toBe(false);
  const gap = { step: null, low: null, mean: null, high: null };
  expect(putRows(grown, changeset, 0, [gap], curve([gap]))).toBe(false);
  await grown.runAsync();
  expect(grown.data('source_0')).toHaveLength(2);
});
