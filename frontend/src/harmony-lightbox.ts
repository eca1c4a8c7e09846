import { html, LitElement, nothing } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { arrows, type Direction, Places, verdictText } from './shared/pictures';
import { received, type SentGrid } from './shared/sent-pictures';
import { thumbnail } from './shared/thumbnail';
import { enlargement } from './shared/zoom';

const arrowSigns: Record<Direction, string> = { left: '←', right: '→', up: '↑', down: '↓' };

/**
 * One picture large, with its neighbours at the edges.
 *
 * Arrows move through the grid in both directions, `+` `-` and the wheel zoom (kept from picture to picture), `0` fits,
 * Esc closes. `lightbox-move` and `lightbox-close` tell where it went.
 */
export class HarmonyLightbox extends LitElement {
  static properties = { data: { attribute: false }, places: { attribute: false }, index: { state: true }, zoom: { state: true } };

  /** The pictures; or `places`, where some of them are left out. */
  declare data: SentGrid | undefined;
  declare places: Places | undefined;
  declare index: number | undefined;
  declare zoom: number;

  constructor() {
    super();
    this.zoom = 0;
  }

  protected createRenderRoot() {
    return this;
  }

  open(index: number) {
    this.index = index;
    void this.updateComplete.then(() => {
      const dialog = this.querySelector('dialog');
      if (dialog && !dialog.open) {
        dialog.showModal();
      }
    });
  }

  protected willUpdate(changed: Map<string, unknown>) {
    if (changed.has('data') && this.data) {
      this.places = new Places(received(this.data));
    }
  }

  protected render() {
    const picture = this.index === undefined ? undefined : this.places?.picture(this.index);
    if (!picture) {
      return nothing;
    }
    const size = this.zoom === 0 ? {} : { inlineSize: `${this.zoom * 100}%`, blockSize: `${this.zoom * 100}%` };
    return html`<dialog class="lightbox" aria-label=${picture.label} @keydown=${this.key} @close=${this.closed}>
      <div class="lightbox__stage" @wheel=${this.wheel} tabindex="0" role="group" aria-label="Picture">
        <img src=${picture.image} alt=${picture.label} style=${styleMap(size)} data-zoomed=${this.zoom > 1} />
      </div>
      ${(['left', 'right', 'up', 'down'] as Direction[]).map((direction) => this.neighbour(direction))}
      <div class="lightbox__caption">
        ${picture.points === undefined
          ? nothing
          : html`<span class="verdict-mark" data-points=${picture.points} data-source=${picture.source ?? 'human'} aria-hidden="true"
              >${picture.points}</span
            >`}
        <span class="lightbox__label">${picture.label}</span>
        <span class="lightbox__detail">${[picture.caption, verdictText(picture)].filter(Boolean).join(' · ')}</span>
        <span class="lightbox__keys mono">${this.zoom > 1 ? `${this.zoom}×` : 'fit'}</span>
        <button type="button" class="lightbox__close" aria-label="Close" @click=${this.close}>✕</button>
      </div>
    </dialog>`;
  }

  private neighbour(direction: Direction) {
    const index = this.places?.neighbour(this.index!, direction);
    const picture = index === undefined ? undefined : this.places?.picture(index);
    if (!picture) {
      return nothing;
    }
    return html`<button
      type="button"
      class="lightbox__neighbour lightbox__neighbour--${direction}"
      aria-label=${`${direction}: ${picture.label}`}
      @click=${() => this.move(direction)}
    >
      <img src=${thumbnail(picture.thumbnail, 64)} alt="" /><span aria-hidden="true">${arrowSigns[direction]}</span>
    </button>`;
  }

  private key = (event: KeyboardEvent) => {
    const direction = arrows[event.key];
    if (direction) {
      this.move(direction);
    } else if (event.key === '+' || event.key === '=') {
      this.changeZoom(1);
    } else if (event.key === '-') {
      this.changeZoom(-1);
    } else if (event.key === '0') {
      this.zoom = 0;
    } else if (event.key === 'Escape') {
      this.close(); // at once: the browser's own way of closing may leave one press unanswered
    } else {
      event.stopPropagation();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  private wheel = (event: WheelEvent) => {
    if (event.ctrlKey || this.zoom <= 1) {
      event.preventDefault();
      this.changeZoom(-Math.sign(event.deltaY));
    }
  };

  private changeZoom(by: number) {
    this.zoom = enlargement(this.zoom, by);
  }

  private move(direction: Direction) {
    const next = this.places?.neighbour(this.index!, direction);
    if (next !== undefined) {
      this.index = next;
      this.dispatchEvent(new CustomEvent('lightbox-move', { detail: { index: next }, bubbles: true }));
    }
  }

  private close = () => {
    this.querySelector('dialog')?.close();
    this.finish();
  };

  /** Told with the next frame: by then another picture may be open. */
  private closed = (event: Event) => {
    const dialog = this.querySelector('dialog');
    if (event.target === dialog && !dialog?.open) {
      this.finish();
    }
  };

  private finish() {
    const index = this.index;
    if (index !== undefined) {
      this.index = undefined;
      this.dispatchEvent(new CustomEvent('lightbox-close', { detail: { index }, bubbles: true }));
    }
  }
}

customElements.define('harmony-lightbox', HarmonyLightbox);

declare global {
  interface HTMLElementTagNameMap {
    'harmony-lightbox': HarmonyLightbox;
  }
}
