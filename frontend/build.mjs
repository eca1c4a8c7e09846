import { build } from 'esbuild';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import { describe } from './parts.mjs';

const resources = '../target/classes/META-INF/resources';
const out = `${resources}/lab`;
const styles = `${resources}/styles`;
const components = readdirSync('src').filter((name) => name.endsWith('.ts')).map((name) => `src/${name}`);
const sources = new Set();

// What was made last; as long as all of it is there and nothing that it was made of is newer, there is nothing to do.
const record = '../target/client-made.json';
const of = ['build.mjs', 'parts.mjs', 'package-lock.json', 'node_modules/.installed-lock',
  ...['src', 'styles'].flatMap((folder) => [folder, ...readdirSync(folder, { recursive: true }).map((name) => `${folder}/${name}`)])];
if (existsSync(record) && JSON.parse(readFileSync(record, 'utf8')).every((made) => existsSync(made))
    && of.every((source) => statSync(source).mtimeMs < statSync(record).mtimeMs)) {
  process.exit(0);
}

rmSync(out, { recursive: true, force: true });

const made = ['../target/bundled-packages.json', `${out}/katex/LICENSE`];

async function bundle(options) {
  const { metafile } = await build({ ...options, bundle: true, target: 'es2022', minify: true, metafile: true, logLevel: 'warning' });
  made.push(...Object.keys(metafile.outputs));
  Object.values(metafile.outputs).flatMap((file) => Object.keys(file.inputs)).forEach((source) => sources.add(source));
}

// What the pages load: one module per custom element, shared code in hashed chunks.
await bundle({
  entryPoints: components,
  splitting: true,
  format: 'esm',
  outdir: out,
  entryNames: '[name].nocache',
  chunkNames: '[name]-[hash].cache',
});

// What the pages look like: one file, because a browser paints nothing before it has asked for the last of them.
await bundle({ entryPoints: ['styles/styles.css'], outfile: `${styles}/styles.css`, loader: { '.svg': 'dataurl' } });

// Packed once here instead of at every request; the lab sends what lies beside a file as NAME.br in its place.
for (const folder of [out, styles]) {
  for (const file of readdirSync(folder).filter((name) => /\.(js|css)$/.test(name))) {
    writeFileSync(`${folder}/${file}.br`, brotliCompressSync(readFileSync(`${folder}/${file}`), { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
  }
}

// What the server runs under GraalJS to draw the same figures as static SVG.
await bundle({
  entryPoints: ['src/server/vega-server.js'],
  format: 'iife',
  globalName: 'harmonyVega',
  outfile: '../target/classes/lab/harmony/analytics/vega-server.js',
  alias: { 'vega-expression': './src/server/known-expressions.js' },
});

// What draws formulas in report pages, and the style and fonts with which the pages draw them.
await bundle({
  entryPoints: ['src/server/katex-server.js'],
  format: 'iife',
  globalName: 'harmonyKatex',
  outfile: '../target/classes/lab/harmony/prose/katex-server.js',
});
mkdirSync(`${out}/katex/fonts`, { recursive: true });
cpSync('node_modules/katex/dist/katex.min.css', `${out}/katex/katex.css`);
for (const font of readdirSync('node_modules/katex/dist/fonts').filter((name) => name.endsWith('.woff2'))) {
  cpSync(`node_modules/katex/dist/fonts/${font}`, `${out}/katex/fonts/${font}`);
}
cpSync('node_modules/katex/LICENSE', `${out}/katex/LICENSE`);

// Which packages of others are in what was put together; NOTICE names them.
const folders = [...sources, 'node_modules/katex/'].flatMap((source) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(source)?.[1] ?? []);
const packages = [...new Set(folders)].map(describe);
writeFileSync('../target/bundled-packages.json', JSON.stringify(packages));
writeFileSync(record, JSON.stringify(made));
