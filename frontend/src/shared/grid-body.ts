import { html, noChange } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Geometry } from './grid-geometry';
import { type Behind, axisText, layerBeside } from './grid-parts';
import { tile } from './grid-tile';
import type { Face } from './mosaics';
import type { Places } from './pictures';

/** What a row of tiles is drawn from. */
export interface DrawnRow {
  places: Places;
  geometry: Geometry;
  row: number;
  /** The places that are in view, each with the slot of its tile. */
  tiles: [slot: number, x: number][];
  active: number;
  marked: Set<string>;
  talked: Set<number>;
  behind: Behind | undefined;
  /** Where the face of a picture is to be seen. */
  face: (index: number) => Face | undefined;
  /** Whether it was asked for and did not come. */
  lost: (index: number) => boolean;
  /** Whether it is passed by too fast to see anything: its tiles stay as they were, unseen. */
  passed: boolean;
  leftOut: boolean;
}

export function gridRow({ places, geometry, row, tiles, active, marked, talked, behind, face, lost, passed, leftOut }: DrawnRow) {
  const axis = places.rows[row]!;
  const stop = places.shows(active) && row === places.row(active);
  return html`<div class="image-grid__row" role="row" aria-rowindex=${row + 2} data-passed=${passed} style=${`inset-block-start:${row * geometry.rowPitch}px;block-size:${geometry.rowHeight}px`}>
    <div class="image-grid__label" role="rowheader" aria-colindex="1">
      ${axisText(places.grid.rows[axis]!, behind && ((machine) => behind(true, axis, machine)), stop)} ${geometry.lines.map((name, at) => layerBeside(name, geometry.top(at * geometry.across), geometry.size))}
    </div>
    <div class="image-grid__tiles" role="presentation">${passed ? noChange : repeat(
      tiles,
      ([slot]) => slot,
      ([, x]) => {
        const index = places.at(row, x);
        const picture = index === undefined ? undefined : places.picture(index);
        return tile({
          x,
          left: geometry.label + geometry.left(x),
          top: geometry.top(x),
          index,
          picture,
          name: geometry.names[x % places.layers],
          active: index === active,
          marked: picture !== undefined && marked.size > 0 && marked.has(picture.image),
          talked: index !== undefined && talked.has(index),
          face: index === undefined ? undefined : face(index),
          lost: index !== undefined && lost(index),
          leftOut,
        });
      },
    )}</div>
  </div>`;
}

/** The places of a row that are in view, each with the slot of its tile, and their pictures. */
export function inRow(places: Places, row: number, columns: [slot: number, column: number][], sees: (x: number, index: number | undefined) => boolean) {
  const tiles: [slot: number, x: number][] = [];
  const pictures: number[] = [];
  for (const [slot, column] of columns) {
    for (let layer = 0; layer < places.layers; layer++) {
      const x = column * places.layers + layer;
      const index = places.at(row, x);
      if (sees(x, index)) {
        tiles.push([slot * places.layers + layer, x]);
        if (index !== undefined) {
          pictures.push(index);
        }
      }
    }
  }
  return { tiles, pictures };
}
