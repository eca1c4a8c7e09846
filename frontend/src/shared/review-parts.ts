import { html, nothing } from 'lit';
import { pointsOf, type Face, type Mark } from './review-marks';

/** How far a review is. */
export interface ReviewState {
  faces: Face[];
  position: number;
  marks: Map<string, Mark>;
  skipped: Set<string>;
  /** How many answers the server has not confirmed yet. */
  waiting: number;
  /** How many faces have no score. */
  open: number;
}

const stripBefore = 3;
const stripAfter = 12;

/** How many faces are scored, and whether the server knows it. */
export function progress({ faces, marks, skipped, waiting, open }: ReviewState) {
  const scored = faces.filter((face) => marks.has(face.id)).length;
  return html`<div class="review__progress">
    <progress max=${faces.length} value=${scored} aria-label="Faces scored"></progress>
    <span>${scored} of ${faces.length} scored${open > 0 && skipped.size > 0 ? html` · ${skipped.size} skipped` : nothing}</span>
    <span class="review__saved" data-waiting=${waiting > 0}>${waiting > 0 ? 'saving …' : scored > 0 ? 'all saved' : ''}</span>
  </div>`;
}

/** The last face is behind, and some were skipped or left half answered. */
export function end({ skipped, open }: ReviewState, again: () => void) {
  return html`<section class="review__end" aria-label="End of the faces">
    <h2>${open === 1 ? 'One face is' : `${open} faces are`} still open</h2>
    <p>${skipped.size > 0 ? 'You skipped them, or left them half answered.' : 'You went past them without an answer.'} They count as not scored and wait here.</p>
    <div class="review__buttons">
      <button type="button" class="review__button review__button--primary" @click=${again}>Go through them <kbd>↵</kbd></button>
      <a class="review__button" href=${location.pathname.replace(/review$/, 'scores')}>Leave them open, see the scores</a>
    </div>
  </section>`;
}

/** The faces before and after the one that is scored. */
export function strip({ faces, position, marks, skipped }: ReviewState, show: (index: number) => void) {
  const from = Math.max(0, position - stripBefore);
  const shown = faces.slice(from, position + stripAfter + 1);
  return html`<nav class="review__strip" aria-label="Faces before and after">
    ${shown.map((face, offset) => {
      const index = from + offset;
      const mark = marks.get(face.id);
      const state = mark ? `, ${pointsOf(mark)} of 3 points` : skipped.has(face.id) ? ', skipped' : '';
      return html`<button
        type="button"
        class="review__thumb"
        aria-label=${`Face ${index + 1}${state}`}
        aria-current=${index === position ? 'true' : nothing}
        @mousedown=${keepFocus}
        @click=${() => show(index)}
      >
        <img src=${face.thumbnail} alt="" draggable="false" />
        ${mark ? html`<span class="verdict-mark" data-points=${pointsOf(mark)} data-source="human" aria-hidden="true">${pointsOf(mark)}</span>` : nothing}
        ${!mark && skipped.has(face.id) ? html`<span class="review__skipped" aria-hidden="true">skipped</span>` : nothing}
      </button>`;
    })}
  </nav>`;
}

/** A click must not take the focus, or Enter would press the same button again instead of saving. */
export function keepFocus(event: MouseEvent) {
  event.preventDefault();
}
