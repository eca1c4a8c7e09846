/**
 * A formula: its text is TeX, drawn where it stands; with `display` on a line of its own.
 *
 * Until it is drawn, and where it cannot be, the TeX itself is seen; what is wrong with it stands behind it.
 */
class HarmonyFormula extends HTMLElement {
  private tex: string | undefined;

  connectedCallback() {
    if (this.tex === undefined) {
      this.tex = this.textContent ?? '';
      style();
      void this.draw(this.tex);
    }
  }

  private async draw(tex: string) {
    const { formula } = await import('./shared/formula.js');
    const { html, problem } = formula(tex, this.hasAttribute('display'), 'htmlAndMathml');
    if (html !== undefined) {
      this.innerHTML = html;
    } else {
      const reason = document.createElement('span');
      reason.className = 'formula-problem';
      reason.textContent = ` This formula cannot be drawn: ${problem}`;
      this.append(reason);
    }
  }
}

/** KaTeX's own style with its fonts, once for a page that has formulas. */
function style() {
  const address = '/lab/katex/katex.css';
  if (!document.querySelector(`link[href="${address}"]`)) {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = address;
    document.head.append(link);
  }
}

customElements.define('harmony-formula', HarmonyFormula);
