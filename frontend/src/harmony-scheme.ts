import { html, LitElement } from 'lit';
import { choose, schemes, stored } from './shared/scheme.js';

const words = { system: 'As the system', light: 'Light', dark: 'Dark' };

/** The choice of colours, for this browser. */
class HarmonyScheme extends LitElement {
  protected createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('harmony-scheme', this.changed);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('harmony-scheme', this.changed);
  }

  private changed = () => this.requestUpdate();

  protected render() {
    const now = stored();
    return html`<fieldset>
      <legend>Colours in this browser</legend>
      ${schemes.map(
        (scheme) => html`<label><input type="radio" name="scheme" .checked=${scheme === now} @change=${() => choose(scheme)} /> ${words[scheme]}</label>`,
      )}
    </fieldset>`;
  }
}

customElements.define('harmony-scheme', HarmonyScheme);
