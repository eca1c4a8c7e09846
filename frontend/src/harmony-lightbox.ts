import { html, LitElement, nothing } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { saying } from './shared/grid-keys';
import { type Act, type ActSaid, Centred, chooseButtons, neighbourButton, sayButtons, spotLayer, strip, stripButton, talkButtons } from './shared/lightbox-parts';
import { arrows, type Direction, Places, verdictText } from './shared/pictures';
import { received, type SentGrid } from './shared/sent-pictures';
import { contained, drawn, moved, type Said, type Spot } from './shared/spots';
import { Walk } from './shared/walk';
import { about, Ahead, near, Route, Swipe, toldAgain } from './shared/walking';
import { enlargement } from './shared/zoom';

/**
 * One picture large, with its neighbours at the edges.
 *
 * Arrows and swipes move through the grid in both directions, or the way that it says (a `Walk`, with its line as a strip; `w` leaves it for how
 * the grid lies); what one step leads to is fetched before (`lightbox-near` asks for its texts), and where one has come to is announced; `+` `-` and the wheel zoom (kept from picture to picture), `0` fits,
 * Esc closes; `c` chooses the picture to be compared with others (`lightbox-choose`). `lightbox-move` and `lightbox-close` tell where it went.
 *
 * Where the server puts something `beside` it, `t` opens that, and `m` marks a point or a rectangle of the picture: by dragging, or by
 * arrows that move it and, with Shift, size it. `lightbox-at` then tells which picture is shown, `lightbox-spot` what was marked,
 * `lightbox-thread` which of the `spots` was pressed.
 *
 * An `act` of another feature is a key and a button: `lightbox-act` tells the picture, and `said` what came of it, until another is shown.
 */
export class HarmonyLightbox extends LitElement {
  static properties = { data: { attribute: false }, places: { attribute: false }, texts: { attribute: false }, index: { state: true }, zoom: { state: true }, spots: { attribute: false }, side: { state: true }, talking: { state: true }, marked: { state: true }, marking: { state: true }, chosen: { attribute: false }, says: { attribute: false }, act: { attribute: false }, said: { attribute: false }, where: { state: true }, walks: { state: true } };

  /** The pictures; or `places`, where some of them are left out. */
  declare data: SentGrid | undefined;
  declare places: Places | undefined;
  /** Counts what came for the pictures of `places`. */
  declare texts: number;
  declare index: number | undefined;
  declare zoom: number;
  /** What is said about places on the picture that is shown. */
  declare spots: Said[] | undefined;
  declare side: HTMLElement | undefined;
  declare talking: boolean;
  /** The place that somebody is about to talk about. */
  declare marked: Spot | undefined;
  declare marking: boolean;
  declare act: Act | undefined;
  declare said: ActSaid | undefined;

  /** The pictures that are to be compared, where some can be. */
  declare chosen: string[] | undefined;

  /** What may be said of the pictures beside talking about them: `score`, `tags`. */
  declare says: string[] | undefined;

  /** What is announced of the place that one has come to. */
  declare where: string;

  /** Whether one walks the way that the grid says, where it says one. */
  declare walks: boolean;

  private from: [number, number] | undefined;
  private route: Route | undefined;
  private readonly ahead = new Ahead();
  private readonly centred = new Centred();
  private readonly swipe = new Swipe(() => !this.marking && this.zoom <= 1, (direction) => this.move(direction));
  private readonly resized = new ResizeObserver(() => this.lay());

  constructor() {
    super();
    this.zoom = 0;
    this.talking = false;
    this.marking = false;
    this.where = '';
    this.walks = true;
  }

  /** What stands beside the picture when somebody asks for it. */
  beside(side: HTMLElement) {
    this.side = side;
    if (this.index !== undefined) {
      this.at(this.index);
    }
  }

  /** Opens what stands beside it. */
  talk() {
    this.talking = this.side !== undefined;
    this.keepFocus();
  }

  /** Nothing is marked any more. */
  unmark() {
    this.marked = undefined;
  }

  protected createRenderRoot() {
    return this;
  }

  open(index: number) {
    this.index = index;
    this.at(index);
    void this.updateComplete.then(() => this.overThePage());
  }

  /** A dialog that was moved with its page is open, and no longer over the page. */
  connectedCallback() {
    super.connectedCallback();
    if (this.index !== undefined) {
      this.overThePage();
    }
  }

  private overThePage() {
    const dialog = this.querySelector('dialog');
    if (dialog?.isConnected && !dialog.matches(':modal')) {
      dialog.close();
      dialog.showModal();
      this.centred.follow(this.querySelector('.lightbox__strip'));
    }
  }

  protected willUpdate(changed: Map<string, unknown>) {
    if (changed.has('data') && this.data) {
      this.places = new Places(received(this.data));
    }
    const before = changed.get('places') as Places | undefined;
    if (changed.has('places') && before && this.places && this.index !== undefined && before.shows(this.index)) {
      this.index = this.places.like(before, this.index) ?? this.index; // the same picture, wherever it lies now
    }
    if (changed.has('data') || changed.has('places')) {
      this.route = this.places && new Route(this.places);
    }
    const way = this.way;
    if (way && ['data', 'places', 'index', 'walks'].some((name) => changed.has(name))) {
      this.tell('lightbox-near', { indexes: about(way, this.index!) });
    }
  }

