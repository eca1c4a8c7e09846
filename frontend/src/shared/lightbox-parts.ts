import { html, nothing } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { type Direction, type Picture, type Places, verdictText } from './pictures';
import type { Said, Spot } from './spots';
import { thumbnail } from './thumbnail';
import type { Walk } from './walk';

/** What another feature does with a picture, by a key and a button. */
export interface Act {
  key: string;
  label: string;
}

/** What stands of a picture: what is told, and what the button is called now. */
export interface ActSaid {
  index: number;
  words: string;
  label: string;
}

const arrowSigns: Record<Direction, string> = { left: '←', right: '→', up: '↑', down: '↓' };

/** The way to the next picture in a direction. */
export function neighbourButton(direction: Direction, picture: Picture, go: () => void) {
  return html`<button type="button" class="lightbox__neighbour lightbox__neighbour--${direction}" aria-label=${`${direction}: ${picture.label}`} @click=${go}>
    ${picture.thumbnail ? html`<img src=${thumbnail(picture.thumbnail, 64)} alt="" />` : nothing}<span aria-hidden="true">${arrowSigns[direction]}</span>
  </button>`;
}

/** The line that one walks along, the picture that is shown among it. */
export function strip(walk: Walk, places: Places, index: number, go: (index: number) => void) {
  return html`<ol class="lightbox__strip" aria-label=${walk.lineName(index)}>
    ${walk.line(index).map(({ label, index: at }) => {
      const picture = at === undefined ? undefined : places.picture(at);
      return html`<li>
        ${at === undefined || !picture
          ? html`<span class="lightbox__stop"><span class="lightbox__gap"></span><span>${label}</span><span class="visually-hidden">, no picture</span></span>`
          : html`<button
              type="button"
              class="lightbox__stop"
              aria-current=${at === index ? 'true' : nothing}
              aria-label=${[label, verdictText(picture)].filter(Boolean).join(', ')}
              tabindex=${at === index ? 0 : -1}
              @click=${() => go(at)}
            >
              ${picture.thumbnail ? html`<img src=${thumbnail(picture.thumbnail, 64)} alt="" />` : html`<span class="lightbox__gap"></span>`}
              <span>${label}</span>
            </button>`}
      </li>`;
    })}
  </ol>`;
}

/** Brings the stop that one has come to into the middle of its strip, once: a strip that somebody has moved stays so until the next. */
export class Centred {
  private last = '';

  follow(strip: HTMLElement | null) {
    const stops = strip ? [...strip.children] : [];
    const stop = stops.find((one) => one.querySelector('[aria-current]'));
    const now = stop ? `${stops.indexOf(stop)} of ${stops.length}` : '';
    if (strip && strip.clientWidth === 0) {
      return; // not over the page yet
    }
    if (strip && stop && now !== this.last) {
      const [frame, box] = [strip.getBoundingClientRect(), stop.getBoundingClientRect()];
      strip.scrollLeft += box.left + box.width / 2 - frame.left - frame.width / 2;
    }
    this.last = now;
  }
}

/** Whether arrows walk the strip, or the grid as it lies. */
export function stripButton(walks: boolean, turn: () => void) {
  return html`<button type="button" class="lightbox__close" aria-pressed=${walks} title="Walk the strip, or the grid as it lies (W)" @click=${turn}>Strip</button>`;
}

/** Chooses the picture to be compared, and compares those that are chosen. */
export function chooseButtons(chosen: string[], image: string, choose: () => void, compare: () => void) {
  return html`<button
      type="button"
      class="lightbox__close"
      aria-pressed=${chosen.includes(image)}
      title="Choose this picture to be compared (Shift+C; C compares with the one before at once)"
      @click=${choose}
    >
      ${chosen.length > 0 ? `Chosen (${chosen.length})` : 'Choose'}
    </button>
    ${chosen.length > 1 ? html`<button type="button" class="lightbox__close" @click=${compare}>Compare ${chosen.length}</button>` : nothing}`;
}

/** What may be said of the picture. */
export function sayButtons(says: string[], ask: (about: string) => void) {
  return says.map(
    (about) => html`<button type="button" class="lightbox__close" title=${about === 'score' ? 'Score this picture (S)' : 'Tag this picture (G)'} @click=${() => ask(about)}>
      ${about === 'score' ? 'Score' : 'Tags'}
    </button>`,
  );
}

/** Marks a place to talk about, and opens what is said. */
export function talkButtons(marking: boolean, talking: boolean, mark: () => void, talk: () => void) {
  return html`<button type="button" class="lightbox__close" aria-pressed=${marking} title="Mark a place to talk about (M)" @click=${mark}>Mark</button>
    <button type="button" class="lightbox__close" aria-expanded=${talking} title="Comments (T)" @click=${talk}>Comments</button>`;
}

interface Layer {
  spots: (Spot & Partial<Said>)[];
  marking: boolean;
  begin: (event: PointerEvent) => void;
  draw: (event: PointerEvent) => void;
  take: (event: PointerEvent) => void;
  open: (thread: number | undefined) => void;
}

/** The places on the picture that something is said about, and the one that is being marked. */
export function spotLayer({ spots, marking, begin, draw, take, open }: Layer) {
  return html`<div class="lightbox__spots" data-marking=${marking || nothing} @pointerdown=${begin} @pointermove=${draw} @pointerup=${take}>
    ${spots.map(
      (spot) =>
        html`<button
          type="button"
          class="lightbox__spot"
          data-point=${spot.width === undefined || nothing}
          data-new=${spot.thread === undefined || nothing}
          data-resolved=${spot.resolved || nothing}
          aria-label=${spot.thread === undefined ? 'The place that is marked' : 'Thread about this place'}
          style=${styleMap({
            left: `${spot.x * 100}%`,
            top: `${spot.y * 100}%`,
            ...(spot.width === undefined ? {} : { width: `${spot.width * 100}%`, height: `${spot.height! * 100}%` }),
          })}
          @click=${() => open(spot.thread)}
        ></button>`,
    )}
  </div>`;
}
