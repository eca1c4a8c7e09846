// Which licences parts of others may have in the lab, and what is known of parts that say it wrongly or not at all.

// Licences that ask for no more than being named, and weak copyleft that ends at the part's own files.
const FREE = new Set([
  '0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BSL-1.0', 'CC0-1.0', 'EPL-1.0', 'EPL-2.0', 'GPL-2.0-with-classpath-exception',
  'GPL-3.0-with-GCC-exception', 'ISC', 'MIT', 'MIT-0', 'MPL-2.0', 'OFL-1.1', 'UPL-1.0', 'Unicode-3.0', 'Unlicense',
]);

// What files of the parts call their licence, by its SPDX name.
const NAMES = new Map([
  ['EPL 1.0', 'EPL-1.0'],
  ['Unicode/ICU License', 'Unicode-3.0'],
  ['Apache License 2.0', 'Apache-2.0'],
  ['Bouncy Castle Licence', 'MIT'],
]);

// Parts whose metadata is wrong; each with the reason.
const KNOWN = new Map([
  // The pom says "The BSD License"; the text in the repository is the one of three clauses.
  ['com.twelvemonkeys', 'BSD-3-Clause'],
]);

// What lies inside the jar of libtorch, as its source distribution (third_party and NOTICE) lists it. Look at it again for another version.
export const NATIVE = {
  jar: 'pytorch-native-cpu',
  version: '2.7.1',
  parts: [
    ['libtorch', '2.7.1', 'BSD-3-Clause'],
    ['cpuinfo', '', 'BSD-2-Clause'],
    ['Eigen', '', 'MPL-2.0'],
    ['FBGEMM', '', 'BSD-3-Clause'],
    ['flatbuffers', '', 'Apache-2.0'],
    ['fmt', '', 'MIT'],
    ['FP16, FXdiv, psimd', '', 'MIT'],
    ['Gloo', '', 'BSD-3-Clause'],
    ['ideep', '', 'MIT'],
    ['Kineto', '', 'BSD-3-Clause'],
    ['libgomp (GCC)', '', 'GPL-3.0-with-GCC-exception'],
    ['libuv', '', 'MIT'],
    ['miniz', '', 'MIT'],
    ['nlohmann/json', '', 'MIT'],
    ['NNPACK, QNNPACK, pthreadpool', '', 'BSD-2-Clause'],
    ['oneDNN', '3.7.1', 'Apache-2.0'],
    ['oneMKL', '', 'ISSL'],
    ['ONNX', '', 'Apache-2.0'],
    ['Protocol Buffers', '', 'BSD-3-Clause'],
    ['SLEEF', '', 'BSL-1.0'],
    ['TensorPipe', '', 'BSD-3-Clause'],
    ['XNNPACK', '', 'BSD-3-Clause'],
  ],
};

// Not free software, and accepted where named here alone: everybody may use it and pass it on.
const ACCEPTED = new Map([['oneMKL', 'ISSL']]);

function isAccepted(part, licence) {
  return ACCEPTED.get(part.name) === licence;
}

/** A part's licences as SPDX names; where it has several, one may choose. */
export function licencesOf(part) {
  for (const [name, licence] of KNOWN) {
    if (part.name === name || part.name.startsWith(`${name}:`) || part.name.startsWith(`${name}.`)) {
      return [licence];
    }
  }
  return part.licences.flatMap((said) => choices(said)).map((said) => NAMES.get(said) ?? said);
}

/** What an expression as "(MIT OR Apache-2.0)" lets one choose from; "A AND B" stays one. */
function choices(said) {
  const words = said.trim().replace(/^\((.*)\)$/, '$1');
  return words.includes(' AND ') ? [words] : words.split(/\s+OR\s+/i);
}

/** Why a part cannot be in the lab, or nothing. */
export function objection(part) {
  const licences = licencesOf(part);
  if (licences.length === 0) {
    return `${part.name} ${part.version} names no licence`;
  }
  const free = licences.some((one) => one.split(' AND ').every((each) => FREE.has(each) || isAccepted(part, each)));
  return free ? undefined : `${part.name} ${part.version} has the licence ${licences.join(' or ')}, which is not among those that the lab may have in it`;
}
