import { html, nothing } from 'lit';
import { type Picture, verdictText } from './pictures';
import type { Face } from './mosaics';

interface Tile {
  /** Its place in its row. */
  x: number;
  left: number;
  top: number;
  index: number | undefined;
  picture: Picture | undefined;
  /** What it stands for, where neither its column nor its line says it. */
  name: string | undefined;
  active: boolean;
  marked: boolean;
  talked: boolean;
  /** Nothing as long as it has not come: the one before must not be seen in its place. */
  face: Face | undefined;
  /** Whether it was asked for and did not come. */
  lost: boolean;
  /** Whether a place may be empty because something is left out. */
  leftOut: boolean;
}

/** One place of a grid. */
export function tile({ x, left, top, index, picture, name, active, marked, talked, face, lost, leftOut }: Tile) {
  const place = `inset-inline-start:${left}px;inset-block-start:${top}px`;
  if (index === undefined || picture === undefined) {
    return html`<div class="image-grid__tile image-grid__tile--missing" role="gridcell" aria-colindex=${x + 2} style=${place}>
      <span class="visually-hidden">${leftOut ? 'Left out or no picture' : 'No picture'}</span>
    </div>`;
  }
  return html`<div
    class="image-grid__tile"
    role="gridcell"
    aria-colindex=${x + 2}
    aria-label=${[picture.label, verdictText(picture), talked && 'commented', lost && 'its face did not come'].filter(Boolean).join(', ')}
    aria-selected=${marked}
    tabindex=${active ? 0 : -1}
    data-index=${index}
    data-seen=${face ? '' : nothing}
    style=${face ? `${place};${face.style}` : place}
  >
    ${lost ? html`<span class="image-grid__lost" aria-hidden="true" title="Its face did not come">✕</span>` : nothing} ${mark(picture)}
    ${talked ? html`<span class="image-grid__talked" aria-hidden="true"></span>` : nothing}
    ${name ? html`<span class="image-grid__layer" aria-hidden="true">${name}</span>` : nothing}
  </div>`;
}

function mark(picture: Picture) {
  return picture.points === undefined
    ? nothing
    : html`<span class="verdict-mark" data-points=${picture.points} data-source=${picture.source ?? 'human'} aria-hidden="true">${picture.points}</span>`;
}