  protected render() {
    const picture = this.index === undefined ? undefined : this.places?.picture(this.index);
    if (!picture) {
      return nothing;
    }
    const size = this.zoom === 0 ? {} : { inlineSize: `${this.zoom * 100}%`, blockSize: `${this.zoom * 100}%` };
    return html`<dialog class="lightbox" aria-label=${picture.label} @keydown=${this.key} @close=${this.closed}>
      <div class="lightbox__stage" @wheel=${this.wheel} @pointerdown=${this.swipe.begin} @pointerup=${this.swipe.end} @pointercancel=${this.swipe.cancel} tabindex="0" role="group" aria-label="Picture">
        ${picture.image
          ? html`<img src=${picture.image} alt=${picture.label} style=${styleMap(size)} data-zoomed=${this.zoom > 1} @load=${this.lay} />`
          : html`<span role="status">Loading …</span>`}
        ${this.side ? this.marks() : nothing}
      </div>
      ${this.side ? html`<div class="lightbox__talk" ?hidden=${!this.talking} @keydown=${this.keyBeside}></div>` : nothing}
      ${(['left', 'right', 'up', 'down'] as Direction[]).map((direction) => this.neighbour(direction))}
      <p class="visually-hidden" role="status">${this.where}</p>
      ${this.walk ? strip(this.walk, this.places!, this.index!, this.to) : nothing}
      <div class="lightbox__caption">
        ${picture.points === undefined
          ? nothing
          : html`<span class="verdict-mark" data-points=${picture.points} data-source=${picture.source ?? 'human'} aria-hidden="true"
              >${picture.points}</span
            >`}
        <span class="lightbox__label">${this.walk?.place(this.index!) ?? picture.label}</span>
        <span class="lightbox__detail">${[this.walk ? picture.label : '', picture.caption, verdictText(picture)].filter(Boolean).join(' · ')}</span>
        <span class="lightbox__keys mono">${this.zoom > 1 ? `${this.zoom}×` : 'fit'}</span>
        ${this.chosen
          ? chooseButtons(this.chosen, picture.image, () => this.tell('lightbox-choose', { index: this.index, more: true }), () => this.tell('lightbox-compare', {}))
          : nothing}
        ${sayButtons(this.says ?? [], (about) => this.tell('lightbox-ask', { index: this.index, about }))}
        ${this.route?.walk ? stripButton(this.walks, this.turn) : nothing}
        ${this.side ? talkButtons(this.marking, this.talking, this.mark, this.toggleTalk) : nothing}
        ${this.act
          ? html`<button type="button" class="lightbox__close lightbox__act" title=${`${this.act.label} (${this.act.key.toUpperCase()})`} @click=${this.acting}>
              ${this.saidHere?.label || this.act.label}
            </button>`
          : nothing}
        <button type="button" class="lightbox__close" aria-label="Close" @click=${this.close}>✕</button>
        ${this.act ? html`<p class="lightbox__said" role="status" ?hidden=${!this.saidHere?.words}>${this.saidHere?.words}</p>` : nothing}
      </div>
    </dialog>`;
  }

  private get way() {
    return this.index === undefined ? undefined : this.route?.from(this.index, this.walks);
  }

  /** The strip that one walks, where one does. */
  private get walk() {
    const way = this.way;
    return way instanceof Walk ? way : undefined;
  }

  private readonly turn = () => {
    this.walks = !this.walks;
    this.where = `${this.walks ? 'Walks the strip' : 'Walks the grid as it lies'}. ${this.way!.words(this.index!)}`;
    this.keepFocus();
  };

  /** What had the focus may be gone with what is shown now: keys are heard all the same. */
  private keepFocus() {
    void this.updateComplete.then(() => {
      if (!this.contains(document.activeElement)) {
        this.querySelector<HTMLElement>('.lightbox__stage')?.focus();
      }
    });
  }

  private get saidHere() {
    return this.said?.index === this.index ? this.said : undefined;
  }

  private readonly acting = () => this.tell('lightbox-act', { index: this.index });

  private marks() {
    return spotLayer({
      spots: [...(this.spots ?? []), ...(this.marked ? [this.marked] : [])],
      marking: this.marking,
      begin: this.begin,
      draw: this.draw,
      take: this.take,
      open: (thread) => this.toThread(thread),
    });
  }

  protected updated() {
    const way = this.way;
    if (way) {
      this.ahead.fetch([this.index!, ...near(way, this.index!)].map((index) => this.places!.picture(index)?.image ?? ''));
    }
    this.centred.follow(this.querySelector('.lightbox__strip'));
    const place = this.querySelector<HTMLElement>('.lightbox__talk');
    if (place) {
      place.style.colorScheme = getComputedStyle(document.documentElement).colorScheme; // that of the page, not of the veil
    }
    if (place && this.side && this.side.parentElement !== place) {
      place.append(this.side);
    }
    const stage = this.querySelector('.lightbox__stage');
    if (stage && this.side) {
      this.resized.observe(stage);
    }
    this.lay();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.resized.disconnect();
  }

