// Writes ../NOTICE: the parts of others that the lab is delivered with, and their licences. With --check only looks whether it is as it should be.
//
// Reads what the build wrote: the bill of materials of the Java libraries, what esbuild bundled, and what Vaadin bundled.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { licencesOf, NATIVE, objection } from './licences.mjs';
import { describe } from './parts.mjs';

const NOTICE = '../NOTICE';
const BILL = '../target/classes/META-INF/sbom/application.cdx.json';
const BUNDLED = '../target/bundled-packages.json';
const VAADIN = '../target/classes/META-INF/VAADIN/config/stats.json';

const HEAD = `Harmony Lab
Licensed under the Apache License 2.0, see LICENSE.

The lab is delivered with parts of others, each under its own licence; where a part has several, one may choose.
This file is written by \`./lab notice\` from what the build puts together, and \`./lab check\` refuses it when it is not up to date.
The full texts lie in the parts themselves.
`;

function read(file) {
  if (!existsSync(file)) {
    stop(`${file} is not there yet. Build first: ./lab check`);
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}

function stop(...lines) {
  for (const line of lines) {
    console.error(line);
  }
  process.exit(1);
}

/** The libraries for Java. */
function libraries() {
  return read(BILL).components.map((one) => ({
    name: `${one.group}:${one.name}`,
    version: one.version,
    licences: (one.licenses ?? []).map((each) => each.expression ?? each.license.id ?? each.license.name),
  }));
}

/** What lies inside libtorch; the list was made for one version. */
function natives(all) {
  const jar = all.find((one) => one.name.endsWith(`:${NATIVE.jar}`));
  if (jar?.version !== NATIVE.version) {
    stop(`licences.mjs lists what lies inside ${NATIVE.jar} ${NATIVE.version}, but the build has ${jar?.version ?? 'none'}: look at what is inside, and say it there.`);
  }
  return NATIVE.parts.map(([name, version, licence]) => ({ name, version, licences: [licence] }));
}

/** What Vaadin's build put together of its components. */
function vaadin() {
  return Object.keys(read(VAADIN).npmModules).map((name) => describe(`../target/node_modules/${name}`));
}

function section(title, parts) {
  const lines = parts.map((part) => `${[part.name, part.version].filter(Boolean).join(' ')}: ${licencesOf(part).sort().join(' or ')}`);
  return `\n${title}\n${'-'.repeat(title.length)}\n\n${[...new Set(lines)].sort().join('\n')}\n`;
}

const java = libraries();
const native = natives(java);
const pages = [...read(BUNDLED), { name: 'KaTeX fonts', version: '', licences: ['OFL-1.1'] }];
const components = vaadin();
const objections = [...java, ...native, ...pages, ...components].map(objection).filter(Boolean);
if (objections.length > 0) {
  stop(...objections);
}
const text = HEAD + section('Java libraries', java) + section(`Inside ${NATIVE.jar}`, native) + section('In the pages and the figures', pages)
  + section("Of Vaadin's components in the pages", components);
if (!process.argv.includes('--check')) {
  writeFileSync(NOTICE, text);
} else if (!existsSync(NOTICE) || readFileSync(NOTICE, 'utf8') !== text) {
  stop('NOTICE does not name the parts that the build puts together now. Write it anew: ./lab notice');
}
