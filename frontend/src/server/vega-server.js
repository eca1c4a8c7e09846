import * as vega from 'vega';
import * as vegaLite from 'vega-lite';
import { nothing, saying } from '../shared/emptiness.js';

// Advance widths of Helvetica for U+0020..U+007E in thousandths of the font size: the server has no canvas to measure with.
// The reader's own font may be wider, so labels get some air.
const air = 1.16;
const widths = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
  1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
  333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

function width(item, text) {
  let thousandths = 0;
  for (const character of String(text ?? '')) {
    thousandths += widths[character.codePointAt(0) - 32] ?? 840;
  }
  const bold = Number(item.fontWeight) >= 600 || item.fontWeight === 'bold';
  return (thousandths / 1000) * (item.fontSize ?? 11) * (bold ? 1.06 : 1) * air;
}

vega.textMetrics.width = width;

/** Draws a Vega-Lite specification (JSON text) as an SVG document; one that would show nothing says why. */
export async function svg(specification) {
  const figure = JSON.parse(specification);
  return drawn(figure, async (view) => {
    await view.runAsync();
    const reason = nothing(figure, view);
    return reason === undefined ? view.toSVG() : drawn(saying(figure, reason), (other) => other.toSVG());
  });
}

async function drawn(figure, use) {
  const view = new vega.View(vega.parse(vegaLite.compile(figure).spec), { renderer: 'none' });
  try {
    return await use(view);
  } finally {
    view.finalize();
  }
}
