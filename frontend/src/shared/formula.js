import katex from 'katex';

/** What a formula may be at most: characters of TeX, expansions of macros, sizes in em. */
const longest = 5_000;
const limits = { maxExpand: 500, maxSize: 20 };

/**
 * Draws TeX as HTML with MathML (`htmlAndMathml`) or as MathML alone (`mathml`).
 *
 * Nothing that links, loads or names classes is obeyed, and nothing grows without end: such TeX, and TeX that is wrong, gives the reason
 * in place of a drawing.
 */
export function formula(tex, display, output) {
  if (tex.length > longest) {
    return { problem: `it has ${tex.length} characters, and at most ${longest} are drawn` };
  }
  try {
    return { html: katex.renderToString(tex, { ...limits, displayMode: display, output, trust: false, strict: refused, throwOnError: true, errorColor: 'inherit' }) };
  } catch (problem) {
    return { problem: String(problem?.message ?? problem).replace(/^KaTeX parse error: /, '').replace(/: infinite loop or need.*/, ': its macros may go on without end') };
  }
}

/** What KaTeX knows beyond LaTeX is fine as long as it is only notation. */
function refused(code) {
  return code === 'htmlExtension' ? 'error' : 'ignore';
}
