import { build } from 'esbuild';
import { cpSync, mkdirSync, readdirSync } from 'node:fs';

const out = '../target/classes/META-INF/resources/lab';
const components = readdirSync('src').filter((name) => name.endsWith('.ts')).map((name) => `src/${name}`);

// What the pages load: one module per custom element, shared code in hashed chunks.
await build({
  entryPoints: components,
  bundle: true,
  splitting: true,
  format: 'esm',
  target: 'es2022',
  minify: true,
  outdir: out,
  entryNames: '[name].nocache',
  chunkNames: '[name]-[hash].cache',
  logLevel: 'warning',
});

// What the server runs under GraalJS to draw the same figures as static SVG.
await build({
  entryPoints: ['src/server/vega-server.js'],
  bundle: true,
  format: 'iife',
  globalName: 'harmonyVega',
  target: 'es2022',
  minify: true,
  outfile: '../target/classes/lab/harmony/analytics/vega-server.js',
  logLevel: 'warning',
});

// What draws formulas in report pages, and the style and fonts with which the pages draw them.
await build({
  entryPoints: ['src/server/katex-server.js'],
  bundle: true,
  format: 'iife',
  globalName: 'harmonyKatex',
  target: 'es2022',
  minify: true,
  outfile: '../target/classes/lab/harmony/notebooks/katex-server.js',
  logLevel: 'warning',
});
mkdirSync(`${out}/katex/fonts`, { recursive: true });
cpSync('node_modules/katex/dist/katex.min.css', `${out}/katex/katex.css`);
for (const font of readdirSync('node_modules/katex/dist/fonts').filter((name) => name.endsWith('.woff2'))) {
  cpSync(`node_modules/katex/dist/fonts/${font}`, `${out}/katex/fonts/${font}`);
}
cpSync('node_modules/katex/LICENSE', `${out}/katex/LICENSE`);
