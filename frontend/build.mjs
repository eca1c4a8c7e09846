import { build } from 'esbuild';
import { readdirSync } from 'node:fs';

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
