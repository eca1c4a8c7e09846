// Which packages Vaadin's build takes: vaadin/package-lock.json says it. "bring" lays it where the build looks; "check" refuses it
// when the build took others; "keep" keeps what the build took.
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';

const FILES = ['package.json', 'package-lock.json'];
const [, , what] = process.argv;

function versions(lock) {
  const { packages } = JSON.parse(readFileSync(lock, 'utf8'));
  return JSON.stringify(Object.entries(packages).map(([name, { version }]) => [name, version]).sort());
}

if (what === 'bring') {
  mkdirSync('../target', { recursive: true });
  FILES.forEach((file) => copyFileSync(`vaadin/${file}`, `../target/${file}`));
} else if (what === 'keep') {
  FILES.forEach((file) => copyFileSync(`../target/${file}`, `vaadin/${file}`));
} else if (versions('vaadin/package-lock.json') !== versions('../target/package-lock.json')) {
  console.error("Vaadin's build took other packages than frontend/vaadin/package-lock.json says. Look at what differs, and keep it: ./lab notice");
  process.exit(1);
}
