import { html, LitElement, nothing } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { captions } from './shared/compare-captions';
import { isWhole, lockedTo, panned, type Part, partKeys, placed, type View, viewAfter, whole, zoomed } from './shared/compare-view';
import { spoken, type Way, ways } from './shared/compare-words';
import type { Picture } from './shared/pictures';

const flickerEvery = 600;

/**
 * Pictures: side by side, the first and another under a slider or as their difference, all in turn at one place. What is seen of one is seen of
 * all: they are enlarged and moved together, and held at eyes, mouth or brows where it is known where those lie.
 *
 * `1` to `4` choose the way, `+` `-` and the wheel enlarge, arrows and dragging move, `0` shows the whole, `e` `m` `b` hold at eyes, mouth or
 * brows. Left and Right move the slider (with Shift they move the pictures), `,` and `.` take another of several pictures, Space stops the
 * flickering and changes over, `p` lets it go on, Esc closes. Whatever a key does a button does too, and is read out; who asked for less motion
 * sees no flickering until they let it begin.
 */
export class HarmonyCompare extends LitElement {
  static properties = {
    pictures: { state: true },
    way: { state: true },
    split: { state: true },
    other: { state: true },
    shown: { state: true },
    view: { state: true },
    running: { state: true },
    refused: { state: true },
    measured: { state: true },
  };

  declare pictures: Picture[];
  declare way: Way;
  declare split: number;
  /** The picture that the first is compared with by slider and difference. */
  declare other: number;
  /** The picture that is seen while flickering. */
  declare shown: number;
  declare view: View;
  /** Whether flickering goes on by itself. */
  declare running: boolean;
  /** Why a key did nothing. */
  declare refused: string;
  /** Counts what became known of sizes. */
  declare measured: number;

  private timer = 0;
  private dragged: [number, number] | undefined;
  private readonly sizes = new ResizeObserver(() => this.measured++);

  constructor() {
    super();
    this.pictures = [];
    this.way = 'side';
    this.split = 50;
    this.other = 1;
    this.shown = 0;
    this.view = whole;
    this.measured = 0;
    this.running = false;
    this.refused = '';
  }