  /** Lays the places over the picture as it is held in its frame now. */
  private readonly lay = () => {
    const image = this.querySelector<HTMLImageElement>('.lightbox__stage > img');
    const spots = this.querySelector<HTMLElement>('.lightbox__spots');
    if (image && spots) {
      const frame = { left: image.offsetLeft, top: image.offsetTop, width: image.offsetWidth, height: image.offsetHeight };
      const box = contained(frame, image.naturalWidth, image.naturalHeight);
      Object.assign(spots.style, { left: `${box.left}px`, top: `${box.top}px`, width: `${box.width}px`, height: `${box.height}px` });
    }
  };

  private readonly mark = () => {
    this.marking = !this.marking;
    this.marked = this.marking ? { x: 0.5, y: 0.5 } : undefined;
    this.querySelector<HTMLElement>('.lightbox__stage')?.focus();
  };

  private readonly toggleTalk = () => {
    this.talking = !this.talking;
  };

  private readonly begin = (event: PointerEvent) => {
    if (this.marking && event.button === 0) {
      (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
      this.from = [event.clientX, event.clientY];
      this.draw(event);
      event.preventDefault();
    }
  };

  private readonly draw = (event: PointerEvent) => {
    if (this.from) {
      const box = this.querySelector('.lightbox__spots')!.getBoundingClientRect();
      this.marked = drawn(box, this.from, [event.clientX, event.clientY]);
    }
  };

  private readonly take = (event: PointerEvent) => {
    if (this.from) {
      this.draw(event);
      this.from = undefined;
      this.taken();
    }
  };

  /** What is marked is to be talked about. */
  private taken() {
    this.marking = false;
    this.talk();
    const { x, y, width, height } = this.marked!;
    this.tell('lightbox-spot', { x, y, width: width ?? -1, height: height ?? -1 });
  }

  private toThread(thread: number | undefined) {
    if (!this.marking && thread !== undefined) {
      this.talk();
      this.tell('lightbox-thread', { thread });
    }
  }

  private at(index: number) {
    this.marked = undefined;
    this.marking = false;
    this.spots = [];
    if (this.side || this.act) {
      this.tell('lightbox-at', { index });
    }
  }

  private tell(name: string, detail: object) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }

  /** Keys of what stands beside the picture are its own; Esc leads back to the picture. */
  private readonly keyBeside = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Escape') {
      event.preventDefault();
      this.talking = false;
      this.querySelector<HTMLElement>('.lightbox__stage')?.focus();
    }
  };

  /** Whether a key moves, takes or leaves what is being marked. */
  private keyMarks(event: KeyboardEvent) {
    if (!this.marking || !this.marked) {
      return false;
    }
    const next = moved(this.marked, event.key, event.shiftKey);
    if (next) {
      this.marked = next;
    } else if (event.key === 'Enter') {
      this.taken();
    } else if (event.key === 'Escape') {
      this.mark();
    } else {
      return false;
    }
    return true;
  }

  private neighbour(direction: Direction) {
    const index = this.way?.neighbour(this.index!, direction);
    const picture = index === undefined ? undefined : this.places?.picture(index);
    if (!picture) {
      return nothing;
    }
    return neighbourButton(direction, picture, () => this.move(direction));
  }

  private key = (event: KeyboardEvent) => {
    const direction = arrows[event.key];
    const plain = !(event.ctrlKey || event.metaKey || event.altKey);
    if (this.keyMarks(event)) {
      // the picture stays where it is
    } else if (this.side && plain && event.key.toLowerCase() === 'm') {
      this.mark();
    } else if (this.route?.walk && plain && event.key.toLowerCase() === 'w') {
      this.turn();
    } else if (this.side && plain && event.key.toLowerCase() === 't') {
      this.toggleTalk();
    } else if (this.chosen && plain && event.key.toLowerCase() === 'c') {
      this.tell('lightbox-choose', { index: this.index, more: event.key === 'C' });
    } else if (plain && this.says?.includes(saying[event.key] ?? '')) {
      this.tell('lightbox-ask', { index: this.index, about: saying[event.key] });
    } else if (this.act && plain && event.key.toLowerCase() === this.act.key) {
      if (!event.repeat) {
        this.acting();
      }
    } else if (direction) {
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
    const next = this.way?.neighbour(this.index!, direction);
    if (next === undefined) {
      this.where = toldAgain(this.where, this.way?.edge(direction) ?? '');
    } else {
      this.to(next);
    }
  }

  private readonly to = (next: number) => {
    const inStrip = this.querySelector('.lightbox__strip')?.contains(document.activeElement);
    this.index = next;
    this.where = this.way!.words(next);
    this.at(next);
    this.dispatchEvent(new CustomEvent('lightbox-move', { detail: { index: next }, bubbles: true }));
    if (inStrip) {
      void this.updateComplete.then(() => this.querySelector<HTMLElement>('.lightbox__strip [aria-current]')?.focus());
    }
    this.keepFocus();
  };

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
      this.where = '';
      this.ahead.fetch([]);
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
