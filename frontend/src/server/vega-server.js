import * as vega from 'vega';
import * as vegaLite from 'vega-lite';

/** Draws a Vega-Lite specification (JSON text) as an SVG document. */
export async function svg(specification) {
  const compiled = vegaLite.compile(JSON.parse(specification)).spec;
  const view = new vega.View(vega.parse(compiled), { renderer: 'none' });
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}
