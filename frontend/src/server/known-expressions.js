// Vega's expressions, parsed once each: figures of a kind have the same hundred, and reading them is a third of a figure's work under GraalJS.
import { parseExpression as parse } from '../../node_modules/vega-expression/build/vega-expression.js';

export * from '../../node_modules/vega-expression/build/vega-expression.js';

const most = 4096;
const longest = 1000;
const known = new Map();

/** The tree of an expression; Vega walks such trees and changes none. */
export function parseExpression(text) {
  let tree = known.get(text);
  if (tree === undefined) {
    if (known.size >= most) {
      known.clear();
    }
    tree = parse(text);
    if (text.length <= longest) {
      known.set(text, tree);
    }
  }
  return tree;
}
