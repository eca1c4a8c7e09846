import { LitElement } from 'lit';

/** Draws the Vega-Lite specification in `specification`; the library is loaded when the first chart is shown. */
class HarmonyChart extends LitElement {
  static properties = { specification: { attribute: false } };

  declare specification: object | undefined;

  protected createRenderRoot() {
    return this;
  }

  protected async updated() {
    if (!this.specification) {
      return;
    }
    const { default: embed } = await import('vega-embed');
    await embed(this, this.specification as never, { actions: false, renderer: 'svg', ast: false });
  }
}

customElements.define('harmony-chart', HarmonyChart);
