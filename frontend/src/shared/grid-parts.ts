import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { styleMap } from 'lit/directives/style-map.js';
import { type Differences, told } from './differences';
import type { Geometry } from './grid-geometry';
import { besides } from './neighbours';
import { toldChosen } from './chosen';
import { type Axis, type Picture, type Places, verdictText } from './pictures';
import { largest, smallest, step } from './zoom';

interface Toolbar {
  /** How many faces in view did not come. */
  lost: number;
  askAgain: () => void;
  size: number;
  places: Places;
  /** The picture that the caption tells about. */
  index: number;
  /** The pictures that are to be compared. */
  chosen: Picture[];
  compare: () => void;
  pairs: Differences | undefined;
  onlyDifferences: boolean;
  zoom: (size: number) => void;
  fit: () => void;
  switchDifferences: (event: Event) => void;
}

/** Size, the switch of the pairs, and what there is to tell. */
export function toolbar(bar: Toolbar) {
  const shown = bar.places.shows(bar.index) ? bar.places.picture(bar.index) : undefined;
  const pairs = bar.pairs && bar.pairs.pairs > 0 ? bar.pairs : undefined;
  const hint = bar.chosen.length
    ? toldChosen(bar.chosen)
    : pairs && bar.onlyDifferences
      ? `${told(pairs)}.`
      : nothing;
  return html`<div class="image-grid__toolbar">
    <label class="image-grid__zoom"
      >Size
      <input
        type="range"
        min=${Math.min(smallest, Math.floor(bar.size / step) * step)}
        max=${largest}
        step=${step}
        .value=${String(bar.size)}
        @input=${(event: Event) => bar.zoom(Number((event.target as HTMLInputElement).value))}
      />
      <span class="mono">${bar.size} px</span></label
    >
    <button type="button" class="image-grid__button" title="As large as all columns fit (0)" @click=${bar.fit}>Fit</button>
    ${pairs
      ? html`<label class="image-grid__differences"
          ><input type="checkbox" .checked=${bar.onlyDifferences} @change=${bar.switchDifferences} />Differences only</label
        >`
      : nothing}
    <span class="image-grid__hint" aria-live="polite">${hint}</span>
    ${bar.chosen.length > 1 ? html`<button type="button" class="image-grid__button image-grid__compare" @click=${bar.compare}>Compare ${bar.chosen.length}</button>` : nothing}
    ${bar.lost > 0
      ? html`<span class="image-grid__hint" role="status">${bar.lost} ${bar.lost === 1 ? 'face' : 'faces'} did not come.</span
          ><button type="button" class="image-grid__button" @click=${bar.askAgain}>Ask again</button>`
      : nothing}
    <span class="image-grid__caption"
      >${shown ? [shown.label, verdictText(shown), ...besides(bar.places, bar.index)].filter(Boolean).join(' · ') : nothing}</span
    >
  </div>`;
}

interface More {
  /** How many columns lie beyond the right edge. */
  beyond: number;
  /** How many rows came above what one looks at, and how many columns to the left of it. */
  rows: number;
  columns: number;
  /** Goes so many columns to the right and rows down. */
  go: (columns: number, rows: number) => void;
}

/** What is to be found beyond the edges, and the way there. */
export function more({ beyond, rows, columns, go }: More) {
  const came = [
    rows > 0 ? html`<button type="button" class="image-grid__more" @click=${() => go(0, -rows)}>${rows} new ${rows === 1 ? 'row' : 'rows'} ↑</button>` : nothing,
    columns > 0 ? html`<button type="button" class="image-grid__more" @click=${() => go(-columns, 0)}>← ${columns} new ${columns === 1 ? 'column' : 'columns'}</button>` : nothing,
  ];
  return html`${rows + columns > 0 ? html`<div class="image-grid__came">${came}</div>` : nothing}
  ${beyond > 0 ? html`<button type="button" class="image-grid__more image-grid__more--right" @click=${() => go(1, 0)}>${beyond} more ${beyond === 1 ? 'column' : 'columns'} →</button>` : nothing}`;
}

/** The names of the columns, and of what stands side by side in them. */
export function head(places: Places, geometry: Geometry, shown: [number, number][], noted: boolean, behind: Behind | undefined, stop: number | undefined) {
  const { columns } = places.grid;
  const names = geometry.heads;
  return html`<div
    class="image-grid__head"
    role="row"
    aria-rowindex="1"
    data-plain=${!noted}
    data-narrow=${geometry.columnWidth < 130}
    data-layers=${names.length > 1}
    style=${styleMap({ inlineSize: `${geometry.width}px` })}
  >
    <div class="image-grid__corner" role="columnheader" aria-colindex="1"><span class="visually-hidden">Row</span></div>
    ${repeat(
      shown,
      ([slot]) => slot,
      ([, column]) => html`<div
        class="image-grid__column"
        role="columnheader"
        aria-colindex=${column * places.layers + 2}
        aria-colspan=${places.layers}
        style=${styleMap({
          insetInlineStart: `${geometry.label + geometry.columnLeft(column)}px`,
          inlineSize: `${geometry.columnWidth}px`,
        })}
      >
        ${axisText(columns[places.columns[column]!]!, behind && ((machine) => behind(false, places.columns[column]!, machine)), column === stop)}
        ${names.length > 1
          ? html`<div class="image-grid__layers">
              ${names.map((name, at) => html`<span title=${geometry.stacked ? name : places.grid.layers[at]!.label} style=${styleMap({ inlineSize: `${geometry.size}px` })}>${name}</span>`)}
            </div>`
          : nothing}
      </div>`,
    )}
  </div>`;
}

/** Opens the faces behind the rate of a row, or of a column. */
export type Behind = (row: boolean, index: number, machine: boolean) => void;

/** Its rates are buttons, those of the row and of the column in which one is tab stops, where `behind` opens what stands behind them; the keys `f` and `F` do the same from a picture. */
export function axisText(axis: Axis, behind: ((machine: boolean) => void) | undefined, stop: boolean) {
  const lines = axis.note?.split('\n') ?? [];
  const words = (line: string) => line.replace('●', 'people:').replace('○', 'machine:');
  const number = (line: string) => behind !== undefined && line.includes('%');
  return html`<span class="image-grid__name" title=${axis.mark ? `${axis.label}. ${axis.mark}` : axis.label}
      >${axis.label}${axis.mark ? html` <span class="image-grid__mark" aria-hidden="true">◆</span><span class="visually-hidden">. ${axis.mark}</span>` : nothing}</span
    >${lines.map((line) =>
      number(line)
        ? html`<button
            type="button"
            tabindex=${stop ? 0 : -1}
            class="image-grid__note"
            title=${`${words(line)}: show the faces`}
            @click=${() => behind?.(line.startsWith('○'))}
          >
            ${line}
          </button>`
        : html`<span class="image-grid__note" title=${words(line)}>${line}</span>`,
    )}`;
}

/** The name of a line of tiles, where a row has several. */
export function layerBeside(name: string, top: number, size: number) {
  return html`<span class="image-grid__beside" style=${styleMap({ insetBlockStart: `${top}px`, blockSize: `${size}px` })}>${name}</span>`;
}
