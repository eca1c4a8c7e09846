import { formula } from '../shared/formula.js';

/** MathML of a formula, or `!` and the reason why there is none. */
export function mathml(tex, display) {
  const { html, problem } = formula(tex, display, 'mathml');
  return html ?? `!${problem}`;
}