  protected createRenderRoot() {
    return this;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.timer);
    this.sizes.disconnect();
  }

  open(...pictures: Picture[]) {
    this.pictures = pictures;
    this.other = 1;
    this.view = whole;
    void this.updateComplete.then(() => {
      const dialog = this.querySelector('dialog');
      if (dialog && !dialog.open) {
        dialog.showModal();
      }
      dialog?.querySelector<HTMLElement>('.compare__stage')?.focus();
    });
  }

  protected willUpdate(changed: Map<string, unknown>) {
    if (changed.has('way') || changed.has('pictures')) {
      this.shown = 0;
      this.run(this.way === 'flicker' && this.pictures.length > 1 && !matchMedia('(prefers-reduced-motion: reduce)').matches);
    }
    if (['way', 'view', 'other', 'shown', 'split', 'running', 'pictures'].some((one) => changed.has(one))) {
      this.refused = '';
    }
  }

  protected updated(changed: Map<string, unknown>) {
    if (changed.has('way') || changed.has('pictures')) {
      this.sizes.disconnect();
      this.querySelectorAll('.compare__pane').forEach((pane) => this.sizes.observe(pane));
    }
  }

  /** Lets flickering go on by itself, or stops it. */
  private run(on: boolean) {
    clearInterval(this.timer);
    this.running = on;
    if (on) {
      this.timer = window.setInterval(() => this.changeOver(), flickerEvery);
    }
  }

  protected render() {
    if (this.pictures.length < 2) {
      return nothing;
    }
    return html`<dialog class="compare" aria-label=${`Compare ${this.pictures.length === 2 ? 'two' : this.pictures.length} pictures`} @keydown=${this.key} @close=${this.closed}>
      <div class="compare__bar">
        <div class="compare__ways" role="group" aria-label="Way to compare">
          ${ways.map(
            ([way, name, key]) => html`<button type="button" aria-pressed=${this.way === way} @click=${() => (this.way = way)}>
              ${name} <kbd>${key}</kbd>
            </button>`,
          )}
        </div>
        <div class="compare__ways" role="group" aria-label="What is seen">
          ${Object.entries(partKeys).map(([key, part]) => this.partButton(part!, key))}
          <button type="button" title="Enlarge (+)" @click=${() => (this.view = zoomed(this.view, 1))}>+</button>
          <button type="button" title="Make smaller (-)" @click=${() => (this.view = zoomed(this.view, -1))}>−</button>
          <button type="button" title="The whole pictures (0)" aria-pressed=${isWhole(this.view)} @click=${() => (this.view = whole)}>Whole <kbd>0</kbd></button>
${this.turns()}
        </div>
        <button type="button" class="lightbox__close" aria-label="Close" @click=${() => this.querySelector('dialog')?.close()}>✕</button>
      </div>
      <div
        class="compare__stage"
        role="group"
        aria-label="Pictures"
        tabindex="0"
        data-way=${this.way}
        @wheel=${this.wheel}
        @pointerdown=${this.grab}
        @pointermove=${this.drag}
        @pointerup=${this.let}
        @pointercancel=${this.let}
      >
        ${this.panes().map((pane) => html`<div class="compare__pane">${pane.map((at) => this.picture(at))}</div>`)}
        ${this.way === 'slider'
          ? html`<input
              class="compare__slider"
              type="range"
              min="0"
              max="100"
              aria-label="How much of the first picture is shown"
              .value=${String(this.split)}
              @pointerdown=${(event: Event) => event.stopPropagation()}
              @input=${(event: Event) => (this.split = Number((event.target as HTMLInputElement).value))}
            />`
          : nothing}
      </div>
      ${captions(this.pictures, this.seen())}
      <p class="visually-hidden" role="status">${this.refused || spoken(this)}</p>
    </dialog>`;
  }

  /** The pictures that lie at each place, the ones over the others. */
  private panes(): number[][] {
    const all = this.pictures.map((_, at) => at);
    return this.way === 'side' ? all.map((at) => [at]) : this.way === 'flicker' ? [all] : [[0, this.other]];
  }

  /** Those that can be seen now. */
  private seen() {
    return this.way === 'flicker' ? [this.shown] : this.way === 'side' ? this.pictures.map((_, at) => at) : [0, this.other];
  }

  private picture(at: number) {
    const picture = this.pictures[at]!;
    const box = this.place(at);
    const hidden = this.way === 'flicker' && at !== this.shown;
    const clipped = this.way === 'slider' && at !== 0 ? { clipPath: `inset(0 0 0 ${this.split}%)` } : {};
    const blended = this.way === 'difference' && at !== 0 ? { mixBlendMode: 'difference' } : {};
    return html`<div class="compare__layer" data-picture=${at} style=${styleMap({ visibility: hidden ? 'hidden' : 'visible', ...clipped, ...blended })}>
      <img
        src=${picture.image}
        alt=${picture.label}
        draggable="false"
        data-zoomed=${box !== undefined && box.scale > 1.5}
        style=${styleMap(box ? { left: `${box.left}px`, top: `${box.top}px`, width: `${box.width}px`, height: `${box.height}px` } : { visibility: 'hidden' })}
        @load=${() => this.measured++}
      />
      ${this.isUnknown(at) ? html`<p class="compare__unknown">Where the ${this.view.part} are is not known of this picture.</p>` : nothing}
    </div>`;
  }

  private isUnknown(at: number) {
    return this.view.part !== undefined && !this.pictures[at]!.parts?.[this.view.part];
  }

  private place(at: number) {
    const image = this.querySelector<HTMLImageElement>(`.compare__layer[data-picture='${at}'] > img`);
    const pane = image?.closest<HTMLElement>('.compare__pane');
    return image && pane
      ? placed({ width: pane.clientWidth, height: pane.clientHeight }, { width: image.naturalWidth, height: image.naturalHeight }, this.view, this.pictures[at]!.parts ?? {})
      : undefined;
  }

  private partButton(part: Part, key: string) {
    const known = this.pictures.some((picture) => picture.parts?.[part]);
    const name = part.charAt(0).toUpperCase() + part.slice(1);
    return html`<button
      type="button"
      aria-pressed=${this.view.part === part}
      ?disabled=${!known}
      title=${known ? `Hold all pictures at the ${part} (${key})` : `Where the ${part} are is not known of these pictures`}
      @click=${() => (this.view = lockedTo(this.view, part))}
    >
      ${name} ${known ? html`<kbd>${key}</kbd>` : html`<small>not known</small>`}
    </button>`;
  }

  /** What takes another picture, and lets pictures change over by themselves. */
  private turns() {
    const { length } = this.pictures;
    const flickers = this.way === 'flicker';
    if (!flickers && (length === 2 || this.way === 'side')) {
      return nothing;
    }
    return html`<button type="button" title="Former picture (,)" aria-label="Former picture" @click=${() => this.change(-1)}>‹</button>
      <button type="button" title="Next picture (.)" aria-label="Next picture" @click=${() => this.change(1)}>›</button>
      <span class="compare__which">${flickers && this.running ? `${length} in turn` : `${(flickers ? this.shown : this.other) + 1} of ${length}`}</span>
      ${flickers ? html`<button type="button" aria-pressed=${this.running} title="Change over by itself (P)" @click=${() => this.run(!this.running)}>By itself <kbd>p</kbd></button>` : nothing}`;
  }

  private key = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const chosen = ways.find(([, , key]) => key === event.key);
    const onButton = (event.target as HTMLElement).localName === 'button';
    const sideways = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    const part = partKeys[event.key];
    const unknown = part && !this.pictures.some((picture) => picture.parts?.[part]);
    const view = unknown ? undefined : viewAfter(this.view, event.key);
    if (event.key === 'Escape') {
      this.querySelector('dialog')?.close();
    } else if (chosen) {
      this.way = chosen[0];
    } else if (event.key === ' ' && this.way === 'flicker' && !onButton) {
      this.change(1);
    } else if (event.key === 'p' && this.way === 'flicker') {
      this.run(!this.running);
    } else if (event.key === ',' || event.key === '.') {
      this.change(event.key === '.' ? 1 : -1);
    } else if (this.way === 'slider' && sideways !== 0 && !event.shiftKey) {
      this.split = Math.max(0, Math.min(100, this.split + 2 * sideways));
    } else if (view) {
      this.view = view;
    } else if (unknown) {
      this.refused = `Where the ${part} are is not known of these pictures`;
    } else {
      return;
    }
    event.preventDefault();
  };

  private changeOver() {
    this.shown = (this.shown + 1) % this.pictures.length;
  }

  /** Another picture beside the first, or the next in turn. */
  private change(by: number) {
    const { length } = this.pictures;
    if (this.way === 'flicker') {
      this.run(false);
      this.shown = (this.shown + by + length) % length;
    } else {
      this.other = 1 + ((this.other - 1 + by + length - 1) % (length - 1));
    }
  }

  private wheel = (event: WheelEvent) => {
    event.preventDefault();
    this.view = zoomed(this.view, -Math.sign(event.deltaY));
  };

  private grab = (event: PointerEvent) => {
    if (event.button === 0) {
      (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
      this.dragged = [event.clientX, event.clientY];
    }
  };

  private drag = (event: PointerEvent) => {
    const pane = this.querySelector('.compare__pane');
    if (this.dragged && pane) {
      const [x, y] = this.dragged;
      this.view = panned(this.view, (x - event.clientX) / pane.clientWidth, (y - event.clientY) / pane.clientHeight);
      this.dragged = [event.clientX, event.clientY];
    }
  };

  private let = () => (this.dragged = undefined);

  private closed = () => {
    this.run(false);
    this.pictures = [];
    this.dispatchEvent(new CustomEvent('compare-close', { bubbles: true }));
  };
}

customElements.define('harmony-compare', HarmonyCompare);

declare global {
  interface HTMLElementTagNameMap {
    'harmony-compare': HarmonyCompare;
  }
}
