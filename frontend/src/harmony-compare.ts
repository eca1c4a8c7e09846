import { html, LitElement, nothing } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { pictureDifferences } from './shared/picture-differences';
import type { Picture } from './shared/pictures';

type Way = 'side' | 'slider' | 'flicker' | 'difference';

const ways: [Way, string, string][] = [
  ['side', 'Side by side', '1'],
  ['slider', 'Slider', '2'],
  ['flicker', 'Flicker', '3'],
  ['difference', 'Difference', '4'],
];
const flickerEvery = 600;

/**
 * Two pictures: side by side, under a slider, in turn at one place, or as their difference.
 *
 * `1` to `4` choose the way, Left and Right move the slider, Space changes over while flickering, Esc closes.
 */
export class HarmonyCompare extends LitElement {
  static properties = {
    first: { state: true },
    second: { state: true },
    way: { state: true },
    split: { state: true },
    showSecond: { state: true },
  };

  declare first: Picture | undefined;
  declare second: Picture | undefined;
  declare way: Way;
  declare split: number;
  declare showSecond: boolean;

  private timer = 0;

  constructor() {
    super();
    this.way = 'side';
    this.split = 50;
    this.showSecond = false;
  }

  protected createRenderRoot() {
    return this;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  open(first: Picture, second: Picture) {
    this.first = first;
    this.second = second;
    void this.updateComplete.then(() => {
      const dialog = this.querySelector('dialog');
      if (dialog && !dialog.open) {
        dialog.showModal();
      }
    });
  }

  protected updated(changed: Map<string, unknown>) {
    if (changed.has('way') || changed.has('first')) {
      clearInterval(this.timer);
      this.showSecond = false;
      if (this.way === 'flicker' && this.first && !matchMedia('(prefers-reduced-motion: reduce)').matches) {
        this.timer = window.setInterval(() => (this.showSecond = !this.showSecond), flickerEvery);
      }
    }
  }

  protected render() {
    const { first, second } = this;
    if (!first || !second) {
      return nothing;
    }
    return html`<dialog class="compare" aria-label="Compare two pictures" @keydown=${this.key} @close=${this.closed}>
      <div class="compare__bar">
        <div class="compare__ways" role="group" aria-label="Way to compare">
          ${ways.map(
            ([way, name, key]) => html`<button type="button" aria-pressed=${this.way === way} @click=${() => (this.way = way)}>
              ${name} <kbd>${key}</kbd>
            </button>`,
          )}
        </div>
        <button type="button" class="lightbox__close" aria-label="Close" @click=${() => this.querySelector('dialog')?.close()}>✕</button>
      </div>
      <div class="compare__stage" data-way=${this.way}>
        <img src=${first.image} alt=${first.label} style=${styleMap({ visibility: this.way === 'flicker' && this.showSecond ? 'hidden' : 'visible' })} />
        <img src=${second.image} alt=${second.label} style=${styleMap(this.secondStyle())} />
        ${this.way === 'slider'
          ? html`<input
              class="compare__slider"
              type="range"
              min="0"
              max="100"
              aria-label="How much of the first picture is shown"
              .value=${String(this.split)}
              @input=${(event: Event) => (this.split = Number((event.target as HTMLInputElement).value))}
            />`
          : nothing}
      </div>
      ${captions(first, second, this.way === 'flicker' ? this.showSecond : undefined)}
    </dialog>`;
  }

  private secondStyle(): Record<string, string> {
    return {
      side: {},
      slider: { clipPath: `inset(0 0 0 ${this.split}%)` },
      flicker: { visibility: this.showSecond ? 'visible' : 'hidden' },
      difference: { mixBlendMode: 'difference' },
    }[this.way] as Record<string, string>;
  }

  private key = (event: KeyboardEvent) => {
    event.stopPropagation();
    const chosen = ways.find(([, , key]) => key === event.key);
    const onButton = (event.target as HTMLElement).localName === 'button';
    if (event.key === 'Escape') {
      event.preventDefault();
      this.querySelector('dialog')?.close();
    } else if (chosen) {
      this.way = chosen[0];
    } else if (event.key === ' ' && this.way === 'flicker' && !onButton) {
      clearInterval(this.timer);
      this.showSecond = !this.showSecond;
      event.preventDefault();
    } else if (this.way === 'slider' && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
      this.split = Math.max(0, Math.min(100, this.split + (event.key === 'ArrowLeft' ? -2 : 2)));
      event.preventDefault();
    }
  };

  private closed = () => {
    clearInterval(this.timer);
    this.first = undefined;
    this.second = undefined;
    this.dispatchEvent(new CustomEvent('compare-close', { bubbles: true }));
  };
}

/** What differs stands large beside its picture, what is the same once for both; nothing is cut off. */
function captions(first: Picture, second: Picture, showSecond: boolean | undefined) {
  const { same, ours, theirs, seeds } = pictureDifferences(first, second);
  return html`<div class="compare__captions">
      <span data-shown=${showSecond !== true}>${ours.join(', ') || 'the same'}</span>
      <span data-shown=${showSecond !== false}>${theirs.join(', ') || 'the same'}</span>
    </div>
    <p class="compare__same">
      ${same.length > 0 ? html`Both: ${same.join(', ')}. ` : nothing}${seeds
        ? html`<strong>Different seeds:</strong> what differs may be chance, not the setting.`
        : nothing}
    </p>`;
}

customElements.define('harmony-compare', HarmonyCompare);

declare global {
  interface HTMLElementTagNameMap {
    'harmony-compare': HarmonyCompare;
  }
}
