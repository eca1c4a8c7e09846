// What a package of others says of itself.
import { readFileSync } from 'node:fs';

/** Name, version and licences of the package in a folder. */
export function describe(folder) {
  const { name, version, license, licenses } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  return { name, version, licences: [license ?? licenses].flat().filter(Boolean).map((one) => one.type ?? one) };
}
